/** None in Node, and none on a page without https. */
const locks: LockManager | undefined = globalThis.navigator?.locks

/**
 * Lets others notice when this worker ends, however it ends: it holds a lock that the browser frees then (Web Locks).
 * Where there are no locks, as on a page without https, only a heartbeat tells.
 *
 * @param name of a life, which no other has
 * @returns when the lock is held
 */
export function liveAs(name: string): Promise<void> {
  return new Promise((resolve) => {
    const forEver = () => {
      resolve()
      return new Promise(() => undefined)
    }
    if (locks) locks.request(name, forEver).catch(() => resolve())
    else resolve()
  })
}

/** Calls `onEnd` when a worker that lives under this name is gone. */
export function whenEnded(name: string, onEnd: () => void): void {
  locks?.request(name, onEnd).catch(() => undefined)
}
