import { join } from 'node:path'

import { type Demonstration, startDemonstration } from './demonstration/demonstration'
import { type StaticFiles, readStaticFiles, staticFilesOf, withDemonstrationMark } from './files/static-files'
import { type Gateway, startGateway } from './gateway'
import { createFailureGuard, createReport, kindOfError } from './report'
import { type Settings, StartError, readSettings } from './settings'
import { type Upstream, createUpstream } from './upstream/contacts'

const report = createReport((line) => console.error(line), Date.now)

interface Running {
  gateway: Gateway
  upstream: Upstream
  demonstration: Demonstration | null
}

/** Starts everything, and prints the one line with the address. */
async function start(): Promise<Running> {
  const settings = readSettings(process.env)
  for (const note of settings.notes) console.error(note)
  const { upstream, demonstration } = await openSource(settings.source)
  const built = await readStaticFiles(join(import.meta.dirname, '../client'))
  const files: StaticFiles =
    demonstration === null
      ? built
      : new Map([...withDemonstrationMark(built), ...staticFilesOf(demonstration.files)])
  const gateway = await listen(settings, files, upstream)
  console.log(firstLine(gateway.origin, settings.source, built.size > 0))
  return { gateway, upstream, demonstration }
}

async function openSource(source: Settings['source']): Promise<Omit<Running, 'gateway'>> {
  if (source.kind === 'linq') return { upstream: createUpstream({ ...source, report }), demonstration: null }
  const demonstration = await startDemonstration(source)
  const { origin: apiUrl, token } = demonstration
  // It misbehaves on purpose: the page tells of it, and there is nothing for anybody to look after.
  return { upstream: createUpstream({ apiUrl, token, report: () => {} }), demonstration }
}

async function listen(settings: Settings, files: StaticFiles, upstream: Upstream): Promise<Gateway> {
  const { host, port } = settings
  const isDemonstration = settings.source.kind === 'demonstration'
  try {
    const { readContacts } = upstream
    return await startGateway({ host, port, files, readContacts, isDemonstration, report })
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

function firstLine(origin: string, source: Settings['source'], hasPage: boolean): string {
  const notes = [
    ...(source.kind === 'demonstration'
      ? [`demonstration: ${source.contacts.toLocaleString('en-US')} made-up contacts`]
      : []),
    ...(hasPage ? [] : ['the page is not built: API only']),
  ]
  return `Linq Contacts is at ${origin}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`
}

/** The first signal lets requests in flight finish, the second ends at once. */
function stopOnSignal({ gateway, upstream, demonstration }: Running): void {
  let isStopping = false
  async function stop(): Promise<void> {
    if (isStopping) process.exit(1)
    isStopping = true
    await gateway.stop()
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
  console.error(error instanceof StartError ? error.message : `The start failed: ${kindOfError(error)}.`)
  process.exit(1)
}
