import { afterEach, expect, test } from 'vitest'

import { createCopyStore } from './copy-store'

let name = ''
let count = 0

function store() {
  name = `test ${count++}`
  return createCopyStore(name)
}

afterEach(() => {
  indexedDB.deleteDatabase(name)
})

test('gives back what was written under a key, in place of what was there', async () => {
  const copies = store()
  expect(await copies.read('a', () => undefined)).toBeNull()
  await copies.write('a', { numbers: { ids: Float64Array.of(1, 2) }, old: 1 })
  await copies.write('a', { numbers: { ids: Float64Array.of(3) }, texts: ['ä', '\ud800'] })
  await copies.write('a b', { other: true })
  expect(await copies.read('a', () => undefined)).toEqual({
    numbers: { ids: Float64Array.of(3) },
    texts: ['ä', '\ud800'],
  })
})

test('writes all parts, or none: what was there stays when one cannot be kept', async () => {
  const copies = store()
  await copies.write('a', { first: 1, second: 2 })
  const unkept = copies.write('a', { first: 3, second: () => 'no function can be cloned' })
  await expect(unkept).rejects.toMatchObject({ name: 'DataCloneError' })
  expect(await copies.read('a', () => undefined)).toEqual({ first: 1, second: 2 })
})

test('changes a part of a copy that is there, and makes none where there is none', async () => {
  const copies = store()
  expect(await copies.change('a', { facts: 1 })).toBe(false)
  expect(await copies.read('a', () => undefined)).toBeNull()
  await copies.write('a', { facts: 1, numbers: 2 })
  expect(await copies.change('a', { facts: 3 })).toBe(true)
  expect(await copies.read('a', () => undefined)).toEqual({ facts: 3, numbers: 2 })
})

test('removes one copy, or all', async () => {
  const copies = store()
  await copies.write('a', { one: 1 })
  await copies.write('b', { one: 1 })
  await copies.remove('a')
  expect(await copies.read('a', () => undefined)).toBeNull()
  expect(await copies.read('b', () => undefined)).not.toBeNull()
  await copies.clear()
  expect(await copies.read('b', () => undefined)).toBeNull()
})

test('rejects where a newer version of the page has changed the database', async () => {
  const copies = store()
  await new Promise<void>((resolve) => {
    const request = indexedDB.open(name, 99)
    request.addEventListener('success', () => {
      request.result.close()
      resolve()
    })
  })
  await expect(copies.read('a', () => undefined)).rejects.toMatchObject({ name: 'VersionError' })
})
