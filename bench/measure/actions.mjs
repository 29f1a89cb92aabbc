// @ts-check
import { chosenOwners } from '../contacts/contacts.mjs'
import { memoryOf } from './memory.mjs'

/**
 * @typedef {import('./build-contenders.mjs').ContenderName} ContenderName
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('../contenders/contender').Measured} Measured
 * @typedef {Parameters<Window['measure']>[0][number]} Call
 *
 * What one contender did in one round: the times of each action in milliseconds, and what it found.
 *
 * @typedef {object} Round
 * @property {ContenderName} contender
 * @property {Record<string, number[]>} times by the name of the action
 * @property {Record<string, { count: number, first: readonly number[] }>} found
 * @property {Record<string, number>} extras
 * @property {{ loaded: number, used: number } | null} memory bytes beyond the empty page, after loading and after all actions
 */

/** The words that are typed, letter by letter. */
export const typed = ['a', 'an', 'ann', 'anna']

export const pasted = 'ann, pasted'
export const ownerFilter = '3 owners'
export const ownerFilterWithFacets = '3 owners, every facet counted'
const clearedFilter = 'all owners again'
export const firstSort = 'sort by last, first name'
export const laterSort = 'sort by last, first name, again'

/** @type {readonly ['last_name', 'first_name']} */
const byName = ['last_name', 'first_name']

/** An action is repeated so often, or until its contender has worked for so long in this round. */
export const mostRepeats = 10
const longEnoughMs = 3_000

/**
 * One round of one contender, in a fresh page that shows it.
 *
 * @param {Page} page
 * @param {ContenderName} contender
 * @param {{ total: number, repeats: number, memory: boolean }} options without repeats only loads
 * @returns {Promise<Round>}
 */
export async function runRound(page, contender, { total, repeats, memory: isMemoryAsked }) {
  // What the scan keeps is one piece of text: it is a measure for times alone.
  const memory = isMemoryAsked && contender !== 'scan'
  /** @type {Round} */
  const round = { contender, times: {}, found: {}, extras: {}, memory: null }
  const emptyBytes = memory ? await memoryOf(page) : 0
  const [count, loadMs] = await page.evaluate(async (size) => {
    const start = performance.now()
    return /** @type {const} */ ([await window.contender.load(size), performance.now() - start])
  }, total)
  round.found['load'] = { count, first: [] }
  round.extras['loadMs'] = loadMs
  const loadedBytes = memory ? await memoryOf(page) : 0
  if (contender !== 'raw' && repeats > 0) await runActions(page, round, repeats)
  if (memory) {
    const used = contender === 'raw' ? loadedBytes : await memoryOf(page)
    round.memory = { loaded: loadedBytes - emptyBytes, used: used - emptyBytes }
  }
  return round
}

/**
 * @param {Page} page
 * @param {Round} round
 * @param {number} repeats at most
 */
async function runActions(page, round, repeats) {
  /** @param {readonly Call[]} calls @returns {Promise<Measured[]>} */
  const measure = (calls) => page.evaluate((list) => window.measure(list), calls)

  /**
   * @param {string} name
   * @param {Measured | undefined} result
   */
  const note = (name, result) => {
    if (result === undefined) throw new Error(`"${name}" was not measured.`)
    const { ms, ...found } = result
    const times = (round.times[name] ??= [])
    times.push(ms)
    round.found[name] = found
  }

  /** @param {() => Promise<number>} once gives the milliseconds that it measured */
  const repeat = async (once) => {
    let spentMs = 0
    for (let count = 0; count < repeats && spentMs < longEnoughMs; count += 1) spentMs += await once()
  }

  const typeWords = () =>
    repeat(async () => {
      const [, ...results] = await measure([
        ['search', ''],
        ...typed.map((word) => /** @type {Call} */ (['search', word])),
      ])
      for (const [index, word] of typed.entries()) note(word, results[index])
      return results.reduce((sum, { ms }) => sum + ms, 0)
    })
  const paste = () =>
    repeat(async () => {
      const [, result] = await measure([
        ['search', 'zo'],
        ['search', 'ann'],
      ])
      note(pasted, result)
      return result?.ms ?? 0
    })
  if (round.contender === 'scan') {
    await measure([['search', 'o']])
    await typeWords()
    await paste()
    return
  }

  // A first call is many times slower than the next ones, in every engine: it is nobody's (performance.md, 6). It also
  // lets AG Grid and TanStack Table make the texts that they search.
  await measure([
    ['search', 'o'],
    ['filterOwners', ['501']],
    ['search', ''],
    ['filterOwners', []],
    ['sort', ['company']],
  ])
  note(firstSort, (await measure([['sort', byName]]))[0])
  await repeat(async () => {
    const [, again] = await measure([
      ['sort', ['company']],
      ['sort', byName],
    ])
    note(laterSort, again)
    return again?.ms ?? 0
  })
  await typeWords()
  await paste()
  await measure([['search', '']])
  const filterByOwners = async (/** @type {string} */ name) => {
    await repeat(async () => {
      const [chosen, cleared] = await measure([
        ['filterOwners', chosenOwners],
        ['filterOwners', []],
      ])
      note(name, chosen)
      if (name === ownerFilter) note(clearedFilter, cleared)
      return (chosen?.ms ?? 0) + (cleared?.ms ?? 0)
    })
  }
  await filterByOwners(ownerFilter)
  if (round.contender === 'ours') {
    await extra(page, 'countEveryFacet')
    await filterByOwners(ownerFilterWithFacets)
    await extra(page, 'countOwnersOnly')
    for (const name of ['slowestDuringReadMs', 'usualDuringReadMs'])
      round.extras[name] = await extra(page, name)
  }
}

/**
 * @param {Page} page
 * @param {string} name
 */
function extra(page, name) {
  return page.evaluate(async (which) => (await window.contender.extras?.[which]?.()) ?? 0, name)
}

/**
 * What contenders found otherwise than the first of them, in words; nothing when all agree. Times count only then.
 *
 * @param {readonly Round[]} rounds
 * @returns {string[]}
 */
export function disagreements(rounds) {
  /** @type {Map<string, { contender: string, count: string, text: string }>} */
  const expected = new Map()
  const found = rounds.flatMap(({ contender, found: answers }) =>
    Object.entries(answers).map(([action, { count, first }]) => ({
      contender,
      // Our owner filter has a variant of its own; it must find the same.
      action: action === ownerFilterWithFacets ? ownerFilter : action,
      count: `${count} contacts`,
      text: `${count} contacts${first.length > 0 ? `, the first ${first.slice(0, 25).join(' ')}` : ''}`,
    })),
  )
  return found.flatMap(({ contender, action, count, text }) => {
    const first = expected.get(action)
    if (first === undefined) {
      expected.set(action, { contender, count, text })
      return []
    }
    // The scan gives no rows.
    const isSame = contender === 'scan' ? first.count === count : first.text === text
    return isSame ? [] : [`${action}: ${first.contender} finds ${first.text}; ${contender} finds ${text}`]
  })
}
