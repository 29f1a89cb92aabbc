import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

import * as v from 'valibot'

import type { SignInTarget, Target } from '../front/decide'
import { type RateBounds, createRate } from '../front/rate'
import { noLongerAllowed, refusalBody, refuse, signInNeeded, tooOften } from '../front/refusal'
import { noteAnswer, requestIdOf } from '../front/request-id'
import type { ExportLog } from '../operation/export-log'
import { type Report, kindOfError } from '../report'
import { isAllowed, personOf } from './allowed'
import { type Check, type Checks, type Standing, createRechecks } from './checks'
import { type CookieName, createCookies } from './cookies'
import { type SignInPage, signInPage } from './pages'
import {
  type Asked,
  type Provider,
  type SignedIn,
  createProvider,
  pendingSchema,
  signedOutPath,
} from './provider'
import {
  type EndReason,
  type EndedSessions,
  type Session,
  createSessions,
  endOf,
  longestSessionMs,
} from './sessions'
import type { SignInSettings } from './sign-in-settings'

export interface SignIn {
  /**
   * Answers what belongs to signing in, and what may not be answered for who is not signed in. Gives the session for
   * everything else, which is null for what needs none; or `answered`.
   */
  guard: (
    target: Target,
    request: IncomingMessage,
    response: ServerResponse,
  ) => Promise<Session | null | 'answered'>
  /** Whether the provider could be reached when it was asked last. */
  providerState: Provider['state']
  /** Looks for the provider before the first person does, and reports where it is not. Never throws. */
  lookForProvider: () => Promise<void>
}

export interface SignInOptions {
  settings: SignInSettings
  ended: EndedSessions
  /** What the provider has said of who is signed in. */
  checks: Checks
  /** Told one sentence, without personal data. */
  report: Report
  /** Told how a sign-in ended: `refused` is somebody who is not allowed, `failed` anything else. */
  onSignIn?: (outcome: 'allowed' | 'refused' | 'failed', requestId: string) => void
  onSignOut?: () => void
  /** Where it is recorded who exports what; null for nowhere. */
  exportLog?: ExportLog | null
  /** Milliseconds since 1970. */
  now: () => number
  provider?: Provider
}

/** How often one person may have an export recorded: whom a record names must not be able to flood it. */
const exportBounds: RateBounds = { inARow: 60, perSecond: 0.1 }

/** Beyond this the address for the way back would be longer than a request may be: the view is given up. */
const longestView = 1800

