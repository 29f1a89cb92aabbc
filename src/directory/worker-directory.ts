import { type Remote, proxy, wrap } from 'comlink'

import { LinqError } from '../linq/linq-error'
import {
  type CopySetting,
  DIRECTORY_STOPPED,
  type Directory,
  type DirectorySnapshot,
  NOTHING_KNOWN,
} from './directory'
import type { DirectoryService, ServedSnapshot } from './directory-service'
import { type HeartbeatOptions, heartbeat } from './heartbeat'
import { whenEnded } from './life'
import { LISTS_KEPT } from './list-match'

export interface WorkerDirectoryOptions {
  /** Starts the worker that exposes a `DirectoryService`. */
  startWorker: () => Worker
  /** The origin that serves the API; empty for our own. */
  baseUrl: string
  /** Whether a copy may be kept on this device, at the moment when a worker starts. */
  copySetting: () => CopySetting
  /** How the worker is watched; tests are less patient. */
  heartbeat?: HeartbeatOptions
  /** How long a started worker may take to answer at all: its code may have to come over a slow network. 20 s. */
  answerWithinMs?: number
}

/** A directory in a worker, which may offer more than the directory. */
export interface WorkerDirectory<Service extends DirectoryService> extends Directory {
  /** Asks the worker for something; rejects, and never hangs, when it cannot start or dies. */
  ask: <Answer>(question: (worker: Remote<Service>) => Promise<Answer>) => Promise<Answer>
}

/** A worker that runs, as far as anybody knows. */
interface Connection<Service> {
  worker: Worker
  directory: Remote<DirectoryService>
  /** The same, with all that the worker offers. */
  service: Remote<Service>
  /** What rejects the questions that are not answered yet. */
  open: Set<(error: Error) => void>
  /** Every worker counts its versions from 0; those of the page only grow. */
  versionBase: number
  /** Ends the heartbeat. */
  heart: (() => void) | null
}

/**
 * The page's side of a directory in a worker. The worker starts with the first question, or with `start`. When it
 * cannot start, does not answer, or dies, the directory is `broken`: every question rejects, and `retry` or
 * `refresh` start another worker.
 */
