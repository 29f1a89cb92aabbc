// Shows what ways of reading a list lose while the list changes:
// `node bench/drift.mjs [seeds] [contacts] [changes] [ways]`, with 200 seeds of 10,000 contacts, 0.05 changes a request
// and all ways (`plain,counted,chained,verified`) by default. `node bench/drift.mjs 100000 150 0.3 chained,verified` is
// more than a million reads. Prints a Markdown table: for each way in which a list changes and each way of reading it
// the share of runs that lost contacts which were there all the time, how many of these were called complete, how many
// runs could be called complete, and the requests by 100 of plain pages. Ends with 1 when a read in windows was wrong
// under a stable order.
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads'

import { build } from 'vite'

const source = new URL('../src/directory/read/testing/drift.ts', import.meta.url)

/** So many seeds are one piece of work. */
const seedsAtATime = 1000

/** The simulation, bundled from its TypeScript into a folder. */
async function bundle(folder) {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: { ssr: fileURLToPath(source), write: false, rollupOptions: { output: { format: 'es' } } },
  })
  const { output } = Array.isArray(built) ? built[0] : built
  const file = join(folder, 'drift.mjs')
  await writeFile(file, output[0].code)
  return pathToFileURL(file).href
}

/** What a piece of work came to: one way of reading, one model, some seeds. */
function sumOf(drift, { way, model, contacts, changes, first, last }) {
  const sum = { lost: 0, wrong: 0, callable: 0, verified: 0, requests: 0 }
  const passes = way === 'plain' || way === 'chained' ? 1 : 4
  for (let seed = first; seed <= last; seed += 1) {
    const run = drift({ way, model, contacts, changes, seed, passes })
    const isCalled = run.outcome !== 'disturbed'
    sum.lost += run.lost > 0 ? 1 : 0
    sum.wrong += run.lost > 0 && isCalled ? 1 : 0
    sum.callable += isCalled ? 1 : 0
    sum.verified += run.outcome === 'verified' ? 1 : 0
    sum.requests += (100 * run.requests) / Math.ceil(run.longest / 100)
  }
  return sum
}

/** Does the pieces of work in as many threads as there are cores. */
async function inThreads(file, pieces) {
  const sums = []
  const left = [...pieces.entries()]
  async function work() {
    const thread = new Worker(new URL(import.meta.url), { workerData: file })
    for (let next = left.shift(); next; next = left.shift()) {
      const answered = once(thread, 'message')
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      thread.postMessage(next[1])
      const [sum] = await answered
      sums[next[0]] = sum
    }
    await thread.terminate()
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return sums
}

async function main() {
  const [seeds = 200, contacts = 10_000, changes = 0.05] = process.argv.slice(2, 5).map(Number)
  const folder = await mkdtemp(join(tmpdir(), 'drift-'))
  try {
    const file = await bundle(folder)
    const { MODELS, WAYS } = await import(file)
    const ways = process.argv[5]?.split(',') ?? WAYS
    const rows = MODELS.flatMap(([model, isStable]) => ways.map((way) => ({ model, isStable, way })))
    const pieces = rows.flatMap(({ model, way }) =>
      Array.from({ length: Math.ceil(seeds / seedsAtATime) }, (_, piece) => {
        const first = piece * seedsAtATime + 1
        const last = Math.min(seeds, first + seedsAtATime - 1)
        return { model, way, contacts, changes, first, last }
      }),
    )
    const beganMs = performance.now()
    const sums = await inThreads(file, pieces)
    print({ seeds, contacts, changes, rows, pieces, sums })
    const seconds = ((performance.now() - beganMs) / 1000).toFixed(0)
    console.log(`${rows.length * seeds} reads in ${seconds} s`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function print({ seeds, contacts, changes, rows, pieces, sums }) {
  const percent = (count, of = seeds) => (of === 0 ? '–' : `${Number(((100 * count) / of).toFixed(2))} %`)
  console.log(`${seeds} seeds, ${contacts} contacts, ${changes} changes a request, 4 requests at a time`)
  console.log(
    '| Changes | Way of reading | lost contacts | of these, called complete | callable | verified | requests |',
  )
  console.log('|---|---|---|---|---|---|---|')
  for (const { model, isStable, way } of rows) {
    const sum = { lost: 0, wrong: 0, callable: 0, verified: 0, requests: 0 }
    for (const [index, piece] of pieces.entries())
      if (piece.model === model && piece.way === way)
        for (const key of Object.keys(sum)) sum[key] += sums[index][key]
    const figures = [
      percent(sum.lost),
      percent(sum.wrong, sum.lost),
      percent(sum.callable),
      way === 'verified' ? percent(sum.verified) : '–',
      (sum.requests / seeds).toFixed(0),
    ]
    console.log(`| ${model} | ${way} | ${figures.join(' | ')} |`)
    if (isStable && sum.wrong > 0 && (way === 'chained' || way === 'verified')) process.exitCode = 1
  }
}

if (isMainThread) {
  await main()
} else {
  const { drift } = await import(workerData)
  parentPort?.on('message', (piece) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    parentPort?.postMessage(sumOf(drift, piece))
  })
}
