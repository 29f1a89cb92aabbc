import { describe, expect, it } from 'vitest'

import { numbers } from '../testing/contacts'
import { Chain } from './chain'

/** A chain that has seen stretches of lists, each given with the row of its first id. */
function chainOf(...sights: [start: number, ids: readonly number[], total: number][]): Chain {
  const chain = new Chain()
  for (const [start, ids, total] of sights)
    chain.add({ start, ids, rows: ids.map((_, index) => start + index), end: start + ids.length, total })
  return chain
}

describe('a chain', () => {
  it('is whole when its sights share ids from the top to the end', () => {
    const chain = chainOf([0, numbers(100), 250], [150, numbers(100, 151), 250])
    expect(chain.isWhole(false)).toBe(false)
    chain.add({ start: 90, ids: numbers(70, 91), rows: numbers(70, 90), end: 160, total: 250 })
    expect(chain.isWhole(false)).toBe(true)
    expect(chain.size).toBe(250)
  })

  it('needs a sight that ends where the list ended at that moment', () => {
    const chain = chainOf([0, numbers(100), 150], [90, numbers(60, 91), 151])
    expect(chain.isWhole(false)).toBe(false)
    expect(chain.reachesEnd(151)).toBe(false)
  })

  it('is not whole when the list moved so far that neighbours share nobody', () => {
    // Five contacts on top went between the two answers: 101 to 103 were seen by neither.
    const chain = chainOf([0, numbers(100), 200], [98, numbers(97, 104), 195])
    expect(chain.isWhole(false)).toBe(false)
    const [filler] = chain.fillers(195, () => false)
    expect(filler && (filler.page - 1) * filler.perPage).toBeLessThan(80)
    expect(filler && filler.page * filler.perPage).toBeGreaterThan(98)
  })

  it('holds across a shift as long as one id is shared', () => {
    const chain = chainOf([0, numbers(100), 200], [95, numbers(101, 100), 196])
    expect(chain.isWhole(false)).toBe(true)
    expect(chain.isStable).toBe(true)
  })

  it('wants the newest top when somebody may have come there', () => {
    const chain = chainOf([0, numbers(100), 100])
    expect(chain.isWhole(true)).toBe(true)
    chain.add({ start: 0, ids: numbers(100, 1000), rows: numbers(100, 0), end: 100, total: 220 })
    expect(chain.isWhole(true)).toBe(false)
    expect(chain.isWhole(false)).toBe(true)
  })

  it('sees that contacts changed places, within a sight or far from each other', () => {
    expect(chainOf([0, [1, 2, 3], 3], [0, [1, 3, 2], 3]).isStable).toBe(false)
    expect(chainOf([0, [1, 2, 3], 6], [2, [3, 4, 5], 6], [4, [5, 6, 1], 7]).isStable).toBe(false)
    expect(chainOf([0, [1, 2, 3], 6], [2, [3, 4, 5], 6], [0, [9, 1, 2], 7]).isStable).toBe(true)
  })

  it('corrects the places that the list’s moves brought into disorder, and no others', () => {
    // Contact 2 went: 4 and 5 stood in rows 3 and 4 before, and 5 and 6 in rows 3 and 4 after.
    const chain = chainOf([0, [1, 2, 3, 4, 5], 7], [3, [5, 6, 7], 6])
    const { ids, positions } = chain.corrections()
    expect(ids).toEqual([5])
    expect(positions[0]).toBeGreaterThan(3)
    expect(positions[0]).toBeLessThan(4)
  })

  it('of nobody is whole', () => {
    expect(chainOf([0, [], 0]).isWhole(true)).toBe(true)
    expect(chainOf([0, [], 5]).isWhole(false)).toBe(false)
  })
})
