// @ts-check
import { readFileSync } from 'node:fs'

import { serve } from '@hono/node-server'
import { Hono } from 'hono'

// A process of its own that the gateway is measured against: it gives the same bytes, and does nothing else.

const body = readFileSync(process.argv[2] ?? '', 'utf8')
const app = new Hono()
app.get(
  '/api/partner/v2/contacts',
  () => new Response(body, { headers: { 'Content-Type': 'application/json' } }),
)
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  console.log(`The bare handler is at http://127.0.0.1:${port}`)
})
