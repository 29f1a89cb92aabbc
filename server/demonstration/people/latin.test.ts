import { expect, test } from 'vitest'

import { toLatin } from './latin'

test.each([
  ['Łukasz', 'lukasz'],
  ['O’Connor', 'oconnor'],
  ['Nguyễn Thị', 'nguyenthi'],
  ['İsmail Işık', 'ismailisik'],
  ['Søren Kjærgaard', 'sorenkjaergaard'],
  ['Щербаков', 'shcherbakov'],
  ['Алексей', 'aleksey'],
  ['Δημήτρης', 'dimitris'],
  ['김', 'kim'],
  ['민준', 'minjun'],
  ['한빛', 'hanbit'],
])('writes %s as %s', (text, latin) => {
  expect(toLatin(text)).toBe(latin)
})

test('writes German umlauts with an e, where asked to', () => {
  expect(toLatin('Müller-Weiß', true)).toBe('muellerweiss')
  expect(toLatin('Müller')).toBe('muller')
})
