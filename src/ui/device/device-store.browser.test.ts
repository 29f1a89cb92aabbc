import { afterEach, expect, it, vi } from 'vitest'

import { deviceChoice, deviceSwitch } from './device-choice'
import { forgetSettings } from './device-store'

afterEach(() => {
  localStorage.clear()
  vi.restoreAllMocks()
})

/** As if another tab had written: the event comes to all documents but the one that wrote. */
function otherTabWrites(name: string, value: string | null): void {
  const key = `linq-contacts.${name}`
  if (value === null) localStorage.removeItem(key)
  else localStorage.setItem(key, value)
  dispatchEvent(new StorageEvent('storage', { key, newValue: value }))
}

it('is what was remembered when it is valid, and follows what other tabs choose', () => {
  localStorage.setItem('linq-contacts.colour', 'nonsense')
  const colour = deviceChoice('colour', ['red', 'blue'])
  const told = vi.fn<() => void>()
  colour.subscribe(told)
  expect(colour.now()).toBe('red')
  expect(colour.set('blue')).toBe(true)
  expect(localStorage.getItem('linq-contacts.colour')).toBe('blue')
  otherTabWrites('other', 'red')
  expect(colour.now()).toBe('blue')
  otherTabWrites('colour', 'red')
  expect(colour.now()).toBe('red')
  otherTabWrites('colour', null)
  expect(colour.now()).toBe('red')
  expect(told).toHaveBeenCalledTimes(3)
})

it('is forgotten where it is known, and not written back', () => {
  const light = deviceSwitch('light', false)
  const told = vi.fn<() => void>()
  light.set(true)
  light.subscribe(told)
  forgetSettings()
  expect(told).toHaveBeenCalledTimes(1)
  expect(light.now()).toBe(false)
  expect(localStorage).toHaveLength(0)
})

it('holds until the page is closed where the device cannot remember it, and says so', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  const light = deviceSwitch('light-2', false)
  expect(light.set(true)).toBe(false)
  expect(light.now()).toBe(true)
})
