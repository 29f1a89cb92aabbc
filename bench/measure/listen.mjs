// @ts-check
import { once } from 'node:events'

/**
 * Lets a server listen on a free port of this machine, and gives its origin.
 *
 * @param {import('node:net').Server} server
 */
export async function listen(server) {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return `http://127.0.0.1:${address.port}`
}
