import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

import * as v from 'valibot'

import type { SignInTarget, Target } from '../front/decide'
import { type RateBounds, createRate } from '../front/rate'
import { refusalBody, refuse, signInNeeded, tooOften } from '../front/refusal'
import { noteAnswer, requestIdOf } from '../front/request-id'
import type { ExportLog } from '../operation/export-log'
import { type Report, kindOfError } from '../report'
import { isAllowed, personOf } from './allowed'
import { type Checks, type Standing, createRechecks } from './checks'
import { type CookieName, createCookies } from './cookies'
import { type SignInPage, signInPage } from './pages'
import {
  type AskAgain,
  type Provider,
  type SignedIn,
  createProvider,
  pendingSchema,
  signedOutPath,
} from './provider'
import { type EndedSessions, type Session, createSessions, endOf, longestSessionMs } from './sessions'
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
  const { settings, ended, checks, report, onSignIn, exportLog = null, now } = options
  const { allowed, sessionSecrets } = settings
  const { publicUrl } = settings.provider
  const exportRate = createRate(exportBounds, now)
  const provider = options.provider ?? createProvider(settings.provider, now)
  const sessions = createSessions(sessionSecrets, ended, now)
  const cookies = createCookies(publicUrl.startsWith('https:'))

  function cookieOf(request: IncomingMessage, name: CookieName): string | null {
    return cookies.read(request.headers.cookie, name)
  }

  const rechecks = createRechecks({ provider, checks, allowed, end: endSession, report, now })

  /** The session of a request's cookie, whatever has become of who it is. */
  async function cookieSession(request: IncomingMessage): Promise<Session | null> {
    const sealed = cookieOf(request, 'session')
    return sealed === null ? null : sessions.open(sealed)
  }

  /**
   * The session of a request: of somebody who was allowed, and is by the settings of now and by what the provider says.
   * `stale` is one about which it can be asked only through the browser.
   */
  async function sessionOf(request: IncomingMessage, requestId: string): Promise<Current | 'stale' | null> {
    const opened = await cookieSession(request)
    if (opened === null || !isAllowed(opened, allowed)) return null
    const standing = await rechecks.look(opened, requestId)
    if (standing.kind !== 'stands') return standing.kind === 'stale' ? 'stale' : null
    return isAllowed(standing.session, allowed) ? standing : null
  }

  /** Ends a session everywhere; with what it could be asked about, too. */
  async function endSession(session: Session): Promise<void> {
    await sessions.end(session)
    const check = await checks.find(session.id)
    await checks.forget(session.id)
    // Nobody waits for the provider here.
    if (check !== null) void provider.forget(check.refreshToken)
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

  /** @param isSilent the provider is first asked to show nothing: it may know who has signed in before */
  async function begin(
    view: string,
    response: ServerResponse,
    isSilent = false,
    isOffline = true,
  ): Promise<void> {
    try {
      const { url, pending } = await provider.begin(view, isSilent, isOffline)
      response.setHeader('Set-Cookie', cookies.set('sign-in', await sessions.sealNote(pending), 600))
      redirect(response, url)
    } catch (error) {
      report(`The sign-in provider cannot be reached (${kindOfError(error)}).`, requestIdOf(response))
      page(response, 503, 'unreachable')
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
      return page(response, 400, 'failed')
    }
    const { view } = pending.output
    let answered: SignedIn | AskAgain
    try {
      answered = await provider.finish(query, pending.output)
    } catch (error) {
      onSignIn?.('failed', requestId)
      // The message of such an error quotes the answer.
      report(`An answer of the sign-in provider was refused (${kindOfError(error)}).`, requestId)
      return page(response, 400, 'failed')
    }
    if ('isSilent' in answered) return begin(view, response, answered.isSilent, answered.isOffline)
    const { claims, refreshToken } = answered
    const person = personOf(claims, allowed)
    if (person === null) {
      onSignIn?.('refused', requestId)
      report('Somebody signed in who is not allowed to see the contacts.', requestId)
      return page(response, 403, 'not-allowed')
    }
    onSignIn?.('allowed', requestId)
    const former = await cookieSession(request)
    if (former !== null) await endSession(former)
    const session = sessions.begin(person, refreshToken !== null)
    if (refreshToken !== null)
      await checks.keep(session.id, { person, checkedMs: session.checkedMs, refreshToken }, endOf(session))
    response.setHeader('Set-Cookie', [cookies.remove('sign-in'), ...(await sessionCookies(session))])
    redirect(response, `/${view}`)
  }

  async function signOut(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const session = await cookieSession(request)
    if (session !== null) await endSession(session)
    response.setHeader('Set-Cookie', [cookies.remove('session'), cookies.remove('person')])
    json(response, 200, { location: (await provider.endUrl()) ?? signedOutPath })
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
      const isStale = (await sessionOf(request, requestId)) === 'stale'
      return begin(target.view, response, isStale)
    }
    if (target.kind === 'sign-in-answer') return finish(target.query, request, response)
    if (target.kind === 'sign-out') return signOut(request, response)
    if (target.kind === 'signed-out') return page(response, 200, 'signed-out')
    const current = await sessionOf(request, requestId)
    if (current === null || current === 'stale') return refuseSession(response)
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
    async guard(target, request, response) {
      const isPage = target.kind === 'file' && target.path === '/'
      if (target.kind === 'health' || target.kind === 'readiness') return null
      if (target.kind === 'file' && !isPage) return null
      if (target.kind !== 'contacts' && target.kind !== 'file') {
        await answer(target, request, response)
        return 'answered'
      }
      const current = await sessionOf(request, requestIdOf(response))
      if (current !== null && current !== 'stale') {
        await renew(current, response)
        return current.session
      }
      if (isPage) redirect(response, signInAddress(request.url ?? '/'))
      else refuseSession(response)
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

function refuseSession(response: ServerResponse): void {
  noteAnswer(response, { code: signInNeeded.code })
  send(response, signInNeeded.status, 'application/json', refusalBody(signInNeeded, requestIdOf(response)))
}

function redirect(response: ServerResponse, location: string): void {
  response.setHeader('Location', location)
  response.setHeader('Content-Length', 0)
  response.writeHead(302).end()
}

function page(response: ServerResponse, status: number, which: SignInPage): void {
  send(
    response,
    status,
    'text/html; charset=utf-8',
    signInPage(which, status < 400 ? null : requestIdOf(response)),
  )
}

function json(response: ServerResponse, status: number, body: object): void {
  send(response, status, 'application/json', JSON.stringify(body))
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.setHeader('Content-Type', type)
  response.setHeader('Content-Length', Buffer.byteLength(body))
  response.writeHead(status).end(body)
}
