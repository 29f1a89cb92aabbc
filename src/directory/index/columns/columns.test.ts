import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { CollationKeys } from './collation-keys'
import { FramedText } from './framed-text'
import { IdTable } from './id-table'
import { largeNumbers } from './number-column'
import { BLANK_RANK, Ranking } from './ranking'
import { SparseText } from './sparse-text'
import { TextColumn } from './text-column'

const anyCodeUnit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))

describe('texts that begin and end alike', () => {
  const piece = fc.constantFrom('https://a.example/', 'https://b.example/x/', '/p.jpg', '/', 'é', '7f', '')
  const address = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''))

  it('are given back as they were, also from a copy to which others were added', () => {
    fc.assert(
      fc.property(fc.array(address), fc.array(address), (first, later) => {
        const column = new FramedText()
        for (const text of first) column.append(text)
        const copy = new FramedText()
        copy.restore(structuredClone(column.saved()), first.length)
        for (const text of later) copy.append(text)
        expect([...first, ...later].map((_, row) => copy.get(row))).toEqual([...first, ...later])
      }),
    )
  })

  it('are kept without what they share', () => {
    const column = new FramedText()
    const texts = Array.from(
      { length: 1000 },
      (_, row) => `https://images.linq.example/proxy/${row * 7919}/portrait.jpg`,
    )
    for (const text of texts) column.append(text)
    expect(texts.map((_, row) => column.get(row))).toEqual(texts)
    const { inner } = column.saved()
    expect(inner.chunks.join('').length).toBeLessThan(texts.join('').length / 4)
  })

  it('are at most so many kinds', () => {
    const column = new FramedText()
    const texts = Array.from({ length: 400 }, (_, row) => `https://host-${row >> 1}.example/images/${row}`)
    for (const text of texts) column.append(text)
    expect(texts.map((_, row) => column.get(row))).toEqual(texts)
    expect(column.saved().frames.length).toBe(32)
  })
})

describe('texts of few rows', () => {
  it('are given back, and nothing for the others', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('', 'a', 'b c')), (texts) => {
        const column = new SparseText()
        for (const [row, text] of texts.entries()) if (text !== '') column.append(row, text)
        const copy = new SparseText()
        copy.restore(structuredClone(column.saved()), texts.length)
        expect(texts.map((_, row) => copy.get(row))).toEqual(texts)
        expect(copy.get(texts.length)).toBe('')
      }),
    )
  })
})

describe('a column of texts', () => {
  it('gives back every text, also line breaks and halves of characters', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: anyCodeUnit })), (texts) => {
        const column = columnOf(texts)
        expect(texts.map((_, row) => column.get(row))).toEqual(texts)
      }),
    )
  })

  it('gives back texts of several chunks, and very long ones', () => {
    const column = new TextColumn()
    const long = 'x'.repeat(3_000_000)
    for (let row = 0; row < 40_000; row++) column.append(row % 10_000 === 1 ? long : `text ${row}`)
    expect(column.get(0)).toBe('text 0')
    expect(column.get(16_384)).toBe('text 16384')
    expect(column.get(39_999)).toBe('text 39999')
    expect(column.get(30_001)).toBe(long)
    expect(rowsWith(column, 'text 1638')).toEqual([
      1638,
      ...Array.from({ length: 10 }, (_, at) => 16_380 + at),
    ])
  })

  it('is the same whenever it is read, searched or kept between two texts that come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 6000 }), fc.constantFrom('get', 'each', 'keep')), {
          minLength: 1,
          maxLength: 8,
        }),
        (steps) => {
          let column = new TextColumn()
          const texts: string[] = []
          for (const [more, what] of steps) {
            for (let added = 0; added < more; added++) {
              texts.push(texts.length % 7 === 0 ? '' : `text ${texts.length}`)
              column.append(texts.at(-1) ?? '')
            }
            const last = texts.length - 1
            const wrong = [0, last >> 1, Math.max(0, last - 1100), Math.max(0, last - 1), last].filter(
              (row) => column.get(row) !== texts[row],
            )
            const sought = String(last)
            const found = what === 'each' ? rowsWith(column, sought) : withText(texts, sought)
            expect({ wrong, found }).toEqual({ wrong: [], found: withText(texts, sought) })
            if (what === 'keep') column = restored(column, texts.length)
          }
          expect(texts.findIndex((text, row) => column.get(row) !== text)).toBe(-1)
        },
      ),
      { numRuns: 40 },
    )
  }, 60_000)

  it('finds the rows that hold a text, each once, and none across two rows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', 'b') })),
        fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 3 }),
        (texts, sought) => {
          const expected = texts.flatMap((text, row) => (text.includes(sought) ? [row] : []))
          expect(rowsWith(columnOf(texts), sought)).toEqual(expected)
        },
      ),
    )
  })

  it('marks the rows among some that hold a text of any characters, and leaves marks as they are', () => {
    const letters = 'ab\\^$.*+?()[]{}|/-'
    const special = fc.nat(letters.length - 1).map((at) => letters.charAt(at))
    const piece = fc.oneof(
      fc.string({ unit: special, maxLength: 4 }),
      fc.string({ unit: anyCodeUnit, maxLength: 2 }).map((text) => text.replaceAll('\n', '')),
    )
    const row = fc.record({
      text: fc.array(piece, { maxLength: 3 }),
      isWithin: fc.boolean(),
      isMarked: fc.nat(9),
    })
    fc.assert(
      fc.property(fc.array(row), piece, fc.boolean(), (rows, sought, isAmongSome) => {
        fc.pre(sought !== '')
        const texts = rows.map(({ text }) => text.join(''))
        const marks = Uint8Array.from(rows, ({ isMarked }) => (isMarked === 0 ? 1 : 0))
        const within = isAmongSome ? Uint8Array.from(rows, ({ isWithin }) => (isWithin ? 1 : 0)) : null
        const expected = texts.map((text, at) =>
          marks[at] === 1 || (within?.[at] !== 0 && text.includes(sought)) ? 1 : 0,
        )
        columnOf(texts).mark(sought, marks, within)
        expect([...marks]).toEqual(expected)
      }),
      { numRuns: 500 },
    )
  })
})

