import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

import * as v from 'valibot'

import type { SignInTarget, Target } from '../front/decide'
import { refusalBody, signInNeeded } from '../front/refusal'
import { noteAnswer, requestIdOf } from '../front/request-id'
import type { ExportLog } from '../operation/export-log'
import { type Report, kindOfError } from '../report'
import { type Claims, isAllowed, isAllowedByGroupAlone, personOf } from './allowed'
import { type CookieName, createCookies } from './cookies'
import { type SignInPage, signInPage } from './pages'
import { type Provider, createProvider, pendingSchema, signedOutPath } from './provider'
import { type EndedSessions, type Session, createSessions, longestSessionMs } from './sessions'
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

/** Whoever is allowed by a group is asked for at the provider again after so long (gateway.md, "Lessons"). */
const groupsHoldMs = 15 * 60_000

/** Beyond this the address for the way back would be longer than a request may be: the view is given up. */
const longestView = 1800

export function createSignIn(options: SignInOptions): SignIn {
  const { settings, ended, report, onSignIn, exportLog = null, now } = options
  const { allowed, sessionSecrets } = settings
  const { publicUrl } = settings.provider
  const provider = options.provider ?? createProvider(settings.provider, now)
  const sessions = createSessions(sessionSecrets, ended, now)
  const cookies = createCookies(publicUrl.startsWith('https:'))

  function cookieOf(request: IncomingMessage, name: CookieName): string | null {
    return cookies.read(request.headers.cookie, name)
  }

  /** The session of a request: of somebody who was allowed, and is by the settings of now. */
  async function sessionOf(request: IncomingMessage): Promise<Session | null> {
    const session = await knownSessionOf(request)
    return session !== null && !isOverdue(session) ? session : null
  }

  /** The same, also when the provider must say first whether the person is still in their group. */
  async function knownSessionOf(request: IncomingMessage): Promise<Session | null> {
    const sealed = cookieOf(request, 'session')
    const session = sealed === null ? null : await sessions.open(sealed)
    return session !== null && isAllowed(session, allowed) ? session : null
  }

  function isOverdue(session: Session): boolean {
    return now() - session.startedMs > groupsHoldMs && isAllowedByGroupAlone(session, allowed)
  }

  /** Writes a cookie anew now and then, so that who works here stays signed in. */
  async function renew(session: Session, response: ServerResponse): Promise<void> {
    const renewed = sessions.renewed(session)
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

  async function begin(view: string, response: ServerResponse, isSilent = false): Promise<void> {
    try {
      const { url, pending } = await provider.begin(view, isSilent)
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
    // The provider would have to ask the person something: it may.
    if (pending.output.isSilent && new URLSearchParams(query).has('error'))
      return begin(pending.output.view, response)
    let claims: Claims
    try {
      claims = await provider.finish(query, pending.output)
    } catch (error) {
      onSignIn?.('failed', requestId)
      // The message of such an error quotes the answer.
      report(`An answer of the sign-in provider was refused (${kindOfError(error)}).`, requestId)
      return page(response, 400, 'failed')
    }
    const person = personOf(claims, allowed)
    if (person === null) {
      onSignIn?.('refused', requestId)
      report('Somebody signed in who is not allowed to see the contacts.', requestId)
      return page(response, 403, 'not-allowed')
    }
    onSignIn?.('allowed', requestId)
    const former = await knownSessionOf(request)
    if (former !== null) await sessions.end(former)
    response.setHeader('Set-Cookie', [
      cookies.remove('sign-in'),
      ...(await sessionCookies(sessions.begin(person))),
    ])
    redirect(response, `/${pending.output.view}`)
  }

  async function signOut(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const session = await knownSessionOf(request)
    if (session !== null) await sessions.end(session)
    response.setHeader('Set-Cookie', [cookies.remove('session'), cookies.remove('person')])
    json(response, 200, { location: (await provider.endUrl()) ?? signedOutPath })
  }

  async function record(
    session: Session,
    target: Extract<SignInTarget, { kind: 'export-log' }>,
    requestId: string,
  ) {
    const { rows, format, view } = target
    try {
      await exportLog?.add({ person: session.email || session.sub, view, format, rows })
    } catch (error) {
      report(`An export could not be recorded (${kindOfError(error)}).`, requestId)
    }
  }

  async function answer(target: SignInTarget, request: IncomingMessage, response: ServerResponse) {
    if (target.kind === 'sign-in') {
      const known = await knownSessionOf(request)
      return begin(target.view, response, known !== null && isOverdue(known))
    }
    if (target.kind === 'sign-in-answer') return finish(target.query, request, response)
    if (target.kind === 'sign-out') return signOut(request, response)
    if (target.kind === 'signed-out') return page(response, 200, 'signed-out')
    const session = await sessionOf(request)
    if (session === null) return refuseSession(response)
    await renew(session, response)
    if (target.kind === 'session') return json(response, 200, { name: session.name, email: session.email })
    await record(session, target, requestIdOf(response))
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
      const session = await sessionOf(request)
      if (session !== null) {
        await renew(session, response)
        return session
      }
      if (isPage) redirect(response, signInAddress(request.url ?? '/'))
      else refuseSession(response)
      return 'answered'
    },
  }
}

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
