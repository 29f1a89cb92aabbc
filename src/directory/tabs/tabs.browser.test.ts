import { expect, test } from 'vitest'

import { type TabMessage, createTabs } from './tabs'

test('one tab of a name reads, the others follow, and messages reach all but the one that tells', async () => {
  const name = `test ${Math.random()}`
  const [first, second] = [createTabs(), createTabs()]
  const heard = new Map<string, TabMessage['kind']>()
  const nothing = () => undefined
  expect(await first.join(name, ({ kind }) => heard.set('first', kind), nothing)).toBe(true)
  expect(await second.join(name, ({ kind }) => heard.set('second', kind), nothing)).toBe(false)
  expect(await createTabs().join(`${name} of others`, nothing, nothing)).toBe(true)
  second.tell({ kind: 'hello', from: 'second' })
  first.tell({ kind: 'lead' })
  await expect.poll(() => heard.size).toBe(2)
  expect(heard.get('first')).toBe('hello')
  expect(heard.get('second')).toBe('lead')
})

test('the next tab reads when the one that did is gone', async () => {
  const name = `test ${Math.random()}`
  // The lock of a page that is closed: an iframe of this one.
  const frame = document.createElement('iframe')
  document.body.append(frame)
  const locks = frame.contentWindow?.navigator.locks
  await new Promise<void>((resolve) => {
    void locks?.request(name, () => {
      resolve()
      return new Promise(() => undefined)
    })
  })
  let leads = false
  const isFirst = await createTabs().join(
    name,
    () => undefined,
    () => {
      leads = true
    },
  )
  expect([isFirst, leads]).toEqual([false, false])
  frame.remove()
  await expect.poll(() => leads).toBe(true)
})
