import { expect, it } from 'vitest'

import { longestTarget, mostHeaders } from './decide'
import { answerHeaders } from './headers'
import { refusalBody } from './refusal'
import { createFront, defaultLimits } from './server'

it('is bounded by the numbers that were measured', () => {
  // gateway.md, "The hardened front", fact 6 and goal R4.
  expect(defaultLimits).toEqual({
    headersTimeoutMs: 8000,
    requestTimeoutMs: 20_000,
    // A second in gateway.md: a thousand that came in it were then ended in one go, for which a person waited 70 ms.
    checkIntervalMs: 100,
    connectionsPerAddress: 200,
    requestsPerClient: 256,
    person: { inARow: 2000, perSecond: 200 },
    slowReaderMs: 10_000,
    slowReaderBytesPerMs: 64,
    longestReadMs: 30_000,
  })
  const { server } = createFront({
    limits: defaultLimits,
    headers: answerHeaders,
    trust: { proxies: new Set() },
    decide: () => ({ kind: 'health' }),
    answer: (_target, _request, response) => void response.end(refusalBody({ code: 'X', message: 'X.' })),
    onFailure: () => {},
  })
  expect(server).toMatchObject({
    headersTimeout: 8000,
    requestTimeout: 20_000,
    keepAliveTimeout: 10_000,
    maxHeadersCount: 101,
  })
  expect([mostHeaders, longestTarget]).toEqual([100, 6144])
})