describe('ranks', () => {
  const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
  const text = fc.oneof(
    fc.constantFrom('', 'a', 'A', 'ä', 'Item 2', 'item 10', '\u0000', 'b'),
    fc.string({ unit: 'grapheme', maxLength: 3 }),
  )

  it('order texts as the language does, however many came at a time', () => {
    fc.assert(
      fc.property(fc.array(fc.array(text, { maxLength: 20 }), { maxLength: 6 }), (batches) => {
        const texts: string[] = []
        const ranking = new Ranking(compare, (item) => texts[item] ?? '')
        for (const batch of batches) {
          texts.push(...batch)
          const { of, count } = ranking.ranks(texts.length)
          const words = texts.filter((one) => one !== '').sort(compare)
          const different = words.filter((one, at) => at === 0 || compare(words[at - 1] ?? '', one) !== 0)
          const expected = texts.map((one) =>
            one === '' ? BLANK_RANK : different.findIndex((other) => compare(one, other) === 0),
          )
          expect([...of]).toEqual(expected)
          expect(count).toBe(different.length)
        }
      }),
    )
  })

  it.each([
    ['en', true],
    ['de', true],
    ['sv', true],
    ['vi', true],
    ['en-u-co-phonebk', true],
    ['cs', false],
    ['da', false],
    ['hu', false],
    ['th', false],
  ])('are found by keys in %s: %s, and as the collator says', (locale, hasKeys) => {
    const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })
    expect(CollationKeys.of(collator.compare) !== null).toBe(hasKeys)
    const unit = fc.constantFrom(...Array.from("abchAZzdl0019-_.@/ '~éÅäößłđ"))
    const texts = fc.array(fc.string({ unit, maxLength: 6 }), { maxLength: 60 })
    fc.assert(
      fc.property(texts, (words) => {
        const { of } = new Ranking(collator.compare, (item) => words[item] ?? '').ranks(words.length)
        const ranked = words
          .map((word, item) => ({ word, rank: of[item] ?? 0 }))
          .filter(({ word }) => word !== '')
        const isRight = ranked.every((a) =>
          ranked.every((b) => Math.sign(a.rank - b.rank) === Math.sign(collator.compare(a.word, b.word))),
        )
        expect(isRight).toBe(true)
      }),
    )
  })

  it('put numbers of hundreds of digits where the collator puts them', () => {
    const texts = ['9'.repeat(150), '9'.repeat(250), '1' + '0'.repeat(150), '1' + '0'.repeat(260), 'a', '7']
    const { of } = new Ranking(compare, (item) => texts[item] ?? '').ranks(texts.length)
    const expected = texts.toSorted(compare)
    expect(texts.toSorted((a, b) => (of[texts.indexOf(a)] ?? 0) - (of[texts.indexOf(b)] ?? 0))).toEqual(
      expected,
    )
  })

  it('compare a text that comes late with few others', () => {
    const texts = Array.from({ length: 10_000 }, (_, item) => `company ${item}`)
    let compared = 0
    const counting = (a: string, b: string) => {
      compared++
      return compare(a, b)
    }
    const ranking = new Ranking(counting, (item) => texts[item] ?? '')
    ranking.ranks(texts.length)
    compared = 0
    texts.push('company 5000b')
    ranking.ranks(texts.length)
    expect(compared).toBeLessThan(50)
  })
})

describe('a table of ids', () => {
  it('finds the newest row of every id, also of ids that differ in their highest bits only', () => {
    const id = fc.oneof(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 0, max: 2 ** 21 - 1 }).map((high) => high * 2 ** 32 + 7),
      fc.maxSafeInteger().filter((number) => number > 0),
    )
    fc.assert(
      fc.property(fc.array(id, { minLength: 1, maxLength: 3000, size: 'max' }), id, (added, other) => {
        const ids = largeNumbers()
        const table = new IdTable(ids)
        const expected = new Map<number, number>()
        for (const [row, one] of added.entries()) {
          ids.set(row, one)
          table.set(one, row)
          expected.set(one, row)
        }
        expect(added.every((one) => table.row(one) === expected.get(one))).toBe(true)
        expect(table.row(other)).toBe(expected.get(other) ?? null)
      }),
      { numRuns: 50 },
    )
  })
})

function columnOf(texts: readonly string[]): TextColumn {
  const column = new TextColumn()
  for (const text of texts) column.append(text)
  return column
}

function restored(column: TextColumn, size: number): TextColumn {
  const copy = new TextColumn()
  copy.restore(column.saved(), size)
  return copy
}

/** The rows of the texts that hold a text, found the plain way. */
function withText(texts: readonly string[], sought: string): number[] {
  return texts.flatMap((text, row) => (text.includes(sought) ? [row] : []))
}

function rowsWith(column: TextColumn, sought: string): number[] {
  const rows: number[] = []
  column.each(sought, (row) => rows.push(row))
  return rows
}
