// Shows what ways of reading a list lose while the list changes: `node bench/drift.mjs [seeds] [contacts] [changes]`,
// with 200 seeds of 10,000 contacts and 0.05 changes a request by default. Prints a Markdown table: for each way in
// which a list changes and each way of reading it the share of runs that lost contacts which were there all the time,
// how many of these were called complete, how many runs could be called complete, and the requests by 100 of plain
// pages. Ends with 1 when a read in windows was wrong under a stable order.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { build } from 'vite'

const [seeds = 200, contacts = 10_000, changes = 0.05] = process.argv.slice(2).map(Number)
const source = new URL('../src/directory/read/testing/drift.ts', import.meta.url)

/** The simulation, bundled from its TypeScript. */
async function loadDrift() {
  const folder = await mkdtemp(join(tmpdir(), 'drift-'))
  try {
    const built = await build({
      configFile: false,
      logLevel: 'silent',
      ssr: { noExternal: true },
      build: { ssr: fileURLToPath(source), write: false, rollupOptions: { output: { format: 'es' } } },
    })
    const { output } = Array.isArray(built) ? built[0] : built
    const file = join(folder, 'drift.mjs')
    await writeFile(file, output[0].code)
    return await import(pathToFileURL(file).href)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const { MODELS, WAYS, drift } = await loadDrift()
const percent = (count, of = seeds) => (of === 0 ? '–' : `${Number(((100 * count) / of).toFixed(2))} %`)

console.log(`${seeds} seeds, ${contacts} contacts, ${changes} changes a request, 4 requests at a time`)
console.log(
  '| Changes | Way of reading | lost contacts | of these, called complete | callable | verified | requests |',
)
console.log('|---|---|---|---|---|---|---|')
for (const [model, isStable] of MODELS) {
  for (const way of WAYS) {
    const sum = { lost: 0, wrong: 0, callable: 0, verified: 0, requests: 0 }
    const passes = way === 'plain' || way === 'chained' ? 1 : 4
    for (let seed = 1; seed <= seeds; seed += 1) {
      const run = drift({ way, model, contacts, changes, seed, passes })
      const isCalled = run.outcome !== 'disturbed'
      sum.lost += run.lost > 0 ? 1 : 0
      sum.wrong += run.lost > 0 && isCalled ? 1 : 0
      sum.callable += isCalled ? 1 : 0
      sum.verified += run.outcome === 'verified' ? 1 : 0
      sum.requests += (100 * run.requests) / Math.ceil(run.longest / 100)
    }
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
