import { afterEach, expect, it, vi } from 'vitest'

import { logExport } from './export-log'

const exported = { format: 'csv', rows: 3, scope: 'all', view: '?q=wei' }

function addressesOf(): string[] {
  const asked: string[] = []
  vi.spyOn(window, 'fetch').mockImplementation((address) => {
    asked.push(typeof address === 'string' ? address : '')
    return Promise.resolve(new Response('{}'))
  })
  return asked
}

afterEach(() => {
  document.cookie = 'linq-contacts-person=; Max-Age=0'
  vi.restoreAllMocks()
})

it('tells nobody where nobody signs in', () => {
  const asked = addressesOf()
  logExport(exported)
  expect(asked).toEqual([])
})

it('tells the view that was exported, and says when only a part of it fits', () => {
  document.cookie = 'linq-contacts-person=abc'
  const asked = addressesOf()
  logExport(exported)
  expect(asked).toEqual(['/api/export-log?rows=3&format=csv&scope=all&view=%3Fq%3Dwei'])
  for (let extra = 0; extra < 3; extra += 1) {
    const view = `?owner=${'x'.repeat(extra)}${','.repeat(3000)}`
    logExport({ ...exported, view })
    const [, told = ''] = /view=([^&]*)&cut=true$/.exec(asked.at(-1) ?? '') ?? []
    expect(asked.at(-1)?.length).toBeLessThan(6144)
    expect(view.startsWith(decodeURIComponent(told))).toBe(true)
    expect(told.length).toBeGreaterThan(4990)
  }
})