export function createWorkerDirectory<Service extends DirectoryService = DirectoryService>(
  options: WorkerDirectoryOptions,
): WorkerDirectory<Service> {
  const listeners = new Set<() => void>()
  /** The newest lists by their numbers, for the next worker if this one is lost. */
  const lists = new Map<number, Float64Array>()
  let lastList = 0
  let snapshot: DirectorySnapshot = { ...NOTHING_KNOWN, isOpening: options.copySetting().isKept }
  let connection: Connection<Service> | null = null

  function change(next: DirectorySnapshot): void {
    snapshot = next
    for (const listener of listeners) listener()
  }

  /** The worker that answers, started if need be; null when there is none to be had. */
  function connect(): Connection<Service> | null {
    if (connection || snapshot.broken) return connection
    let worker: Worker
    try {
      worker = options.startWorker()
    } catch {
      breakDown()
      return null
    }
    connection = {
      worker,
      directory: wrap<DirectoryService>(worker),
      service: wrap<Service>(worker),
      open: new Set(),
      versionBase: snapshot.version,
      heart: null,
    }
    watch(connection)
    return connection
  }

  /** Follows the state of a worker, and notices when it cannot start or dies. */
  function watch(own: Connection<Service>): void {
    const breakOwn = () => {
      if (own === connection) breakDown()
    }
    const timer = setTimeout(breakOwn, options.answerWithinMs ?? 20_000)
    own.worker.addEventListener('error', breakOwn)
    own.worker.addEventListener('messageerror', breakOwn)
    const take = (served: ServedSnapshot) => {
      if (own === connection) change({ ...served, version: own.versionBase + served.version, broken: false })
    }
    const life = `linq-contacts-${Math.random()}`
    const whenOpen = () => {
      clearTimeout(timer)
      whenEnded(life, breakOwn)
      own.heart = heartbeat(() => own.directory.ping(), breakOwn, options.heartbeat)
    }
    own.directory.open(options.baseUrl, options.copySetting(), proxy(take), life).then(whenOpen, breakOwn)
    for (const [list, ids] of lists) own.directory.keepList(list, ids).catch(() => undefined)
  }

  function breakDown(): void {
    const lost = connection
    connection = null
    lost?.heart?.()
    lost?.worker.terminate()
    change({ ...NOTHING_KNOWN, version: snapshot.version, broken: true })
    for (const reject of lost?.open ?? []) reject(brokenError())
  }

  function ask<Answer>(question: (of: Connection<Service>) => Promise<Answer>): Promise<Answer> {
    const own = connect()
    if (!own) return Promise.reject(brokenError())
    return new Promise((resolve, reject) => {
      own.open.add(reject)
      question(own)
        .then(resolve, reject)
        .finally(() => own.open.delete(reject))
    })
  }

  /** Passes a command on; when the worker is gone the snapshot says so, and nobody waits for an answer. */
  function command(name: 'start' | 'pause' | 'resume' | 'retry' | 'refresh' | 'renew' | 'online'): void {
    ask(({ directory }) => directory[name]()).catch(() => undefined)
  }

  function restartOr(name: 'retry' | 'refresh'): void {
    if (!snapshot.broken) {
      command(name)
      return
    }
    change({ ...NOTHING_KNOWN, version: snapshot.version + 1 })
    command('start')
  }

  if (typeof window !== 'undefined')
    window.addEventListener('online', () => {
      if (connection) command('online')
    })

  return {
    start: () => {
      command('start')
    },
    pause: () => {
      command('pause')
    },
    resume: () => {
      command('resume')
    },
    retry: () => {
      restartOr('retry')
    },
    refresh: () => {
      restartOr('refresh')
    },
    renew: () => {
      command('renew')
    },
    view: (query, window) =>
      ask(async ({ directory, versionBase }) => {
        const view = await directory.view(query, window)
        return { ...view, version: versionBase + view.version }
      }),
    contact: (id) => ask(({ directory }) => directory.contact(id)),
    place: (query, id, collapsed) => ask(({ directory }) => directory.place(query, id, collapsed)),
    summary: (query, monthStarts) =>
      ask(async ({ directory, versionBase }) => {
        const summary = await directory.summary(query, monthStarts)
        return { ...summary, version: versionBase + summary.version }
      }),
    keepList: (ids) => {
      lists.set(++lastList, ids)
      lists.delete(lastList - LISTS_KEPT)
      // Messages keep their order: a question that names the list comes after it.
      connection?.directory.keepList(lastList, ids).catch(() => undefined)
      return lastList
    },
    ids: (query, ends, collapsed) => ask(({ directory }) => directory.idsOf(query, ends ?? null, collapsed)),
    gone: (ids) => ask(({ directory }) => directory.gone(ids)),
    lines: (query, field, ids) => ask(({ directory }) => directory.lines(query, field, ids)),
    match: (text, onProgress, signal) => {
      const cancel = () => {
        ask(({ directory }) => directory.cancelMatch()).catch(() => undefined)
      }
      signal.addEventListener('abort', cancel, { once: true })
      return ask(({ directory }) => directory.match(text, proxy(onProgress))).finally(() =>
        signal.removeEventListener('abort', cancel),
      )
    },
    ask: (question) => ask(({ service }) => question(service)),
    keepCopy: (setting) => {
      ask(({ directory }) => directory.keepCopy(setting)).catch(() => undefined)
    },
    forget: () => ask(({ directory }) => directory.forget()),
    snapshot: () => snapshot,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}

/** Of kind `refused`, because asking the same again does not help. */
function brokenError(): LinqError {
  return new LinqError({
    kind: 'refused',
    code: DIRECTORY_STOPPED,
    message: 'Search, filters and sorting are not available now.',
  })
}
