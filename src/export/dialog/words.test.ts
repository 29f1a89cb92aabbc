import { describe, expect, it } from 'vitest'

import { NOTHING_READ } from '../../directory/directory'
import { LinqError } from '../../linq/linq-error'
import { completeRead, disturbedRead, unfinishedRead } from '../testing/reads'
import { separatorOf } from './separator'
import { doneWords, exportWords, incompleteWords, zoneWords } from './words'

const problem = new LinqError({ kind: 'server', message: 'Failed.' }).toProblem()

describe('incompleteWords', () => {
  it('says nothing of a complete read', () => {
    expect(incompleteWords(completeRead(4_812))).toBeNull()
  })

  it('says how many contacts have been read', () => {
    const words = '4,790 of 4,812 contacts have been read. The file holds only these and says so in its name.'
    expect(incompleteWords(unfinishedRead(4_790, 4_812))).toBe(words)
    expect(incompleteWords(disturbedRead(4_790, 4_812))).toBe(words)
  })

  it('admits that contacts moved, although the count is right', () => {
    expect(incompleteWords(disturbedRead(4_812, 4_812))).toContain('Contacts changed while they were read')
  })

  it('admits that pages failed, although the count is not known', () => {
    const read = { ...NOTHING_READ, status: 'partial', atMs: 0, contacts: 300 } as const
    expect(incompleteWords(read)).toContain('Some pages could not be read')
  })

  it('names the pages that failed and counts the records that could not be understood, beside what was read', () => {
    const failedPages = [7, 5, 9, 12, 13].map((page) => ({ page, rows: { first: 1, last: 100 }, problem }))
    const read = { ...completeRead(4_812), contacts: 4_711, unreadable: 1 }
    const end = '4,711 of 4,812 contacts have been read. The file holds only these and says so in its name.'
    const left = '1 record could not be understood and is left out.'
    expect(incompleteWords({ ...read, failedPages: failedPages.slice(0, 1) })).toBe(
      `Page 7 could not be read. ${left} ${end}`,
    )
    expect(incompleteWords({ ...read, failedPages: failedPages.slice(0, 2) })).toContain(
      'Pages 5 and 7 could',
    )
    expect(incompleteWords({ ...read, failedPages })).toContain('5 pages could not be read.')
  })

  it('admits that a record is left out, although Linq counts no more than are here', () => {
    expect(incompleteWords({ ...completeRead(4_812), unreadable: 2 })).toBe(
      '2 records could not be understood and are left out. The file says so in its name.',
    )
  })

  it('admits that nobody knows how many there are', () => {
    expect(incompleteWords(unfinishedRead(1, null))).toBe(
      '1 contact has been read; whether these are all is not known yet. The file says so in its name.',
    )
  })
})

describe('words of an export', () => {
  it('holds the number on the button', () => {
    expect([exportWords(231), exportWords(1), exportWords(4_812)]).toEqual([
      'Export 231 contacts',
      'Export 1 contact',
      'Export 4,812 contacts',
    ])
  })

  it('says what was exported and where to', () => {
    expect(doneWords(1)).toBe('1 contact exported')
  })

  it('names the zone', () => {
    const winter = Date.parse('2026-01-31T12:00:00Z')
    expect(zoneWords('America/Chicago', winter)).toBe('Local time, America/Chicago (CST)')
    expect(zoneWords('UTC', winter)).toBe('Local time, UTC')
  })
})

describe('separatorOf', () => {
  it.each([
    ['en-US', ','],
    ['ja', ','],
    ['de-DE', ';'],
    ['fr', ';'],
    ['pl', ';'],
    ['de-CH', ','],
  ])('separates cells for %s with %s', (locale, separator) => {
    expect(separatorOf(locale)).toBe(separator)
  })
})
