// @ts-check

/**
 * @typedef {object} GatewayResults
 * @property {string} command
 * @property {import('../report/machine.mjs').Machine} machine
 * @property {{ before: number, after: number }} loadAverage
 * @property {number} seconds
 * @property {number} rounds
 * @property {import('./speed.mjs').Speeds} speeds
 * @property {import('./speed.mjs').Memory} memory
 * @property {readonly import('./floods.mjs').Flood[]} floods
 * @property {import('./rolling.mjs').Rolling} rolling
 */

/**
 * The whole run as Markdown, with a verdict on every goal of the gateway.
 *
 * @param {GatewayResults} results
 */
export function gatewayMarkdown(results) {
  const { command, machine, loadAverage, speeds, seconds, rounds, memory, floods } = results
  const { processor, memory: size, node, date } = machine
  const { bare, open, signedIn } = speeds
  const rows = /** @type {const} */ ([
    ['bare Hono handler', bare],
    ['gateway', open],
    ['gateway, somebody signed in', signedIn],
  ])
  const speedRows = rows.map(([name, { perSecond, medianMs, p99Ms }]) => {
    const beside = name === rows[0][0] ? '' : `, ${ratio(perSecond / bare.perSecond)}`
    return `| ${name} | ${number(perSecond)}${beside} | ${number(medianMs)} ms | ${number(p99Ms)} ms |`
  })
  const floodRows = floods.map(
    ({ name, connections, goneMs, failed, asked, p99Ms }) =>
      `| ${name} | ${number(connections)} | ${seconds1(goneMs)} | ${failed} of ${number(asked)} | ${p99Ms.toFixed(1)} ms |`,
  )
  const verdicts = judgeGateway(results).map(
    ({ id, goal, measured, isMet }) => `| ${id} | ${goal} | ${measured} | ${isMet ? 'met' : '**missed**'} |`,
  )
  return `# Benchmark of the gateway

\`${command}\` on ${date}: ${processor}, ${size}, ${node}, with autocannon on the same machine.
Load average ${loadAverage.before.toFixed(2)} before and ${loadAverage.after.toFixed(2)} after.

## One kept page of 100 contacts (${number(speeds.bytes)} bytes) over 200 connections

Medians of ${rounds} rounds of ${seconds} s, in turn.

|  | requests a second | median | 99th percentile |
| --- | --- | --- | --- |
${speedRows.join('\n')}

## Memory

|  | after 20,000 requests | after 100,000 requests |
| --- | --- | --- |
| resident | ${megabytes(memory.residentEarly)} | ${megabytes(memory.residentLate)} |
| heap | ${megabytes(memory.heapEarly)} | ${megabytes(memory.heapLate)} |

## Floods from other addresses, while somebody asks for a page fifty times a second

|  | held at once | gone after | of the person's requests failed | their 99th percentile |
| --- | --- | --- | --- | --- |
${floodRows.join('\n')}

## Goals

|  | goal | measured |  |
| --- | --- | --- | --- |
${verdicts.join('\n')}
`
}

/** @typedef {{ id: string, goal: string, measured: string, isMet: boolean }} Verdict */

/** @param {GatewayResults} results @returns {Verdict[]} */
function judgeGateway({ speeds, memory, floods, rolling }) {
  const growth = memory.residentLate / memory.residentEarly
  return [
    ...judgeSpeed('a kept page', speeds.open, speeds.bare),
    ...judgeSpeed('a kept page, signed in', speeds.signedIn, speeds.bare),
    {
      id: 'R4',
      goal: 'memory after 100,000 requests ≤ 1.1 × after 20,000',
      measured: ratio(growth),
      isMet: growth <= 1.1,
    },
    ...floods.flatMap(({ name, connections, goneMs, goalMs, failed, p99Ms }) => [
      {
        id: 'R4',
        goal: `${name.replace(/:.*/, '')} gone ≤ ${goalMs / 1000} s`,
        measured: seconds1(goneMs),
        isMet: goneMs <= goalMs,
      },
      {
        id: 'R4',
        goal: `a person beside ${number(connections)} of them: 0 failures, 99th percentile ≤ 50 ms`,
        measured: `${failed}, ${p99Ms.toFixed(1)} ms`,
        isMet: failed === 0 && p99Ms <= 50,
      },
    ]),
    {
      id: 'R7',
      goal: `${rolling.restarts} restarts in turn: 0 of ${number(rolling.requests)} failed, worst ≤ 0.3 s`,
      measured: `${rolling.failed}, ${(rolling.worstMs / 1000).toFixed(2)} s`,
      isMet: rolling.failed === 0 && rolling.worstMs <= 300,
    },
  ]
}

/**
 * @param {string} what
 * @param {import('./speed.mjs').Speed} speed
 * @param {import('./speed.mjs').Speed} bare
 * @returns {Verdict[]}
 */
function judgeSpeed(what, { perSecond, medianMs, p99Ms }, bare) {
  return [
    {
      id: '',
      goal: `${what}: ≥ 0.6 × a bare handler`,
      measured: ratio(perSecond / bare.perSecond),
      isMet: perSecond >= 0.6 * bare.perSecond,
    },
    {
      id: '',
      goal: `${what}: 99th percentile ≤ 3 × own median`,
      measured: ratio(p99Ms / medianMs),
      isMet: p99Ms <= 3 * medianMs,
    },
  ]
}

/** @param {number} value */
function number(value) {
  return Math.round(value).toLocaleString('en')
}

/** @param {number} value */
function ratio(value) {
  return `${value.toFixed(2)}×`
}

/** @param {number} ms */
function seconds1(ms) {
  return `${(ms / 1000).toFixed(1)} s`
}

/** @param {number} value */
function megabytes(value) {
  return `${value.toFixed(0)} MB`
}
