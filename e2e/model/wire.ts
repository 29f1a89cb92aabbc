import { setMaxListeners } from 'node:events'

import type { ModelClock } from './clock'

/** Whoever asks, until it is gone. */
export interface Asker {
  isGone: boolean
  leave: AbortController
}

export function newAsker(): Asker {
  const leave = new AbortController()
  setMaxListeners(0, leave.signal)
  return { isGone: false, leave }
}

/**
 * The way from the worker to the gateway: the real `fetch`, which counts what is under way, and ends for a worker that
 * is gone. Bounds on the time of a request, here and in the gateway, are kept by the clock of the model.
 */
export class Wire {
  /** Requests whose answer has not been read to its end. */
  inFlight = 0
  asker: Asker = newAsker()

  constructor(private readonly clock: ModelClock) {}

  /** Takes the place of the machine's own; gives the function that ends that. */
  install(): () => void {
    const realFetch = globalThis.fetch
    // oxlint-disable-next-line typescript/unbound-method -- it is put back as it was
    const realTimeout = AbortSignal.timeout
    globalThis.fetch = (input, init) => this.fetch(realFetch, input, init)
    AbortSignal.timeout = (waitMs) => this.timeout(waitMs)
    return () => {
      globalThis.fetch = realFetch
      AbortSignal.timeout = realTimeout
    }
  }

  private timeout(waitMs: number): AbortSignal {
    const bound = new AbortController()
    const end = () => {
      bound.abort(new DOMException('The time is over.', 'TimeoutError'))
    }
    this.clock.after(waitMs, end, true)
    return bound.signal
  }

  private async fetch(
    realFetch: typeof fetch,
    input: Parameters<typeof fetch>[0],
    init: RequestInit = {},
  ): Promise<Response> {
    const { asker } = this
    this.inFlight += 1
    let isUnderWay = true
    const end = () => {
      if (isUnderWay) this.inFlight -= 1
      isUnderWay = false
    }
    asker.leave.signal.addEventListener('abort', end)
    const signals = [asker.leave.signal, ...(init.signal ? [init.signal] : [])]
    const settled = async <T>(promise: Promise<T>): Promise<T> => {
      try {
        return await promise
      } finally {
        end()
        // Whoever is gone hears nothing more.
        if (asker.isGone) await new Promise(() => undefined)
      }
    }
    const response = await realFetch(input, { ...init, signal: AbortSignal.any(signals) }).catch(
      (error: unknown) => settled(Promise.reject(error instanceof Error ? error : new Error(String(error)))),
    )
    if (asker.isGone) return settled(Promise.resolve(response))
    const text = response.text.bind(response)
    response.text = () => settled(text())
    return response
  }
}
