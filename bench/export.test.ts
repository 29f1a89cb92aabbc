import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { findBrowser } from '../e2e/browser.mjs'
import { benchExport } from './export.mjs'
import { differencesIn } from './export/read-back.mjs'
import { type WriteRound, type Writer, measureWrites } from './export/write-rounds.mjs'
import { buildContenders } from './measure/build-contenders.mjs'
import { exportMarkdown, judgeExports } from './report/export-table.mjs'

function resultsOf(total: number, longTasks: number[] = []) {
  const round = (name: WriteRound['name'], format: WriteRound['format'], ms: number): WriteRound => ({
    name,
    format,
    firstMs: ms * 2,
    againMs: [ms, ms],
    bytes: 1e6,
  })
  return {
    total,
    command: 'npm run bench -- export',
    machine: {
      processor: '2 × a processor',
      memory: '1 GiB',
      browser: 'a browser',
      node: 'Node 1',
      peers: 'peers 1',
      date: '2026-01-01',
    },
    loadAverage: { before: 3, after: 2, isForced: true },
    rounds: [
      round('ours', 'csv', 120),
      round('join', 'csv', 100),
      round('ours', 'xlsx', 400),
      round('exceljs', 'xlsx', 1_000),
    ],
    exports: [
      { format: 'CSV', way: 'download' as const, rows: total, ms: 900, bytes: 2e6, longTasks, peak: null },
    ],
    cancelled: [{ format: 'CSV', readyMs: 20, answeredMs: 30, downloads: 0 }],
  }
}

describe('the report of exports', () => {
  it('says of every goal by how much, and whether it is met', () => {
    expect(judgeExports(resultsOf(100_000, [70]))).toEqual([
      { goal: 'CSV ≤ 1.3× a join by hand, the first file', measured: '1.20×', isMet: true },
      { goal: 'Excel ≥ 3× ExcelJS, the first file', measured: '2.50×', isMet: false },
      { goal: 'CSV ≤ 1.3× a join by hand, again', measured: '1.20×', isMet: true },
      { goal: 'Excel ≥ 3× ExcelJS, again', measured: '2.50×', isMet: false },
      {
        goal: 'no task over 50 ms on the main thread during an export',
        measured: '70.0 ms',
        isMet: false,
      },
    ])
  })

  it('judges nothing at a small size', () => {
    expect(judgeExports(resultsOf(2_000)).every(({ isMet }) => isMet === null)).toBe(true)
  })

  it('prints tables, and says loudly when it was forced', () => {
    const markdown = exportMarkdown(resultsOf(100_000))
    expect(markdown).toContain(
      '| Excel, ExcelJS | 2,000 ms (2,000 ms) | 1,000 ms (1,000 ms) | 2.50× | 1.0 MB |',
    )
    expect(markdown).toContain('| CSV | 100,000 | as a download | 900 ms | 2.0 MB | – | – | none |')
    expect(markdown).toContain('**Forced: the load average was 3.00')
    expect(markdown).not.toMatch(/NaN|undefined/)
  })
})

describe('the command', () => {
  it.each([
    ['a busy machine', [], 1.5, /load average is 1\.50.*--force/],
    ['a size that no organisation has', ['12'], 0, /1,000 to 1,200,000/],
    ['a part that it does not know', ['--only', 'compare,looks'], 0, /--only knows/],
  ])('refuses %s', async (_, args, load, words) => {
    const say = vi.spyOn(console, 'error').mockReturnValue()
    expect(await benchExport(args, load)).toBe(1)
    expect(say).toHaveBeenCalledWith(expect.stringMatching(words))
    say.mockRestore()
  })
})

// ExcelJS is installed for a benchmark only (bench/package.json).
describe('the writers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'linq-contacts-bench-export-'))
  const writers: readonly Writer[] = [
    { name: 'ours', format: 'csv' },
    { name: 'join', format: 'csv' },
    { name: 'papaparse', format: 'csv' },
    { name: 'ours', format: 'xlsx' },
  ]
  let browser: Browser
  let rounds: WriteRound[]

  beforeAll(async () => {
    browser = await chromium.launch(await findBrowser())
    await buildContenders(['export/ours', 'export/join', 'export/papaparse'], join(folder, 'pages'))
    rounds = await measureWrites(browser, {
      pages: join(folder, 'pages'),
      files: folder,
      writers,
      total: 1_000,
      rounds: 1,
      tell: () => {},
    })
  }, 120_000)

  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('write files with the same value in every cell', async () => {
    expect(rounds.map(({ name, format }) => ({ name, format }))).toEqual(writers)
    expect(rounds.every(({ bytes, againMs }) => bytes > 10_000 && againMs.length > 0)).toBe(true)
    expect(await differencesIn(folder, writers, 1_000)).toEqual([])
  })

  it('are told apart when one cell differs', async () => {
    const contacts = ['Name,Created', "'=1,2026-01-31T10:00:00.000Z"].join('\r\n')
    for (const [name, text] of [
      ['ours', contacts],
      ['join', contacts.replace("'=1", '=1').replace('.000Z', '.000+00:00')],
      ['papaparse', contacts.replace('=1', '=2')],
    ] as const)
      writeFileSync(join(folder, `${name}.csv`), text)
    const problems = await differencesIn(folder, writers.slice(0, 3), 1)
    expect(problems).toEqual([expect.stringContaining('papaparse, csv, row 1')])
  })
})
