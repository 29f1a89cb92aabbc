import { expect, test } from 'vitest'

import { drawPortraits, portraitPath } from './portraits'

const portraits = drawPortraits()
const textsOf = (files: typeof portraits) => [...files.values()].map(({ bytes }) => bytes.toString())

test('draws 48 different portraits, all that a contact can name among them', () => {
  expect(new Set(textsOf(portraits)).size).toBe(48)
  for (const sex of ['female', 'male'] as const)
    for (let step = 0; step < 100; step++) expect(portraits.has(portraitPath(sex, step / 100))).toBe(true)
})

test('draws the same ones at every start', () => {
  expect(textsOf(drawPortraits())).toEqual(textsOf(portraits))
})

test('draws pictures without script, links, styles from elsewhere or foreign content', () => {
  for (const { bytes, type } of portraits.values()) {
    expect(type).toBe('image/svg+xml')
    expect(bytes.toString()).toMatch(/^<svg [^>]*width="112"/)
    expect(bytes.toString()).not.toMatch(/<script|\son\w+=|href=|<foreignObject|<style|javascript:/i)
  }
})
