import { type DestinationStream, destination, pino, stdTimeFunctions } from 'pino'

import type { AnsweredRequest } from '../front/server'
import { createReport } from '../report'

/** `words` are for the person who started it at a terminal; `json` is a line for each event, for a system that collects. */
export type LogFormat = 'words' | 'json'

/** What whoever runs the gateway is told. Nothing here knows a person, a contact, a query or a secret. */
export interface Log {
  /** It has started. */
  started: (sentence: string) => void
  /** A setting has no effect. */
  note: (sentence: string) => void
  /** It does not start. */
  refused: (sentence: string) => void
  /** Something is wrong. The same sentence is told once a minute. */
  problem: (sentence: string, requestId?: string) => void
  /** A request was answered with an error. */
  answered: (request: AnsweredRequest) => void
  signIn: (outcome: string, requestId: string) => void
  stopping: () => void
  /** A line of the export log, which is a record and has a form of its own. */
  record: (line: string) => void
}

/** Where lines go. */
export interface LogStreams {
  out: { write: (text: string) => unknown }
  err: { write: (text: string) => unknown }
}

/** Requests that end with an error and are told within a minute: a flood of them must not fill a disk. */
const mostAnswered = 600
const minuteMs = 60_000

/** @param now milliseconds since 1970 */
export function createLog(format: LogFormat, now: () => number, streams?: LogStreams): Log {
  return format === 'json' ? createJsonLog(now, streams?.out) : createWordsLog(now, streams)
}

/** As the gateway speaks to a person: a sentence where something is wrong, and nothing about single requests. */
function createWordsLog(now: () => number, streams: LogStreams = processStreams()): Log {
  const { out, err } = streams
  const say = (sentence: string) => void err.write(`${sentence}\n`)
  return {
    started: (sentence) => void out.write(`${sentence}\n`),
    note: say,
    refused: say,
    problem: createReport((problem, atMs) => say(`${new Date(atMs).toISOString()} ${problem}`), now),
    answered: () => undefined,
    signIn: () => undefined,
    stopping: () => undefined,
    record: (line) => void out.write(`${line}\n`),
  }
}

function processStreams(): LogStreams {
  return {
    out: { write: (text) => console.log(text.replace(/\n$/, '')) },
    err: { write: (text) => console.error(text.replace(/\n$/, '')) },
  }
}

function createJsonLog(now: () => number, out: DestinationStream = boundedStdout()): Log {
  const logger = pino(
    {
      // Process id and host are known to whatever collects the lines.
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    out,
  )
  const mayTell = createBound(now, (left) =>
    logger.warn(
      { event: 'requests left out', count: left },
      'More requests ended with errors than are told.',
    ),
  )
  const problem = createReport(
    (sentence, _atMs, requestId) =>
      logger.warn({ event: 'problem', ...(requestId !== undefined && { requestId }) }, sentence),
    now,
  )
  return {
    started: (sentence) => logger.info({ event: 'started' }, sentence),
    note: (sentence) => logger.warn({ event: 'setting' }, sentence),
    refused: (sentence) => logger.fatal({ event: 'not started' }, sentence),
    problem,
    answered(request) {
      if (!mayTell()) return
      logger[request.status >= 500 ? 'error' : 'warn']({ event: 'request', ...request })
    },
    signIn: (outcome, requestId) => logger.info({ event: 'sign-in', outcome, requestId }),
    stopping: () => logger.info({ event: 'stopping' }),
    record: (line) => out.write(`${line}\n`),
  }
}

/**
 * Standard output that nobody waits for: whoever does not read it loses lines, and never holds up an answer. What is
 * left is written when the process ends.
 */
function boundedStdout(): DestinationStream {
  return destination({ dest: 1, sync: false, minLength: 0, maxLength: 4_000_000 })
}

/** At most so many in a minute; how many were left out is told with the first one after it. */
function createBound(now: () => number, tellLeft: (count: number) => void): () => boolean {
  let beganMs = -Infinity
  let told = 0
  let left = 0
  return () => {
    if (now() - beganMs >= minuteMs) {
      if (left > 0) tellLeft(left)
      beganMs = now()
      told = 0
      left = 0
    }
    if (told >= mostAnswered) left += 1
    else told += 1
    return left === 0
  }
}
