// @ts-check
import { createServer } from 'node:http'

import { Provider } from 'oidc-provider'

// A process of its own that is a provider of OpenID Connect (../sign-in.spec.ts), with the library's own forms for
// signing in: whoever signs in as "zoe" is zoe@example.com.

// It says at each start that its keys are for tests.
console.warn = () => undefined
console.info = () => undefined

const server = createServer()

process.on('message', (/** @type {{ publicUrl: string }} */ { publicUrl }) => {
  const provider = new Provider(addressOf(server), {
    clients: [
      {
        client_id: 'contacts',
        client_secret: 'the-secret-of-the-client',
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [`${publicUrl}/sign-in/callback`],
        post_logout_redirect_uris: [`${publicUrl}/signed-out`],
      },
    ],
    cookies: { keys: ['a key of the provider'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => ({
        sub: accountId,
        email: accountId.includes('@') ? accountId : `${accountId}@example.com`,
        email_verified: true,
        name: accountId,
      }),
    }),
  })
  const answer = provider.callback()
  server.on('request', (request, response) => void answer(request, response))
  process.send?.({ ready: true })
})
process.on('disconnect', () => process.exit())

server.listen(0, '127.0.0.1', () => process.send?.({ issuer: addressOf(server) }))

/** @param {import('node:http').Server} of */
function addressOf(of) {
  const address = of.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return `http://127.0.0.1:${address.port}`
}