export function createSignIn(options: SignInOptions): SignIn {
  const { settings, ended, checks, report, onSignIn, onSignOut, exportLog = null, now } = options
  const { allowed, sessionSecrets } = settings
  const { publicUrl } = settings.provider
  const exportRate = createRate(exportBounds, now)
  const provider = options.provider ?? createProvider(settings.provider, now)
  const sessions = createSessions(sessionSecrets, ended, now)
  const cookies = createCookies(publicUrl.startsWith('https:'))
  const removedSession = [cookies.remove('session'), cookies.remove('person')]

  function cookieOf(request: IncomingMessage, name: CookieName): string | null {
    return cookies.read(request.headers.cookie, name)
  }

  const rechecks = createRechecks({ provider, checks, allowed, end: endSession, report, now })

  /** The session of a request's cookie, whatever has become of who it is. */
  async function openSession(request: IncomingMessage): ReturnType<typeof sessions.open> {
    const sealed = cookieOf(request, 'session')
    return sealed === null ? null : sessions.open(sealed)
  }

  /** The same, where it goes on. */
  async function cookieSession(request: IncomingMessage): Promise<Session | null> {
    const opened = await openSession(request)
    return opened === 'not-allowed' ? null : opened
  }

  /**
   * The session of a request: of somebody who was allowed, and is by the settings of now and by what the provider says.
   * `stale` is one about which it can be asked only through the browser, `refused` one that is over.
   */
  async function sessionOf(request: IncomingMessage, requestId: string): Promise<Standing> {
    const opened = await openSession(request)
    if (opened === null) return { kind: 'refused' }
    // It is not ended by the settings: another gateway may have other ones for a moment, where somebody is added.
    if (opened === 'not-allowed' || !isAllowed(opened, allowed)) return { kind: 'not-allowed' }
    const standing = await rechecks.look(opened, requestId)
    const isOut = standing.kind === 'stands' && !isAllowed(standing.session, allowed)
    return isOut ? { kind: 'not-allowed' } : standing
  }

  /** Ends a session everywhere; with what it could be asked about, which is given for the last time. */
  async function endSession(session: Session, reason: EndReason): Promise<Check | null> {
    await sessions.end(session, reason)
    const check = await checks.find(session.id)
    await checks.forget(session.id)
    // Nobody waits for the provider here.
    if (check !== null && check.refreshToken !== null) void provider.forget(check.refreshToken)
    return check
  }

  /** Writes a cookie anew now and then, so that who works here stays signed in. */
  async function renew({ session, isNews }: Current, response: ServerResponse): Promise<void> {
    const renewed = sessions.renewed(session) ?? (isNews ? session : null)
    if (renewed !== null) response.setHeader('Set-Cookie', await sessionCookies(renewed))
  }

  async function sessionCookies(session: Session): Promise<string[]> {
    const seconds = longestSessionMs / 1000
    return [
      cookies.set('session', await sessions.seal(session), seconds),
      cookies.set('person', hashOf(session.sub), seconds),
    ]
  }

  function hashOf(sub: string): string {
    return createHash('sha256').update(`${settings.provider.issuer}\n${sub}`).digest('base64url').slice(0, 22)
  }

  async function begin(view: string, response: ServerResponse, asked: Asked): Promise<void> {
    try {
      const { url, pending } = await provider.begin(view, asked)
      response.setHeader('Set-Cookie', cookies.set('sign-in', await sessions.sealNote(pending), 600))
      redirect(response, url)
    } catch (error) {
      report(`The sign-in provider cannot be reached (${kindOfError(error)}).`, requestIdOf(response))
      page(response, 503, { which: 'unreachable', view, isChoice: asked.isChoice })
    }
  }

  async function finish(query: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = requestIdOf(response)
    // Whatever comes of it, it can be tried once.
    response.setHeader('Set-Cookie', cookies.remove('sign-in'))
    const sealed = cookieOf(request, 'sign-in')
    const pending = v.safeParse(pendingSchema, sealed === null ? null : await sessions.openNote(sealed))
    if (!pending.success) {
      onSignIn?.('failed', requestId)
      report('Somebody came back from the sign-in provider who had not gone there from here.', requestId)
      return page(response, 400, { which: 'failed', view: '', isChoice: false })
    }
    const { view, isChoice } = pending.output
    let answered: SignedIn | Asked
    try {
      answered = await provider.finish(query, pending.output)
    } catch (error) {
      onSignIn?.('failed', requestId)
      // The message of such an error quotes the answer.
      report(`An answer of the sign-in provider was refused (${kindOfError(error)}).`, requestId)
      return page(response, 400, { which: 'failed', view, isChoice })
    }
    if ('isSilent' in answered) return begin(view, response, answered)
    const { claims, idToken, refreshToken } = answered
    const person = personOf(claims, allowed)
    if (person === null) {
      onSignIn?.('refused', requestId)
      report('Somebody signed in who is not allowed to see the contacts.', requestId)
      return refusePerson(String(claims['sub']), view, request, response)
    }
    onSignIn?.('allowed', requestId)
    const former = await cookieSession(request)
    if (former !== null) await endSession(former, 'left')
    const session = sessions.begin(person, refreshToken !== null)
    const { checkedMs } = session
    await checks.keep(session.id, { person, checkedMs, refreshToken, idToken }, endOf(session))
    response.setHeader('Set-Cookie', [cookies.remove('sign-in'), ...(await sessionCookies(session))])
    redirect(response, `/${view}`)
  }

  /** Somebody may not see the contacts. Where they could until now, nothing of that goes on. */
  async function refusePerson(
    sub: string,
    view: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const former = await cookieSession(request)
    if (former?.sub === sub) await endSession(former, 'not-allowed')
    const isOfSomebodyElse = former !== null && former.sub !== sub
    if (!isOfSomebodyElse) response.setHeader('Set-Cookie', [cookies.remove('sign-in'), ...removedSession])
    page(response, 403, { which: 'not-allowed', view, person: hashOf(sub) })
  }

  /** Where the page leads who was here and may not see the contacts any more. It removes what is left of them. */
  function showNotAllowed({ kind }: Standing, request: IncomingMessage, response: ServerResponse): void {
    if (kind === 'stands') return redirect(response, '/')
    const person = cookieOf(request, 'person') ?? ''
    response.setHeader('Set-Cookie', removedSession)
    page(response, 403, { which: 'not-allowed', view: '', person: /^[\w-]{22}$/.test(person) ? person : '' })
  }

  async function signOut(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const session = await cookieSession(request)
    const check = session === null ? null : await endSession(session, 'left')
    if (session !== null) onSignOut?.()
    response.setHeader('Set-Cookie', removedSession)
    json(response, 200, { location: (await provider.endUrl(check?.idToken || null)) ?? signedOutPath })
  }

  async function record(
    session: Session,
    target: Extract<SignInTarget, { kind: 'export-log' }>,
    requestId: string,
  ) {
    const { kind: _kind, ...exported } = target
    try {
      await exportLog?.add({ person: session.email || session.sub, ...exported })
    } catch (error) {
      report(`An export could not be recorded (${kindOfError(error)}).`, requestId)
    }
  }

  async function answer(target: SignInTarget, request: IncomingMessage, response: ServerResponse) {
    const requestId = requestIdOf(response)
    if (target.kind === 'sign-in') {
      const { view, isChoice } = target
      // Of whom it could be asked through the browser alone, the provider may know enough to ask nothing.
      const isSilent = !isChoice && (await sessionOf(request, requestId)).kind === 'stale'
      return begin(view, response, { isSilent, isOffline: true, isChoice })
    }
    if (target.kind === 'sign-in-answer') return finish(target.query, request, response)
    if (target.kind === 'sign-out') return signOut(request, response)
    const current = await sessionOf(request, requestId)
    if (target.kind === 'not-allowed') return showNotAllowed(current, request, response)
    if (target.kind === 'signed-out') {
      // Who has signed in again since, in another tab, is not signed out.
      return current.kind === 'stands'
        ? redirect(response, '/')
        : page(response, 200, { which: 'signed-out' })
    }
    if (current.kind !== 'stands') return answerRefused(response, current)
    await renew(current, response)
    const { session } = current
    if (target.kind === 'session') return json(response, 200, { name: session.name, email: session.email })
    const waitMs = exportRate(session.sub)
    if (waitMs > 0) return refuse(response, tooOften(waitMs))
    await record(session, target, requestId)
    return json(response, 200, {})
  }

  return {
    providerState: provider.state,
    async lookForProvider() {
      try {
        await provider.look()
      } catch (error) {
        report(
          `OIDC_ISSUER cannot be reached, or is no provider (${kindOfError(error)}): nobody can sign in yet.`,
        )
      }
    },
    async guard(target, request, response) {
      const isPage = target.kind === 'file' && target.path === '/'
      if (target.kind === 'health' || target.kind === 'readiness') return null
      if (target.kind === 'file' && !isPage) return null
      if (target.kind !== 'contacts' && target.kind !== 'file') {
        await answer(target, request, response)
        return 'answered'
      }
      const current = await sessionOf(request, requestIdOf(response))
      if (current.kind === 'stands') {
        await renew(current, response)
        return current.session
      }
      if (isPage) redirect(response, signInAddress(request.url ?? '/'))
      else answerRefused(response, current)
      return 'answered'
    },
  }
}

