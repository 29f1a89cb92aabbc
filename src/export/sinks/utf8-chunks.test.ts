import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { utf8Chunks } from './utf8-chunks'

/** What is handed on, chunk by chunk, copied: the bytes are another chunk's afterwards. */
function gathered(size: number) {
  const taken: Uint8Array<ArrayBuffer>[] = []
  const chunks = utf8Chunks(async (bytes) => {
    taken.push(bytes.slice())
    // Whoever takes bytes may use them until it resolves.
    await Promise.resolve()
  }, size)
  return { ...chunks, taken }
}

describe('utf8Chunks', () => {
  it('hands on the same bytes as one text of all, whatever the size of a chunk', async () => {
    const texts = fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 1, max: 64 }), fc.boolean(), async (all, size, isBytes) => {
        const { add, settle, taken } = gathered(size)
        const encoder = new TextEncoder()
        for (const text of all) await add(isBytes ? encoder.encode(text) : [text])
        await settle()
        await settle()
        expect(Buffer.concat(taken).toString('hex')).toBe(
          Buffer.from(encoder.encode(all.join(''))).toString('hex'),
        )
      }),
    )
  })

  it('hands nothing on before there is a chunk of it', async () => {
    const { add, taken } = gathered(12)
    await add(['abcd'])
    expect(taken).toEqual([])
    await add(['efgh'])
    expect(taken.map((bytes) => bytes.length)).toEqual([4])
  })
})
