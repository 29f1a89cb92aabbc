import type { Connection } from '../shared/commands'

/** As much of a Redis as gateways use, in this process, with what can go wrong with one. */
export interface FakeRedis {
  connect: () => Connection
  /** Everything that it holds. */
  values: Map<string, { text: string; untilMs: number }>
  /** `away`: nobody answers. `slow`: nobody answers in time. `full`: nothing can be written. */
  fault: 'away' | 'slow' | 'full' | null
  commands: string[]
}

/** @param now milliseconds since 1970 */
export function createFakeRedis(now: () => number): FakeRedis {
  const values: FakeRedis['values'] = new Map()
  const scores = new Map<string, Map<string, number>>()

  function get(name = ''): string | null {
    const found = values.get(name)
    if (found === undefined || found.untilMs <= now()) return null
    return found.text
  }

  function set(name: string, text: string, options: readonly string[]): string | null {
    if (options.includes('NX') && get(name) !== null) return null
    const forMs = Number(options[options.indexOf('PX') + 1])
    values.set(name, { text, untilMs: now() + forMs })
    return 'OK'
  }

  function refuseWhenFull(): void {
    if (fake.fault === 'full') throw new Error("OOM command not allowed when used memory > 'maxmemory'.")
  }

  function run([command, first = '', second = '', ...rest]: readonly string[]): unknown {
    fake.commands.push(command ?? '')
    const members = scores.get(first) ?? new Map<string, number>()
    switch (command) {
      case 'MGET':
        return [first, second, ...rest].map(get)
      case 'GET':
        return get(first)
      case 'SET':
        refuseWhenFull()
        return set(first, second, rest)
      case 'DEL':
        return Number(values.delete(first))
      case 'EXISTS':
        return Number(get(first) !== null)
      case 'ZADD':
        refuseWhenFull()
        scores.set(first, members.set(rest[0] ?? '', Number(second)))
        return 1
      case 'ZREMRANGEBYSCORE':
        for (const [member, score] of members) if (score <= Number(rest[0])) members.delete(member)
        return 0
      case 'ZCARD':
        return members.size
      case 'PEXPIRE':
        return 1
      case 'TIME':
        return [String(Math.floor(now() / 1000)), String((now() % 1000) * 1000)]
      default:
        throw new Error(`ERR unknown command '${command}'`)
    }
  }

  const fake: FakeRedis = {
    values,
    fault: null,
    commands: [],
    connect: () => ({
      async send(command) {
        await new Promise((resolve) => setImmediate(resolve))
        if (fake.fault === 'slow') await new Promise(() => undefined)
        if (fake.fault === 'away') throw new Error('Socket closed unexpectedly')
        return run(command)
      },
      isReady: () => fake.fault !== 'away',
      failure: () => null,
      close: () => Promise.resolve(),
    }),
  }
  return fake
}
