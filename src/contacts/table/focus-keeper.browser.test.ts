import { expect, it, onTestFinished } from 'vitest'

import { keepFocus } from './focus-keeper'

function add<Name extends 'div' | 'button'>(name: Name): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  element.tabIndex = 0
  document.body.append(element)
  onTestFinished(() => element.remove())
  return element
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

it('gives the focus to the list when what had it is gone', async () => {
  const [rows, button] = [add('div'), add('button')]
  onTestFinished(keepFocus(rows))
  button.focus()
  button.remove()
  await expect.poll(() => document.activeElement).toBe(rows)
})

it('leaves whoever gives it back the whole time, also when it was lost just before', async () => {
  const [rows, first, second, opener] = [add('div'), add('button'), add('button'), add('button')]
  onTestFinished(keepFocus(rows))
  first.focus()
  first.remove()
  await wait(20)
  second.focus()
  await wait(130)
  second.remove()
  await wait(100)
  expect(document.activeElement).toBe(document.body)
  opener.focus()
  await wait(300)
  expect(document.activeElement).toBe(opener)
})
