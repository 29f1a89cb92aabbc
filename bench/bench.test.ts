import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { findBrowser } from '../e2e/browser.mjs'
import { bench } from './bench.mjs'
import { contactsFrom } from './contacts/contacts.mjs'
import { type Round, disagreements, typed } from './measure/actions.mjs'
import { buildContenders } from './measure/build-contenders.mjs'
import { eagerMemory } from './measure/memory.mjs'
import { measureRounds } from './measure/rounds.mjs'
import { judge } from './report/goals.mjs'
import { svgOf } from './report/plot.mjs'
import { quantile, summarize } from './report/statistics.mjs'
import { markdownOf } from './report/table.mjs'

/** A round in which every answer took so long. */
function round(contender: Round['contender'], ms: number, count = 7): Round {
  const names = [...typed, 'sort by last, first name']
  return {
    contender,
    times: Object.fromEntries(names.map((name) => [name, [ms, ms * 2, ms * 3]])),
    found: Object.fromEntries(names.map((name) => [name, { count, first: [3, 1, 2] }])),
    extras: {},
    memory: { loaded: ms * 1e6, used: ms * 2e6 },
  }
}

function resultsOf(total: number, rounds: readonly Round[]) {
  return {
    total,
    command: 'npm run bench -- 100000 --force',
    machine: {
      processor: '2 × a <processor> & more',
      memory: '1 GiB',
      browser: 'a browser',
      node: 'Node 1',
      peers: 'peers 1',
      date: '2026-01-01',
    },
    loadAverage: { before: 3, after: 2, isForced: true },
    rounds,
    paints: [{ page: 'product' as const, times: { ann: [20], nothing: [10] } }],
    loads: [
      {
        latencyMs: 50,
        rounds: [{ oursMs: 110, bytesMs: 100, pages: 3, longTasks: [], visits: null }],
      },
    ],
  }
}

describe('the contacts', () => {
  const all = contactsFrom(0, 3_000, { total: 3_000 })

  it('are the same ones in every run, one by one or in pages', () => {
    expect(contactsFrom(700, 100, { total: 3_000 })).toEqual(all.slice(700, 800))
    expect(new Set(all.map(({ id }) => id)).size).toBe(3_000)
    expect(contactsFrom(2_990, 100, { total: 3_000 })).toHaveLength(10)
  })

  it('take 590 bytes of JSON each, on average', () => {
    const bytes = all.reduce((sum, contact) => sum + Buffer.byteLength(JSON.stringify(contact)), 0)
    expect(bytes / all.length).toBeGreaterThan(575)
    expect(bytes / all.length).toBeLessThan(605)
  })
})

