import { expect, it } from 'vitest'

import { ask, exchange, requestText } from '../testing/raw'
import { startTestGateway, startUpstream } from '../testing/start'

const contacts = '/api/partner/v2/contacts'
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

it('every answer names its request, by a name that no client can choose', async () => {
  const upstream = await startUpstream()
  const { port } = await startTestGateway(upstream.origin)
  const seen = new Set<string>()
  const headers = ['X-Request-Id: chosen-by-somebody']
  for (const target of [contacts, contacts, '/', '/healthz', '/readyz', '/nothing']) {
    const id = (await ask(port, target, { headers })).headers.get('x-request-id') ?? ''
    expect(id).toMatch(uuid)
    seen.add(id)
  }
  const { answers } = await exchange(port, 'nonsense\r\n\r\n')
  seen.add(answers[0]?.headers.get('x-request-id') ?? '')
  expect(seen.size).toBe(7)
  expect(upstream.calls.flatMap(({ rawHeaders }) => rawHeaders).join()).not.toMatch(/request-id|chosen/i)
})

it('an error repeats the name in its body, and is told under it with what it was for and the reason', async () => {
  const upstream = await startUpstream((_request, response) => void response.destroy())
  const { port, errors } = await startTestGateway(upstream.origin)
  const answers = [await ask(port, `${contacts}?page=3`), await ask(port, '/nothing?q=Zoe')]
  const raw = await exchange(port, 'nonsense\r\n\r\n')
  answers.push(...raw.answers)
  await expect.poll(() => errors.length).toBe(3)
  const ids = answers.map(({ headers }) => headers.get('x-request-id'))
  expect(answers.map(({ body }): unknown => JSON.parse(body).trace_id)).toEqual(ids)
  const durationMs: unknown = expect.any(Number)
  expect(errors).toEqual([
    { requestId: ids[0], target: 'contacts', status: 502, code: 'UPSTREAM_CUT', durationMs },
    { requestId: ids[1], target: 'none', status: 404, code: 'NOT_FOUND', durationMs },
    { requestId: ids[2], target: 'none', status: 400, code: 'BAD_REQUEST', durationMs },
  ])
})

it('an error of Linq keeps the id that Linq gave it, and nothing else of it is told', async () => {
  const linqTraceId = '0af7651916cd43dd8448eb211c80319c'
  let body: object = { error_code: 'ZOE_WEISS', message: 'zoe@example.com', trace_id: linqTraceId }
  const upstream = await startUpstream((_request, response) =>
    response.writeHead(500).end(JSON.stringify(body)),
  )
  const { port, errors } = await startTestGateway(upstream.origin)
  const first = await ask(port, `${contacts}?page=1`)
  expect(JSON.parse(first.body)).toEqual(body)
  body = { message: 'no such thing', trace_id: 'zoe@example.com' }
  expect(JSON.parse((await ask(port, `${contacts}?page=2`)).body)).toEqual(body)
  await expect.poll(() => errors.length).toBe(2)
  expect(errors[0]).toMatchObject({ status: 500, linqTraceId })
  expect(JSON.stringify(errors)).not.toMatch(/zoe/i)
})

it('what goes well is not told', async () => {
  const upstream = await startUpstream()
  const { port, errors } = await startTestGateway(upstream.origin)
  await ask(port, contacts)
  const { answers } = await exchange(port, requestText(port, '/').repeat(2), { answers: 2 })
  expect(answers).toHaveLength(2)
  expect(errors).toEqual([])
})
