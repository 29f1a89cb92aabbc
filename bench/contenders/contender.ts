/** What an action found: how many contacts, and the ids of the first of them in their order. */
export interface Answer {
  count: number
  first: readonly number[]
}

/** So many rows of an answer are compared between contenders. */
export const FIRST_ROWS = 25

/**
 * What every page of a contender offers. An action changes one part of the view (search, owners, sort) and keeps the
 * others; it resolves when its result is in hand on the main thread.
 */
export interface Contender {
  /** Makes or reads so many contacts, in Linq's order and without a filter; gives how many there are. */
  load: (total: number) => Promise<number>
  search: (text: string) => Answer | Promise<Answer>
  /** Shows contacts of any of these owners; of all when there are none. */
  filterOwners: (keys: readonly string[]) => Answer | Promise<Answer>
  /** Sorts by fields of the API, from A to Z, blanks last, as our directory compares texts. */
  sort: (fields: readonly TextField[]) => Answer | Promise<Answer>
  /** Figures of its own, by name. */
  extras?: Record<string, () => number | Promise<number>>
}

export type TextField = 'first_name' | 'last_name' | 'company'

/** One call of an action, as the harness sends it. */
type Call = ['search', string] | ['filterOwners', readonly string[]] | ['sort', readonly TextField[]]

/** What a call gave, and how long it took until it was in hand. */
export interface Measured extends Answer {
  ms: number
}

declare global {
  interface Window {
    contender: Contender
    /** Calls one action after another and times each, inside the page: no bridge of the harness is in the figures. */
    measure: (calls: readonly Call[]) => Promise<Measured[]>
    /** The same until it is painted: two frames and a message turn after the action. */
    measurePaint: (calls: readonly Call[]) => Promise<Measured[]>
  }
}

/** Offers a contender to the harness. */
export function expose(contender: Contender): void {
  window.contender = contender
  window.measure = (calls) => each(calls, () => Promise.resolve())
  window.measurePaint = (calls) => each(calls, painted)

  async function each(calls: readonly Call[], settled: () => Promise<void>): Promise<Measured[]> {
    const results: Measured[] = []
    for (const call of calls) {
      const start = performance.now()
      const answer = await act(contender, call)
      await settled()
      results.push({ ...answer, ms: performance.now() - start })
      // A breath, so that no call pays for what the one before put off.
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return results
  }
}

function act(contender: Contender, [name, argument]: Call): Answer | Promise<Answer> {
  switch (name) {
    case 'search':
      return contender.search(argument)
    case 'filterOwners':
      return contender.filterOwners(argument)
    case 'sort':
      return contender.sort(argument)
  }
}

/** Two animation frames and a message turn from now: what was drawn before it is on the screen. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.addEventListener('message', () => {
          port1.close()
          resolve()
        })
        port1.start()
        port2.postMessage(null)
      })
    })
  })
}
