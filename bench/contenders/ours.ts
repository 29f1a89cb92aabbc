import { hasEnded } from '../../src/directory/directory'
import type { FacetRequest } from '../../src/directory/filters'
import type { View, ViewQuery } from '../../src/directory/view-query'
import { createWorkerDirectory } from '../../src/directory/worker-directory'
import { startWorker } from '../../src/start-worker'
import type { LinqWorker } from '../../src/worker'
import { type Answer, expose, FIRST_ROWS } from './contender'

// The directory as the product has it: its own worker, its own bridge, its own read of the API, which the harness
// serves with the same contacts that the others make in their page.
const directory = createWorkerDirectory<LinqWorker>({
  startWorker,
  baseUrl: '',
  copySetting: () => ({ isKept: false, days: 7 }),
})

/** The most rows that the page asks for at once. */
const ROWS_ON_SCREEN = 100

/** Every value that a filter could offer, beside the owners, which are always counted. */
const everyFacet: FacetRequest = {
  values: (['company', 'title', 'location'] as const).map((field) => ({ field, search: '', limit: 100 })),
}

let query: ViewQuery = { search: '', owners: [], sort: [] }
let facets: FacetRequest | null = null
/** How long answers took while contacts were being read, in milliseconds. */
const duringReadMs: number[] = []

async function ask(change: Partial<ViewQuery>): Promise<Answer> {
  query = { ...query, ...change }
  const view = await viewOf(query)
  return { count: view.matching, first: view.rows.slice(0, FIRST_ROWS).map(({ id }) => id) }
}

function viewOf(of: ViewQuery): Promise<View> {
  return directory.view(of, { offset: 0, limit: ROWS_ON_SCREEN, ...(facets && { facets }) })
}

/** Reads everything; a person who types meanwhile is part of it. */
async function read(): Promise<number> {
  directory.start()
  const sort = [{ field: 'name' as const, descending: false }]
  while (!hasEnded(directory.snapshot().read)) {
    await waitMs(100)
    // The page asks as soon as there is something to ask about; before, the worker's code is still coming.
    if (directory.snapshot().version === 0) continue
    const start = performance.now()
    await viewOf({ search: 'ann', owners: [], sort })
    duringReadMs.push(performance.now() - start)
  }
  // The second pass, which proves the first one, would be in the figures of the actions.
  while (!directory.snapshot().read.isReadingAgain) await waitMs(20)
  directory.pause()
  return directory.snapshot().read.contacts
}

function waitMs(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}

expose({
  load: read,
  search: (search) => ask({ search }),
  filterOwners: (owners) => ask({ owners }),
  sort: (fields) => ask({ sort: fields.map((field) => ({ field, descending: false })) }),
  extras: {
    slowestDuringReadMs: () => Math.max(0, ...duringReadMs),
    usualDuringReadMs: () => duringReadMs.toSorted((a, b) => a - b)[duringReadMs.length >> 1] ?? NaN,
    countEveryFacet: () => {
      facets = everyFacet
      return 0
    },
    countOwnersOnly: () => {
      facets = null
      return 0
    },
  },
})
