import { expect, it } from 'vitest'

import { formatShare } from './share'

it.each([
  [0, 200, '0%'],
  [1, 1000, '<1%'],
  [1, 200, '1%'],
  [50, 200, '25%'],
  [199, 200, '>99%'],
  [999, 1000, '>99%'],
  [200, 200, '100%'],
  [0, 0, '–'],
])('%d of %d is "%s"', (part, whole, expected) => expect(formatShare(part, whole)).toBe(expected))
