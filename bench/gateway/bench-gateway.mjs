// @ts-check
import { writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { describeMachine } from '../report/machine.mjs'
import { measureFloods } from './floods.mjs'
import { measureRolling } from './rolling.mjs'
import { measureMemory, measureSpeed } from './speed.mjs'
import { gatewayMarkdown } from './table.mjs'

const usage = `npm run bench -- gateway [--seconds 8] [--rounds 3] [--connections 5000] [--requests 100000]
  --seconds      how long each contender answers in a round
  --connections  how many slow ones from elsewhere
  --requests     how many while gateways are restarted`

/**
 * Measures the gateway as it is deployed: its speed beside a bare handler, and what floods and restarts cost. Writes
 * `bench/results/gateway.md`. Expects that the product and the packages of `bench` are in place.
 *
 * @param {readonly string[]} args
 * @param {number} loadBefore the load average before anything was built
 * @returns {Promise<number>} the exit code
 */
export async function benchGateway(args, loadBefore) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string', default: '8' },
      rounds: { type: 'string', default: '3' },
      connections: { type: 'string', default: '5000' },
      requests: { type: 'string', default: '100000' },
    },
  })
  const [seconds, rounds, connections, requests] = [
    Number(values.seconds),
    Number(values.rounds),
    Number(values.connections),
    Number(values.requests),
  ]
  if ([seconds, rounds, connections, requests].some((value) => !Number.isInteger(value) || value < 1)) {
    console.error(`Each option is a whole number from 1.\n${usage}`)
    return 1
  }
  const tell = (/** @type {string} */ line) => console.error(line)
  const results = {
    command: ['npm run bench -- gateway', ...args].join(' '),
    machine: describeMachine(null),
    loadAverage: { before: loadBefore, after: 0 },
    seconds,
    rounds,
    speeds: await measureSpeed({ rounds, seconds, tell }),
    memory: await measureMemory(),
    floods: await measureFloods({ connections, tell }),
    rolling: await measureRolling({ requests, tell }),
  }
  results.loadAverage.after = loadavg()[0] ?? 0
  const markdown = gatewayMarkdown(results)
  console.log(`\n${markdown}`)
  await writeFile(join(import.meta.dirname, '../results/gateway.md'), markdown)
  console.log('Written to bench/results/gateway.md')
  return 0
}
