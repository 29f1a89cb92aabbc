import { afterEach, expect, test } from 'vitest'

import { remember } from '../ui/device/device-settings'
import { isSomebodyElse, rememberPerson } from './person'

function signIn(person: string): void {
  document.cookie = `linq-contacts-person=${person}; path=/`
}

afterEach(() => {
  document.cookie = 'linq-contacts-person=; path=/; max-age=0'
  localStorage.clear()
})

test('whoever signs in after somebody who has signed out is somebody else', () => {
  signIn('zoe')
  rememberPerson('zoe')
  expect(isSomebodyElse()).toBe(false)
  // As signing out does.
  remember('former', 'zoe')
  rememberPerson(null)
  signIn('max')
  expect(isSomebodyElse()).toBe(true)
  signIn('zoe')
  expect(isSomebodyElse()).toBe(false)
})
