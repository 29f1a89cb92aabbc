import { type RequestListener, createServer } from 'node:http'

/** A server of a test, on a port of its own. */
export interface TestServer {
  url: string
  close: () => Promise<void>
}

/** Starts an HTTP server on 127.0.0.1 that answers as the listener says. */
export async function serve(listener: RequestListener): Promise<TestServer> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}
