import { describe, expect, it } from 'vitest'

import { fold } from './fold'

describe('folding', () => {
  it.each([
    ['Rémi', 'remi'],
    ['Łukasz', 'lukasz'],
    ['Straße', 'strasse'],
    ['STRASSE', 'strasse'],
    ['Søren', 'soren'],
    ['Ægir Þór', 'aegir thor'],
    ['Œuvre', 'oeuvre'],
    ['Đặng', 'dang'],
    ['Guðrún', 'gudrun'],
    ['Işık', 'isik'],
    ['İstanbul', 'istanbul'],
    ['Ёлкин', 'елкин'],
    ['ΟΔΥΣΣΕΥΣ', 'οδυσσευσ'],
    ['שָׁלוֹם', 'שלום'],
    ['مُحَمَّد', 'محمد'],
    ['٠١٢٣٤٥٦٧٨٩', '0123456789'],
    ['۰۱۲۳۴۵۶۷۸۹', '0123456789'],
    ['०१२३४५६७८९', '0123456789'],
  ])('writes %s as %s', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  it('makes composed and decomposed letters the same', () => {
    expect(fold('e\u0301')).toBe(fold('\u00e9'))
  })

  it('reads full-width letters, ligatures and signs as the letters they are made of', () => {
    expect(fold('Ａｃｍｅ ﬁnance™')).toBe('acme financetm')
  })

  it('keeps the vowels that other scripts write as marks', () => {
    expect(fold('मीरा')).not.toBe(fold('मारी'))
    expect(fold('がか')).not.toBe(fold('かか'))
  })

  it.each(["O'Connor", 'O’Connor', 'OʼConnor', 'O`Connor', 'O´Connor', 'O＇Connor'])(
    'drops the apostrophe of %s',
    (text) => {
      expect(fold(text)).toBe('oconnor')
    },
  )

  it('makes one hyphen of every dash', () => {
    expect(fold('Anne–Marie‑Lou—X')).toBe('anne-marie-lou-x')
  })

  it('makes one space of white space, and none at the ends', () => {
    expect(fold('\t Anne\u00a0\n Marie\r\n')).toBe('anne marie')
    expect(fold('  Anne   Marie ')).toBe('anne marie')
  })

  it('drops what cannot be seen', () => {
    expect(fold('an\u200bn\u0000a\u202e\u00ad')).toBe('anna')
  })

  it('leaves a lone surrogate and an emoji alone', () => {
    expect(fold('\ud800 X')).toBe('\ud800 x')
    expect(fold('🎉')).toBe('🎉')
  })
})
