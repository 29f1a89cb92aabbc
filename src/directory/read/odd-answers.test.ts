import { describe, expect, it } from 'vitest'

import { LinqError } from '../../linq/linq-error'
import { numbers, pageOf, withoutTotal } from './testing/contacts'
import { Reading } from './testing/reading'

// Each of these was found by the model of a misbehaving Linq (e2e/model).

describe('a first page that is of another size by chance', () => {
  it('shorter, and does not say how many there are, is asked for again, and costs no other page its contacts', async () => {
    const ids = numbers(950)
    let isFirst = true
    const reading = new Reading(async (page, perPage) => {
      const whole = pageOf(ids, page, perPage)
      if (!isFirst) return whole
      isFirst = false
      return withoutTotal({ ...whole, contacts: whole.contacts.slice(0, 60) })
    })
    expect(await reading.read()).toMatchObject({ status: 'complete', contacts: 950, failedPages: [] })
    expect(reading.ids).toEqual(ids)
  })

  it('and says so, is read again as soon as another page says otherwise', async () => {
    for (const size of [50, 200]) {
      const ids = numbers(950)
      let isFirst = true
      const reading = new Reading(async (page, perPage) => {
        const answer = pageOf(ids, page, isFirst ? size : perPage)
        isFirst = false
        return answer
      })
      expect(await reading.read()).toMatchObject({ status: 'complete', contacts: 950, failedPages: [] })
      expect(reading.ids).toEqual(ids)
      expect(reading.pages.length).toBeLessThan(20)
    }
  })
})

describe('plain pages', () => {
  it('of a size that changes again and again are read anew by a retry', async () => {
    const ids = numbers(871)
    let isOdd = true
    const reading = new Reading(async (page, perPage) =>
      pageOf(ids, page, isOdd && page === 1 ? 200 : perPage),
    )
    expect(await reading.read()).toMatchObject({ status: 'partial' })
    isOdd = false
    reading.reader.retry()
    expect(await reading.end()).toMatchObject({ status: 'complete', contacts: 871, failedPages: [] })
  })

  it('are not called complete where the first had no total and the list shrank behind it', async () => {
    let ids = numbers(127)
    let isFirst = true
    const reading = new Reading(async (page, perPage) => {
      const answer = pageOf(ids, page, perPage)
      if (!isFirst) return answer
      isFirst = false
      ids = numbers(101, 27)
      return withoutTotal(answer)
    })
    expect(await reading.read()).toMatchObject({ status: 'disturbed', contacts: 101 })
    expect(await reading.settle()).toMatchObject({ status: 'verified', contacts: 101, total: 101 })
    expect(reading.ids).toEqual(ids)
  })

  it('do not fail for good at a page that exists only by the odd size of the first', async () => {
    const ids = numbers(66)
    let isFirst = true
    const reading = new Reading(async (page, perPage) => {
      const answer = pageOf(ids, page, isFirst ? 50 : perPage)
      isFirst = false
      if (answer.contacts.length === 0)
        throw new LinqError({ kind: 'server', message: 'No such page.', page })
      return answer
    })
    await reading.read()
    if (reading.status === 'partial') reading.reader.retry()
    expect(await reading.end()).toMatchObject({ status: 'complete', contacts: 66, failedPages: [] })
  })
})

describe('a list that was torn by a bulk change while a page failed', () => {
  it('misses nobody but those of the failed page', async () => {
    let ids = numbers(1500)
    const reading = new Reading(async (page, perPage) => {
      // 150 at the top are gone when the seventh window comes: between it and the sixth is a gap.
      if (reading.asked.length >= 7 && ids.length === 1500) ids = numbers(1350, 151)
      if (page === 3 && ids.length === 1500) throw new LinqError({ kind: 'refused', message: 'No.', page })
      return pageOf(ids, page, perPage)
    })
    const state = await reading.read()
    expect(state.status).toBe('partial')
    const missing = numbers(1350, 151).filter((id) => !reading.kept.has(id))
    const named = state.failedPages.reduce((sum, { rows }) => sum + rows.last - rows.first + 1, 0)
    expect(missing.length).toBeLessThanOrEqual(named)
    reading.reader.retry()
    await reading.end()
    expect(await reading.settle()).toMatchObject({ status: 'verified', contacts: 1350, failedPages: [] })
    expect(reading.ids).toEqual(ids)
  })
})
