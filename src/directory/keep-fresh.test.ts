import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { type DirectorySnapshot, NOTHING_KNOWN, NOTHING_READ, type ReadState } from './directory'
import { keepFresh } from './keep-fresh'

const minuteMs = 60_000

/** A page that is seen or not, in front of a directory whose last read ended at some time. */
class SeenPage extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible'

  turn(state: DocumentVisibilityState): void {
    this.visibilityState = state
    this.dispatchEvent(new Event('visibilitychange'))
  }
}

let end: (() => void) | null = null

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  end?.()
  vi.useRealTimers()
})

function watch(change: (atMs: number) => Partial<DirectorySnapshot>) {
  const page = new SeenPage()
  const atMs = Date.now()
  const renew = vi.fn<() => void>()
  const snapshot = () => ({ ...NOTHING_KNOWN, version: 1, read: verifiedAt(atMs), ...change(atMs) })
  end = keepFresh({ renew, snapshot }, page)
  return { page, renew }
}

function verifiedAt(atMs: number): ReadState {
  return { ...NOTHING_READ, status: 'verified', atMs }
}

it('reads again every few minutes while the page is visible', () => {
  const { renew } = watch(() => ({}))
  vi.advanceTimersByTime(4 * minuteMs)
  expect(renew).not.toHaveBeenCalled()
  vi.advanceTimersByTime(12 * minuteMs)
  expect(renew).toHaveBeenCalledTimes(3)
})

it('reads nothing for a page that nobody sees, and at once when it is seen after long', () => {
  const { page, renew } = watch(() => ({}))
  page.turn('hidden')
  vi.advanceTimersByTime(60 * minuteMs)
  expect(renew).not.toHaveBeenCalled()
  page.turn('visible')
  expect(renew).toHaveBeenCalledOnce()
  page.turn('hidden')
  page.turn('visible')
  expect(renew).toHaveBeenCalledOnce()
})

it('leaves alone what is under way, has failed, has stopped or is broken', () => {
  const others: ((atMs: number) => Partial<DirectorySnapshot>)[] = [
    (atMs) => ({ read: { ...verifiedAt(atMs), isReadingAgain: true } }),
    () => ({ read: { ...NOTHING_READ, status: 'paused' } }),
    (atMs) => ({ read: { ...NOTHING_READ, status: 'partial', atMs } }),
    () => ({ broken: true }),
  ]
  for (const other of others) {
    const { renew } = watch(other)
    vi.advanceTimersByTime(30 * minuteMs)
    expect(renew).not.toHaveBeenCalled()
    end?.()
  }
})
