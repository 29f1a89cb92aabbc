import { describe, expect, it } from 'vitest'

import { TINTS, initialsOf, tintOf } from './initials'

describe('initials', () => {
  it.each([
    ['Jane Whitfield', 'JW'],
    ['Łukasz Zieliński', 'ŁZ'],
    ['Dr. Maximilian Freiherr von Hohenstein', 'DH'],
    ['Иван Петров', 'ИП'],
    ['Δημήτρης Παπαδόπουλος', 'ΔΠ'],
    ['山田 太郎', '山'],
    ['김민준', '김'],
    ['محمد الفارسي', 'م'],
    ['Sam', 'S'],
    ['“Bo” (sales)', 'BS'],
    ['élodie', 'É'],
    ['ßtefan', 'ß'],
    ['', ''],
    [' - ', ''],
    ['🎉', ''],
    ['undefined', 'U'],
    // Marks that no character holds together with its letter.
    ['q\u0301ue x\u0323', 'Q\u0301X\u0323'],
    ['1\ufe0f\u20e3 One', '1\ufe0f\u20e3O'],
    ['नमस्ते', 'न'],
  ])('of %s are %s', (name, expected) => expect(initialsOf(name, 2)).toBe(expected))

  it('are one letter in a small avatar', () => expect(initialsOf('Jane Whitfield', 1)).toBe('J'))

  it('come quickly from a name of 100,000 characters', () => {
    expect(initialsOf('x'.repeat(100_000), 2)).toBe('X')
  })
})

describe('a tint', () => {
  it('is the same for the same id, also beyond 32 bits', () => {
    expect(tintOf(456)).toBe(tintOf(456))
    expect(tintOf(2 ** 53 - 1)).toBeLessThan(TINTS)
  })

  it('is spread over all tints', () => {
    const used = new Set(Array.from({ length: 200 }, (_, id) => tintOf(id + 1)))
    expect(used.size).toBe(TINTS)
  })
})
