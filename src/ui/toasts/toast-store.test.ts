import { beforeEach, describe, expect, it } from 'vitest'

import { dismissToast, raiseToast, shownToasts } from './toast-store'

beforeEach(() => {
  for (const { key } of shownToasts()) dismissToast(key)
})

describe('toasts', () => {
  it('are one for each cause, however often it is raised', () => {
    for (let times = 0; times < 50; times++) raiseToast({ key: 'same', tone: 'error', title: `${times}` })
    expect(shownToasts()).toEqual([{ key: 'same', tone: 'error', title: '49' }])
  })

  it('are three at most, and an error gives way last', () => {
    raiseToast({ key: 'error 1', tone: 'error', title: '' })
    raiseToast({ key: 'done', tone: 'success', title: '' })
    raiseToast({ key: 'error 2', tone: 'error', title: '' })
    raiseToast({ key: 'error 3', tone: 'error', title: '' })
    expect(shownToasts().map((toast) => toast.key)).toEqual(['error 1', 'error 2', 'error 3'])
  })

  it('stay until they are dismissed', () => {
    raiseToast({ key: 'a', tone: 'error', title: '' })
    dismissToast('b')
    expect(shownToasts()).toHaveLength(1)
    dismissToast('a')
    expect(shownToasts()).toHaveLength(0)
  })
})
