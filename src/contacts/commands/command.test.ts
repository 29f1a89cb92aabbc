import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { type Command, commandFinder, wordsIn } from './command'

function command(label: string, part: Partial<Command> = {}): Command {
  return { id: label, label, icon: null, group: 'Commands', run: () => undefined, ...part }
}

const labels = (found: readonly Command[]) => found.map(({ label }) => label)

describe('commands are found', () => {
  const find = commandFinder([
    command('Show the summary'),
    command('Hide emails and phones', { words: 'privacy mask' }),
    command('Sort by owner'),
    command('Owner list'),
    command('Łukasz Zieliński', { group: 'Filters', words: 'owner' }),
    command('José Ruiz', { group: 'Filters', words: 'owner' }),
  ])

  it('by any of their words, accents and case forgiven, what begins with them first', () => {
    expect(labels(find('owner'))).toEqual(['Owner list', 'Sort by owner'])
    expect(labels(find('MASK'))).toEqual(['Hide emails and phones'])
    expect(labels(find('owner jose'))).toEqual(['José Ruiz'])
    expect(labels(find('zielin'))).toEqual(['Łukasz Zieliński'])
    expect(labels(find('lukasz'))).toEqual(['Łukasz Zieliński'])
    expect(find('nothing like it')).toEqual([])
    expect(find(' ')).toHaveLength(6)
  })
})

it('marks what was typed, in order and without overlap, within the text', () => {
  expect(wordsIn('Rowan Owen', 'ow wan')).toEqual([
    { start: 1, end: 5 },
    { start: 6, end: 8 },
  ])
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
      (text, search) => {
        let last = -1
        for (const { start, end } of wordsIn(text, search) ?? []) {
          expect(start).toBeGreaterThan(last)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          last = end
        }
      },
    ),
  )
})