type Current = Omit<Extract<Standing, { kind: 'stands' }>, 'kind'>

/** Where to sign in, and back to the view that was asked for; the front has looked at every character of it. */
function signInAddress(url: string): string {
  const view = url.slice(1)
  return view === '' || view.length > longestView ? '/sign-in' : `/sign-in?to=${encodeURIComponent(view)}`
}

/** Who has been here, and may not see the contacts any more, is told so; the page asks for `/not-allowed` then. */
function answerRefused(response: ServerResponse, { kind }: Standing): void {
  const refused = kind === 'not-allowed' ? noLongerAllowed : signInNeeded
  noteAnswer(response, { code: refused.code })
  send(response, refused.status, 'application/json', refusalBody(refused, requestIdOf(response)))
}

function redirect(response: ServerResponse, location: string): void {
  response.setHeader('Location', location)
  response.setHeader('Content-Length', 0)
  response.writeHead(302).end()
}

function page(response: ServerResponse, status: number, shown: SignInPage): void {
  const requestId = status < 400 ? null : requestIdOf(response)
  send(response, status, 'text/html; charset=utf-8', signInPage(shown, requestId))
}

function json(response: ServerResponse, status: number, body: object): void {
  send(response, status, 'application/json', JSON.stringify(body))
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.setHeader('Content-Type', type)
  response.setHeader('Content-Length', Buffer.byteLength(body))
  response.writeHead(status).end(body)
}
