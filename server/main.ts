import { join } from 'node:path'

import { createBudget, defaultBudget } from './cache/budget'
import { createKeptPages } from './cache/kept-pages'
import { type Pages, createPages, defaultTimes } from './cache/pages'
import type { Demonstration } from './demonstration/demonstration'
import { type StaticFiles, readStaticFiles, staticFilesOf, withDemonstrationMark } from './files/static-files'
import { type Entrance, type Gateway, startGateway } from './gateway'
import { countCalls, countPages, countWaits } from './operation/counted'
import { createExportLog } from './operation/export-log'
import { type Log, createLog } from './operation/log'
import {
  type Metrics,
  type MetricsServer,
  type Readiness,
  createMetrics,
  serveMetrics,
} from './operation/metrics'
import { createFailureGuard, kindOfError } from './report'
import { type Settings, StartError, logFormatOf, readSettings } from './settings'
import { type Connection, createCommands, isFinal } from './shared/commands'
import { createCommonClock, joinGateways } from './shared/gateways'
import { createSharedChecks } from './shared/shared-checks'
import { createSharedPages } from './shared/shared-pages'
import { createSharedEnded } from './shared/shared-sessions'
import { type Checks, createChecks } from './sign-in/checks'
import { signInStyle, stylePath } from './sign-in/pages'
import { type EndedSessions, createEndedSessions } from './sign-in/sessions'
import { createSignIn } from './sign-in/sign-in'
import { type Upstream, createUpstream } from './upstream/contacts'
import { warmUp } from './warm-up'

const log: Log = createLog(logFormatOf(process.env), Date.now)
const report = log.problem

/** Milliseconds of a clock that nobody sets. */
const steadyMs = () => performance.now()

interface Running {
  gateway: Gateway
  team: Team
  metrics: MetricsServer | null
  upstream: Upstream
  demonstration: Demonstration | null
}

/** What many people, and perhaps several gateways, have in common. */
interface Team {
  readPage: Pages['read']
  ended: EndedSessions
  checks: Checks
  metrics: Metrics
  state: () => Omit<Readiness, 'isReady' | 'provider'>
  close: () => Promise<void>
}

/** Starts everything, and prints the one line with the address. */
async function start(): Promise<Running> {
  const settings = readSettings(process.env)
  for (const note of settings.notes) log.note(note)
  const { upstream, demonstration, token } = await openSource(settings.source)
  const built = await readStaticFiles(join(import.meta.dirname, '../client'))
  const made = new Map([
    ...(demonstration?.files ?? []),
    ...(settings.signIn === null ? [] : [signInStyleFile([...built.keys()])]),
  ])
  const pages = demonstration === null ? built : withDemonstrationMark(built)
  const files: StaticFiles = new Map([...pages, ...staticFilesOf(made)])
  const team = await openTeam(settings, upstream, token)
  const entrance = entranceOf(settings, team)
  const running: { gateway: Gateway | null } = { gateway: null }
  const metrics = await openMetrics(settings, team, () => ({
    isReady: running.gateway?.isReady() ?? false,
    provider: entrance?.signIn.providerState() ?? 'none',
    ...team.state(),
  }))
  // A demonstration is for one person, who would wait for it.
  if (demonstration === null) await warmUp(files)
  const gateway = await listen(settings, files, team, entrance)
  running.gateway = gateway
  // Whoever runs it is told before the first person finds out; nothing waits for it.
  void entrance?.signIn.lookForProvider()
  log.started(firstLine(gateway.origin, settings, built.size > 0))
  return { gateway, team, metrics, upstream, demonstration }
}

/** The style of the pages on the way in and out. @param paths of the built files, of which one is the typeface */
function signInStyleFile(paths: readonly string[]): [string, { bytes: Buffer; type: string }] {
  const font = paths.find((path) => /^\/assets\/inter-latin-wght-normal-[\w-]+\.woff2$/.test(path))
  const style = signInStyle(font ?? null)
  return [stylePath, { bytes: Buffer.from(style), type: 'text/css; charset=utf-8' }]
}

async function openSource(
  source: Settings['source'],
): Promise<Pick<Running, 'upstream' | 'demonstration'> & { token: string }> {
  if (source.kind === 'linq') {
    return { upstream: createUpstream({ ...source, report }), demonstration: null, token: source.token }
  }
  // Half of all code is for it: a gateway with a token starts sooner without.
  const { startDemonstration } = await import('./demonstration/demonstration')
  const demonstration = await startDemonstration(source)
  const { origin: apiUrl, token } = demonstration
  // It misbehaves on purpose: the page tells of it, and there is nothing for anybody to look after.
  return { upstream: createUpstream({ apiUrl, token, report: () => {} }), demonstration, token }
}

