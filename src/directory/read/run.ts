import { LinqError, type LinqProblem } from '../../linq/linq-error'
import type { Pass } from './pass'

/** One pass under way, with the requests that belong to it. */
export interface Run {
  pass: Pass
  abort: AbortController
  inFlight: number
  /** Whether it is read behind what is shown. */
  isBehind: boolean
  /** From when on its pages must have been read, by the clock of the gateway; null where any will do. */
  newerThanMs: number | null
  /** Windows that were asked for. */
  asked: Set<string>
  /** When the oldest of its pages was read, by our own clock, of those that the gateway had kept. */
  oldestMs: number
  isOver: boolean
}

/** A run that has not asked for anything yet. */
export function newRun(pass: Pass, isBehind: boolean, newerThanMs: number | null): Run {
  return {
    pass,
    abort: new AbortController(),
    inFlight: 0,
    isBehind,
    newerThanMs,
    asked: new Set(),
    oldestMs: Infinity,
    isOver: false,
  }
}

/** Whatever was thrown, as plain data; what is no error of Linq's API is a fault of ours in taking the answer in. */
export function problemOf(error: unknown, page: number): LinqProblem {
  if (error instanceof LinqError) return error.toProblem()
  const message = error instanceof Error ? error.message : String(error)
  return new LinqError({ kind: 'unreadable', message, page }).toProblem()
}
