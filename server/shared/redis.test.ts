import { createServer } from 'node:net'

import { expect, it, onTestFinished } from 'vitest'

import { listen } from '../testing/start'
import { createCommands, isFinal, troubleOfConnection } from './commands'
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

it('says that it is refused where it lacks the password, and not where there is no room just now', async () => {
  const answering = (answer: string) =>
    listen(
      createServer((socket) => {
        socket.on('error', () => socket.destroy())
        socket.on('data', (bytes) => {
          // Setting a name for the connection is let pass, as a Redis with a password lets nothing pass but that.
          const isGreeting = /CLIENT|HELLO/i.test(String(bytes))
          const commands = String(bytes).match(/^\*\d+\r$/gm)?.length ?? 0
          socket.write((isGreeting ? '+OK\r\n' : answer).repeat(commands))
        })
      }),
    )
  const closed = await connectRedis(
    `redis://127.0.0.1:${await answering('-NOAUTH Authentication required.\r\n')}`,
  )
  onTestFinished(() => closed.close())
  expect(isFinal(closed.failure())).toBe(true)
  const busy = await connectRedis(
    `redis://127.0.0.1:${await answering('-ERR max number of clients reached\r\n')}`,
  )
  onTestFinished(() => busy.close())
  expect(isFinal(busy.failure())).toBe(false)
})

it('says at once when it is refused, and why', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.on('data', () =>
      socket.write('-WRONGPASS invalid username-password pair or user is disabled.\r\n'),
    )
  })
  const port = await listen(server)
  const beganMs = performance.now()
  const redis = await connectRedis(`redis://user:wrong@127.0.0.1:${port}`)
  onTestFinished(() => redis.close())
  expect([redis.isReady(), troubleOfConnection(redis)]).toEqual([false, 'refused'])
  // Who is away is waited for twice as long.
  expect(performance.now() - beganMs).toBeLessThan(1000)
  const log: string[] = []
  const commands = createCommands(redis, Date.now, (line) => log.push(line))
  expect(await commands.send('GET', 'a')).toBeNull()
  expect(log.join()).toContain('is refused: it does not take the user, the password, the database')
  expect(log.join()).not.toContain('wrong')
})

function later(ms: number): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), ms)
  })
}