describe('the report', () => {
  const slow = [round('ours', 2), round('ours', 4), round('ag-grid', 200), round('raw', 100)]

  it('takes the median of the rounds and the largest of all', () => {
    expect(summarize([[1, 2, 9], [4], []])).toEqual({ median: 3, maximum: 9 })
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5)
    expect(() => quantile([], 0.5)).toThrow('Nothing was measured')
  })

  it('says of every goal by how much, and whether it is met', () => {
    const verdicts = judge(resultsOf(100_000, slow))
    expect(verdicts).toContainEqual({ id: 'P1', goal: '`a` ≥ 50× AG Grid', measured: '66.7×', isMet: true })
    expect(verdicts.find(({ goal }) => goal.startsWith('memory ≤ 0.25'))).toMatchObject({ isMet: true })
    expect(verdicts.find(({ id }) => id === 'P6')).toMatchObject({ measured: '1.10×', isMet: true })
    expect(verdicts.some(({ goal }) => goal.includes('TanStack'))).toBe(false)
    const missed = judge(resultsOf(100_000, [round('ours', 20), round('ag-grid', 40)]))
    expect(missed.find(({ goal }) => goal.includes('AG Grid'))).toMatchObject({
      measured: '2.00×',
      isMet: false,
    })
  })

  it('judges nothing at a small size', () => {
    expect(judge(resultsOf(10_000, slow)).every(({ isMet }) => isMet === null)).toBe(true)
  })

  it('prints a table that names the machine, and says loudly when it was forced', () => {
    const markdown = markdownOf(resultsOf(100_000, slow))
    expect(markdown).toContain('| a | 7 | 6.0 ms (12.0 ms) | 400 ms (600 ms), 66.7× |')
    expect(markdown).toContain('**Forced: the load average was 3.00')
    expect(markdown).toContain('2 × a <processor> & more')
    expect(markdown).not.toContain('NaN')
  })

  it('draws a plot that is whole XML', () => {
    const svg = svgOf(resultsOf(100_000, slow))
    expect(svg).toContain('a &lt;processor> &amp; more')
    expect(svg).not.toMatch(/NaN|undefined|Infinity/)
    const opened = svg.match(/<(?:svg|text|title)\b/g) ?? []
    expect(svg.match(/<\/(?:svg|text|title)>/g)).toHaveLength(opened.length)
  })

  it('finds contenders that disagree, in count or in order', () => {
    expect(disagreements([round('ours', 1), round('ag-grid', 9)])).toEqual([])
    expect(disagreements([round('ours', 1), round('ag-grid', 1, 8)])).toHaveLength(typed.length + 1)
    const turned = round('tanstack', 1)
    turned.found['a'] = { count: 7, first: [1, 2, 3] }
    expect(disagreements([round('ours', 1), turned])).toEqual([
      'a: ours finds 7 contacts, the first 3 1 2; tanstack finds 7 contacts, the first 1 2 3',
    ])
  })
})

describe('the command', () => {
  it.each([
    ['a busy machine', [], 1.5, /load average is 1\.50.*--force/],
    ['a size that no organisation has', ['12'], 0, /1,000 to 1,000,000/],
    ['half a round', ['--rounds', '0.5'], 0, /--rounds must be/],
    ['a part that it does not know', ['--only', 'search,looks'], 0, /--only knows/],
  ])('refuses %s', async (_, args, load, words) => {
    const say = vi.spyOn(console, 'error').mockReturnValue()
    expect(await bench(args, load)).toBe(1)
    expect(say).toHaveBeenCalledWith(expect.stringMatching(words))
    say.mockRestore()
  })
})

// AG Grid is installed for a benchmark only (bench/package.json); TanStack's row models stand for the peers here.
describe('the contenders', () => {
  const folder = mkdtempSync(join(tmpdir(), 'linq-contacts-bench-'))
  let browser: Browser

  beforeAll(async () => {
    browser = await chromium.launch(await findBrowser())
    await buildContenders(['ours', 'tanstack'], folder)
  }, 60_000)

  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('are measured in a browser that tells its memory, where the machine has one', async ({ skip }) => {
    const launch = await findBrowser({ prefersWhole: true })
    skip(launch.executablePath?.includes('node_modules') === true, 'only a headless shell is here')
    const whole = await chromium.launch({ ...launch, args: [...launch.args, eagerMemory] })
    try {
      const [measured] = await measureRounds(whole, {
        folder,
        contenders: ['ours'],
        total: 1_000,
        rounds: 1,
        repeats: 1,
        memory: true,
        tell: () => {},
      })
      expect(measured?.memory?.loaded).toBeGreaterThan(100_000)
    } finally {
      await whole.close()
    }
  }, 90_000)

  it('find and order the same contacts', async () => {
    const rounds = await measureRounds(browser, {
      folder,
      contenders: ['ours', 'tanstack'],
      total: 1_000,
      rounds: 1,
      repeats: 1,
      memory: false,
      tell: () => {},
    })
    expect(disagreements(rounds)).toEqual([])
    expect(rounds.map(({ found }) => found['ann']?.count)).toEqual([
      expect.toSatisfy((count) => count > 50),
      expect.anything(),
    ])
    expect(Object.keys(rounds[0]?.times ?? {})).toEqual(expect.arrayContaining([...typed, '3 owners']))
  }, 60_000)
})
