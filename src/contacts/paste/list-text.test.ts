import { describe, expect, it } from 'vitest'

import { countLines, troubleOf } from './list-text'

describe('a pasted text', () => {
  it('has as many lines as have anything in them, whatever ends them', () => {
    expect(countLines('')).toBe(0)
    expect(countLines(' \n\t\n')).toBe(0)
    expect(countLines('a\r\nb\n\n c \rd')).toBe(4)
  })

  it('may hold 50,000 lines, and what is said of more names both figures', () => {
    expect(troubleOf('a@b.example\n'.repeat(50_000))).toBeNull()
    expect(troubleOf('a@b.example\n'.repeat(50_001))).toContain('50,001')
  })

  it('is told from the inside of a file', () => {
    const bytes = Array.from({ length: 3_000 }, (_, at) => (at * 7919) % 256)
    expect(troubleOf(String.fromCharCode(...bytes))).toContain('no text')
    expect(troubleOf(new TextDecoder().decode(Uint8Array.from(bytes)))).toContain('no text')
    expect(troubleOf('PK\u0003\u0004')).toContain('no text')
  })

  it('may be of any script, with tabs, marks and an odd character', () => {
    expect(troubleOf('محمد الفارسي\tm@x.example\n山田 太郎\n👩‍💻\nе\u0301')).toBeNull()
    expect(troubleOf(`${'Jane Whitfield\n'.repeat(20)}Ren\ufffd`)).toBeNull()
  })

  it('of ten million characters is too long for a list', () => {
    expect(troubleOf('a'.repeat(10_000_001))).toContain('longer than a list')
  })
})
