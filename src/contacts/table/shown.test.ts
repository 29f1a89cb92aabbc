import { describe, expect, it } from 'vitest'

import { person } from '../../directory/index/testing/people'
import { shownName } from './shown'

describe('in privacy mode', () => {
  it.each([
    ['an email in place of a name', { email: 'ann@acme.com' }, '••••@••••'],
    ['a phone in place of a name', { phone_number: '+1 (555) 123-4567' }, '••• ••• ••••'],
    ['a full name that is the email', { full_name: 'ann@acme.com', email: 'ann@acme.com' }, '••••@••••'],
    ['a full name that holds some email', { full_name: 'Ann <ann@acme.com>' }, '••••@••••'],
    [
      'a first name that is the phone',
      { first_name: '5551234567', phone_number: '+15551234567' },
      '••• ••• ••••',
    ],
    ['a name', { full_name: 'Ann Lee', email: 'ann@acme.com' }, 'Ann Lee'],
    ['a name with a number', { full_name: 'Room 101' }, 'Room 101'],
    ['an id', {}, '#7'],
  ])('%s is shown so', (_, fields, shown) => {
    expect(shownName(person(7, fields), { isPrivate: true })).toBe(shown)
  })
})

it('shows everything as it is otherwise', () => {
  expect(shownName(person(7, { full_name: 'ann@acme.com' }), { isPrivate: false })).toBe('ann@acme.com')
})
