import { describe, expect, it } from 'vitest'

import { type PassFacts, judgePass } from './verdict'

const clean: PassFacts = {
  unique: 4800,
  unreadable: 12,
  total: 4812,
  didTotalMove: false,
  didRepeat: false,
  failed: 0,
}

describe('a pass', () => {
  it('is clean when everything that was promised is here and nothing moved', () => {
    expect(judgePass(clean)).toBe('clean')
    expect(judgePass({ ...clean, unique: 0, unreadable: 0, total: 0 })).toBe('clean')
  })

  it('is disturbed when the count differs, the total moved, or a contact was met twice', () => {
    expect(judgePass({ ...clean, unique: 4799 })).toBe('disturbed')
    expect(judgePass({ ...clean, unique: 4801 })).toBe('disturbed')
    expect(judgePass({ ...clean, didTotalMove: true })).toBe('disturbed')
    expect(judgePass({ ...clean, didRepeat: true })).toBe('disturbed')
  })

  it('proves nothing without a total', () => {
    expect(judgePass({ ...clean, total: null })).toBe('unprovable')
    expect(judgePass({ ...clean, total: null, didRepeat: true })).toBe('disturbed')
  })

  it('is partial when a page failed, whatever else happened', () => {
    expect(judgePass({ ...clean, failed: 1 })).toBe('partial')
    expect(judgePass({ ...clean, failed: 1, total: null, didTotalMove: true })).toBe('partial')
  })
})
