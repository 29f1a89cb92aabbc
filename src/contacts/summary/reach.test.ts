import { expect, it } from 'vitest'

import type { QualityIssue } from '../../directory/filters'
import { isReach, withReach } from './reach'

it('shows who has an email, a phone, both, or neither', () => {
  const email = withReach(['stale'], 'Email', true)
  expect(email).toEqual(['stale', 'has-email'])
  expect(isReach(email, 'Email')).toBe(true)
  const both = withReach(email, 'Phone', true)
  expect(both).toEqual(['stale', 'has-email', 'has-phone'])
  expect(withReach(both, 'Email', false)).toEqual(['stale', 'has-phone'])
  expect(withReach(both, 'Neither', true)).toEqual(['no-email', 'no-phone', 'stale'])
})

it('takes away what would leave nobody, and nothing else', () => {
  const neither: QualityIssue[] = ['no-email', 'no-phone']
  expect(isReach(neither, 'Neither')).toBe(true)
  expect(withReach(neither, 'Email', true)).toEqual(['has-email'])
  expect(withReach(['no-phone'], 'Email', true)).toEqual(['no-phone', 'has-email'])
  expect(withReach(['no-email', 'stale'], 'Email', true)).toEqual(['stale', 'has-email'])
  expect(withReach(neither, 'Neither', false)).toEqual([])
})
