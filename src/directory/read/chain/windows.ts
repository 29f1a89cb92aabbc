import { MAX_PER_PAGE } from '../../../linq/contacts-page'

/** A stretch of Linq's list as its API names it: rows `(page - 1) * perPage` to `page * perPage`, counted from 0. */
export interface Window {
  /** From 1. */
  page: number
  perPage: number
}

/** The smallest window: smaller ones begin at more rows, but cost more requests. */
const leastRows = 50

/** Two windows that are asked for together share at least so many rows, so that a single deletion parts none. */
const leastShared = 2

/** The first window of every read. */
export const HEAD: Window = { page: 1, perPage: MAX_PER_PAGE }

/** The row at which a window begins, from 0. */
export function startOf({ page, perPage }: Window): number {
  return (page - 1) * perPage
}

/** The row after the last one of a window. */
export function endOf({ page, perPage }: Window): number {
  return page * perPage
}

/** Of all windows that begin at least `shared` rows before a row, the one that reaches furthest. */
export function windowAfter(end: number, shared = leastShared): Window {
  const latest = Math.max(0, end - shared)
  return best((perPage) => ({ page: Math.floor(latest / perPage) + 1, perPage }), endOf)
}

/** Of all windows that end at least `shared` rows after a row, the one that begins first. */
export function windowBefore(start: number, shared = leastShared): Window {
  return best(
    (perPage) => ({ page: Math.ceil((start + shared) / perPage), perPage }),
    (window) => -startOf(window),
  )
}

/** The window that holds the end of a list, and as much before it as may be. */
export function windowAtEnd(total: number): Window {
  return best(
    (perPage) => ({ page: Math.max(1, Math.ceil(total / perPage)), perPage }),
    (window) => -startOf(window),
  )
}

/** How many windows a chain over so many rows takes when nothing moves. */
export function windowsFor(total: number): number {
  let count = 1
  for (let end = endOf(HEAD); end < total; end = endOf(windowAfter(end))) count += 1
  return count
}

function best(windowOf: (perPage: number) => Window, worth: (window: Window) => number): Window {
  let found = windowOf(MAX_PER_PAGE)
  for (let perPage = MAX_PER_PAGE - 1; perPage >= leastRows; perPage -= 1) {
    const window = windowOf(perPage)
    if (worth(window) > worth(found)) found = window
  }
  return found
}
