import { createServer } from 'node:net'

import { expect, it, onTestFinished } from 'vitest'

import { listen } from '../testing/start'
import { connectRedis } from './redis'

it('gives up a connection that answers nothing any more, and takes a new one', async () => {
  let connections = 0
  let isSilent = false
  const server = createServer((socket) => {
    connections += 1
    const isFirst = connections === 1
    socket.on('error', () => socket.destroy())
    socket.on('data', (bytes) => {
      // Each command begins with the number of its parts.
      const commands = String(bytes).match(/^\*\d+\r$/gm)?.length ?? 0
      if (!isFirst || !isSilent) socket.write('+OK\r\n'.repeat(commands))
    })
  })
  const port = await listen(server)
  const redis = await connectRedis(`redis://127.0.0.1:${port}`, 200)
  onTestFinished(() => redis.close())
  expect(await redis.send(['GET', 'a'])).toBe('OK')
  isSilent = true
  const unanswered = redis.send(['GET', 'a']).catch(() => 'ended')
  expect(redis.isReady()).toBe(true)
  await expect
    .poll(() => Promise.race([redis.send(['GET', 'a']).catch(() => null), later(50)]), { timeout: 5000 })
    .toBe('OK')
  expect(connections).toBe(2)
  expect(await unanswered).toBe('ended')
})

function later(ms: number): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), ms)
  })
}
