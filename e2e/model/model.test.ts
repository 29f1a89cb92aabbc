import { describe, expect, it } from 'vitest'

import { KINDS } from './answers'
import { type RunReport, runModel } from './run'

/** `RUNS=500 FIRST_SEED=1 npx vitest run --project unit e2e/model/model.test.ts` does all of them. */
const runs = Number(process.env['RUNS'] ?? 80)
const isTalkative = process.env['VERBOSE'] !== undefined
const firstSeed = Number(process.env['FIRST_SEED'] ?? 1)

describe('whatever is answered, in whatever order', () => {
  it('has more than forty kinds', () => {
    expect(new Set(KINDS.map(({ name }) => name)).size).toBe(KINDS.length)
    expect(KINDS.length).toBeGreaterThan(40)
  })

  it(
    `what is told is right, or says what is not known (${runs} runs of 120 steps)`,
    { timeout: 3_600_000 },
    async () => {
      const reports: RunReport[] = []
      const failures: string[] = []
      for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
        try {
          const report = await runModel(seed)
          reports.push(report)
          if (isTalkative) console.error(`seed ${seed}: ${report.requests} requests`)
        } catch (error) {
          failures.push(error instanceof Error ? error.message : String(error))
        }
      }
      console.log(wordsOf(reports))
      expect(failures.map((failure) => failure.slice(0, Number(process.env['WORDS'] ?? 6000)))).toEqual([])
    },
  )
})

function wordsOf(reports: readonly RunReport[]): string {
  const sum = (of: (report: RunReport) => number) => reports.reduce((total, report) => total + of(report), 0)
  const ends = new Map<string, number>()
  for (const report of reports)
    for (const [status, count] of report.ends) ends.set(status, (ends.get(status) ?? 0) + count)
  const kinds = new Set(reports.flatMap((report) => [...report.kinds]))
  return [
    `${reports.length} runs, ${sum(({ requests }) => requests)} requests, ${kinds.size} kinds of answers`,
    `${sum(({ restarts }) => restarts)} restarts, ends: ${JSON.stringify(Object.fromEntries(ends))}`,
    `wrong while contacts changed places: ${sum(({ knownLimits }) => knownLimits.length)}`,
    `asked again until all was here: ${Math.max(0, ...reports.map(({ asksToHeal }) => asksToHeal))} times at most`,
  ].join('\n')
}