/** One cache and one budget for everybody who uses this gateway, or one of several on the same Redis. */
async function openTeam(settings: Settings, upstream: Upstream, token: string): Promise<Team> {
  const { cacheMegabytes, requestsPerSecond: perSecond, redisUrl } = settings
  const clock = createCommonClock()
  const { now } = clock
  const budget = createBudget({ ...defaultBudget, perSecond }, now)
  const commands = redisUrl === null ? null : createCommands(await openRedis(redisUrl), Date.now, report)
  const shared = commands && createSharedPages(commands, token, defaultTimes.onErrorMs, now)
  const leave = shared && joinGateways(shared, budget, clock)
  const metrics = createMetrics({
    waiting: budget.waiting,
    pausedMs: () => Math.max(0, budget.pausedUntilMs() - now()),
    isShared: () => commands && commands.trouble() === null,
  })
  let lastAnswer: { status: number; atMs: number } | null = null
  const pages = createPages({
    readContacts: countCalls(
      upstream.readContacts,
      (status, ms) => {
        metrics.upstream(status, ms)
        lastAnswer = { status, atMs: Date.now() }
      },
      steadyMs,
    ),
    kept: createKeptPages(cacheMegabytes, defaultTimes.onErrorMs, now),
    budget: countWaits(budget, metrics.waited, steadyMs),
    shared,
    now,
  })
  async function close(): Promise<void> {
    leave?.()
    pages.close()
    await commands?.close()
  }
  const ended = commands === null ? createEndedSessions(now) : createSharedEnded(commands, now)
  const secrets = settings.signIn?.sessionSecrets ?? []
  const checks = commands === null ? createChecks(now) : createSharedChecks(commands, secrets, now)
  const state: Team['state'] = () => ({
    shared: commands === null ? 'alone' : (commands.trouble() ?? 'shared'),
    upstream: lastAnswer && {
      status: lastAnswer.status,
      secondsAgo: Math.round((Date.now() - lastAnswer.atMs) / 1000),
    },
    queue: { waiting: budget.waiting(), pausedSeconds: Math.max(0, budget.pausedUntilMs() - now()) / 1000 },
  })
  return { readPage: countPages(pages.read, metrics), ended, checks, metrics, state, close }
}

/** One that is away may come; one that refuses us does so for good, and others would be trusted with ended sessions. */
async function openRedis(url: string): Promise<Connection> {
  // A sixth of all code is its client.
  const { connectRedis } = await import('./shared/redis')
  const connection = await connectRedis(url)
  if (!isFinal(connection.failure())) return connection
  await connection.close()
  throw new StartError(
    'REDIS_URL leads to a Redis that does not take its user, its password or its database.',
  )
}

async function openMetrics(
  { metrics: at }: Settings,
  { metrics }: Team,
  readiness: () => Readiness,
): Promise<MetricsServer | null> {
  if (at === null) return null
  try {
    return await serveMetrics(metrics, readiness, at.host, at.port)
  } catch (error) {
    throw new StartError(
      `METRICS_PORT ${at.port} cannot be listened on (${kindOfError(error)}): choose another.`,
    )
  }
}

function entranceOf(
  { signIn, exportLog: path }: Settings,
  { ended, checks, metrics }: Team,
): Entrance | null {
  if (signIn === null) return null
  const { publicUrl } = signIn.provider
  const { trustedProxies } = signIn
  return {
    signIn: createSignIn({
      settings: signIn,
      ended,
      checks,
      report,
      onSignIn(outcome, requestId) {
        metrics.signIn(outcome)
        log.signIn(outcome, requestId)
      },
      onSignOut: metrics.signOut,
      exportLog: path === null ? null : createExportLog(path, Date.now, log.record),
      now: Date.now,
    }),
    publicUrl,
    trustedProxies,
  }
}

async function listen(
  settings: Settings,
  files: StaticFiles,
  team: Team,
  entrance: Entrance | null,
): Promise<Gateway> {
  const { host, port } = settings
  const isDemonstration = settings.source.kind === 'demonstration'
  try {
    return await startGateway({
      host,
      port,
      files,
      readPage: team.readPage,
      isDemonstration,
      entrance,
      report,
      onError: log.answered,
    })
  } catch (error) {
    throw new StartError(sentenceOfListening(error, settings))
  }
}

function sentenceOfListening(error: unknown, { host, port }: Settings): string {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'EADDRINUSE') {
    const other = port === 4180 ? 4181 : 4180
    return `Port ${port} is in use: stop the program that uses it, or choose another, such as PORT=${other}.`
  }
  if (code === 'EACCES') return `Port ${port} is reserved for the system: choose another PORT, from 1024 on.`
  if (code === 'EADDRNOTAVAIL') return `HOST ${host} does not exist on this machine: try HOST=127.0.0.1.`
  return `The gateway cannot listen on HOST and PORT (${kindOfError(error)}).`
}

function firstLine(origin: string, { source, signIn }: Settings, hasPage: boolean): string {
  const notes = [
    ...(source.kind === 'demonstration'
      ? [`demonstration: ${source.contacts.toLocaleString('en-US')} made-up contacts`]
      : []),
    ...(hasPage ? [] : ['the page is not built: API only']),
    ...(signIn === null ? [] : [`for who signs in at ${signIn.provider.publicUrl}`]),
  ]
  return `Linq Contacts is at ${origin}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`
}

/** The first signal lets requests in flight finish, the second ends at once. */
function stopOnSignal({ gateway, team, metrics, upstream, demonstration }: Running): void {
  let isStopping = false
  async function stop(): Promise<void> {
    if (isStopping) process.exit(1)
    isStopping = true
    log.stopping()
    await gateway.stop()
    await metrics?.stop()
    await team.close()
    await upstream.close()
    await demonstration?.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => void stop().catch(() => process.exit(1)))
}

try {
  const running = await start()
  stopOnSignal(running)
  const onFailure = createFailureGuard({ report, nowMs: Date.now, end: () => process.exit(1) })
  process.on('uncaughtException', onFailure)
  process.on('unhandledRejection', onFailure)
} catch (error) {
  log.refused(error instanceof StartError ? error.message : `The start failed: ${kindOfError(error)}.`)
  process.exit(1)
}
