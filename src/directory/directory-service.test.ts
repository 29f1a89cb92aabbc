import { afterEach, expect, it } from 'vitest'

import { type TestServer, serve } from '../linq/testing/serve'
import { type ServedSnapshot, createDirectoryService } from './directory-service'
import { VisitIndex } from './index/visit-index'
import { numbers, pageOf } from './read/testing/contacts'
import { VirtualClock } from './read/testing/virtual-clock'

let server: TestServer | undefined

afterEach(async () => {
  await server?.close()
})

it.each([
  { count: 9000, leastGapMs: 400, mostGapMs: 900 },
  { count: 40_000, leastGapMs: 400, mostGapMs: 1500 },
])(
  'tells of figures of $count contacts now and then, and of a change of status at once',
  async (of) => {
    const ids = numbers(of.count)
    const clock = new VirtualClock()
    let open = 0
    server = await serve((request, response) => {
      open += 1
      const parameters = new URL(request.url ?? '', 'http://test').searchParams
      const { contacts, pagination } = pageOf(ids, Number(parameters.get('page')), 100)
      // A page takes 50 ms on the clock of the read.
      clock.after(50, () => {
        open -= 1
        response.end(JSON.stringify({ contacts, pagination }))
      })
    })
    const told: { snapshot: ServedSnapshot; atMs: number }[] = []
    const service = createDirectoryService(new VisitIndex(), { clock })
    void service.open(server.url, { isKept: false, days: 7 }, (snapshot) =>
      told.push({ snapshot, atMs: clock.now() }),
    )
    await service.start()
    expect(told.map(({ snapshot }) => snapshot.read.status)).toEqual(['reading'])
    let settled = 0
    await clock.until(
      () => told.at(-1)?.snapshot.read.status === 'complete',
      () => {
        // Time passes only once every request that was sent has reached the server.
        settled = open > 0 ? settled + 1 : 0
        return settled < 20
      },
    )
    expect(told.at(-1)?.snapshot).toMatchObject({ read: { contacts: of.count, total: of.count } })
    const figures = told.slice(1, -1)
    const gaps = figures.slice(1).map(({ atMs }, index) => atMs - (figures[index]?.atMs ?? 0))
    expect(figures.length).toBeGreaterThan(1)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(of.leastGapMs)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(of.mostGapMs)
    expect(Math.max(...gaps) >= 1000).toBe(of.count > 10_000)
  },
  60_000,
)
