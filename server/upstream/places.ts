/** A bound on how many do something at once; the others wait in turn. */
export interface Places {
  /**
   * Waits for a place. Gives the function that leaves it again, or null when none became free within `waitMs`.
   *
   * @throws the signal's reason
   */
  take: (signal: AbortSignal, waitMs: number) => Promise<(() => void) | null>
}

/** @param count how many places there are */
export function createPlaces(count: number): Places {
  let free = count
  const waiting = new Set<() => void>()

  function leave(): void {
    const [next] = waiting
    if (next === undefined) free += 1
    else next()
  }

  return {
    async take(signal, waitMs) {
      signal.throwIfAborted()
      if (free > 0) {
        free -= 1
        return leave
      }
      return new Promise((resolve, reject) => {
        const settle = (how: () => void) => () => {
          waiting.delete(enter)
          clearTimeout(timer)
          signal.removeEventListener('abort', abort)
          how()
        }
        const enter = settle(() => resolve(leave))
        const abort = settle(() => reject(signal.reason))
        const timer = setTimeout(
          settle(() => resolve(null)),
          waitMs,
        )
        waiting.add(enter)
        signal.addEventListener('abort', abort)
      })
    },
  }
}
