import { describe, expect, it } from 'vitest'

import { readCsv } from './csv-reader'

describe('readCsv', () => {
  it('reads plain, quoted and empty cells', () => {
    expect(readCsv('a,"b ""c"",\r\nd",\r\n,,\r\n', ',')).toEqual([
      ['a', 'b "c",\r\nd', ''],
      ['', '', ''],
    ])
  })

  it.each(['a,b', 'a"b\r\n', '"a\r\n', '"a"b\r\n', 'a\nb\r\n', 'a\rb\r\n', 'a,'])('refuses %j', (text) => {
    expect(() => readCsv(text, ',')).toThrow(SyntaxError)
  })
})
