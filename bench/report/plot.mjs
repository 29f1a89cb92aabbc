import { frameMs } from './goals.mjs'
// @ts-check
import { actionsOf, bytesOf, contenderLabels, formatBytes, formatMs, timesOf } from './results.mjs'

/**
 * @typedef {import('./results.mjs').Results} Results
 * @typedef {import('./results.mjs').ContenderName} ContenderName
 *
 * @typedef {object} Bar
 * @property {ContenderName} contender
 * @property {number} value
 * @property {string} label
 *
 * @typedef {{ label: string, bars: Bar[] }} Group what is compared with each other
 */

// A card of its own: it reads the same on a light and on a dark page.
const colours = { card: '#ffffff', edge: '#d0d7de', text: '#1f2328', quiet: '#59636e', grid: '#e7eaee' }

/** Told apart without colours too: by lightness, and by the order of the bars. @type {Record<ContenderName, string>} */
const fills = { ours: '#0b6bcb', 'ag-grid': '#d9822b', tanstack: '#a9b4c0', raw: '#c7b8dc', scan: '#8fb89a' }

const widthPx = 880
const leftPx = 220
const rightPx = 90
const barPx = 13
const gapPx = 13

/**
 * The times of all actions as bars on a logarithmic scale, and the memory below. A drawing without scripts and fonts
 * of its own, as GitHub shows it.
 *
 * @param {Results} results
 * @returns {string}
 */
export function svgOf(results) {
  const { total, machine, loadAverage } = results
  const times = timeGroups(results)
  const memory = memoryGroups(results)
  const top = 104
  const first = panel(times, { top, scale: logScale(times), marks: logMarks(times) })
  const second =
    memory.length === 0
      ? null
      : panel(memory, { top: first.bottom + 44, scale: linearScale(memory), marks: [] })
  const bottom = second?.bottom ?? first.bottom
  const heightPx = bottom + 58
  const forced = loadAverage.isForced
    ? `, forced at load average ${loadAverage.before.toFixed(1)}: no verdict`
    : ''
  const name = `${total.toLocaleString('en')} contacts: time until the data is on the main thread`
  const contenders = [
    ...new Set([...times, ...memory].flatMap(({ bars }) => bars.map(({ contender }) => contender))),
  ]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" viewBox="0 0 ${widthPx} ${heightPx}" role="img" aria-label="${escape(name)}" font-family="system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif" font-size="13">`,
    `<rect x="0.5" y="0.5" width="${widthPx - 1}" height="${heightPx - 1}" rx="8" fill="${colours.card}" stroke="${colours.edge}"/>`,
    text(24, 34, name, { size: 17, weight: 600 }),
    text(
      24,
      55,
      'Median of the rounds, sorted by last and first name, logarithmic scale: shorter is better',
      { fill: colours.quiet },
    ),
    ...legend(contenders, 76),
    ...first.parts,
    ...(second === null
      ? []
      : [
          text(24, first.bottom + 30, 'Memory after all actions', { size: 15, weight: 600 }),
          ...second.parts,
        ]),
    text(
      24,
      heightPx - 30,
      `${machine.date}, ${machine.processor}, ${machine.memory}, ${machine.browser}${forced}`,
      { size: 11, fill: colours.quiet },
    ),
    text(24, heightPx - 14, `${machine.node}, ${machine.peers}`, { size: 11, fill: colours.quiet }),
    '</svg>',
    '',
  ].join('\n')
}

/** @param {Results} results @returns {Group[]} */
function timeGroups(results) {
  return actionsOf(results).map((action) => ({
    label: /^an*a?$/.test(action) ? `keystroke “${action}”` : action,
    bars: [...contenderLabels.keys()].flatMap((contender) => {
      const times = timesOf(results, contender, action)
      return times ? [{ contender, value: times.median, label: formatMs(times.median) }] : []
    }),
  }))
}

/** @param {Results} results @returns {Group[]} */
function memoryGroups(results) {
  const bars = [...contenderLabels.keys()].flatMap((contender) => {
    const bytes = bytesOf(results, contender, 'used')
    return bytes === null ? [] : [{ contender, value: bytes, label: formatBytes(bytes) }]
  })
  return bars.length === 0 ? [] : [{ label: 'page and workers', bars }]
}

/**
 * @param {readonly Group[]} groups
 * @param {{ top: number, scale: (value: number) => number, marks: readonly { value: number, label: string }[] }} options
 */
function panel(groups, { top, scale, marks }) {
  /** @type {string[]} */
  const parts = []
  let y = top
  for (const { label, bars } of groups) {
    parts.push(text(leftPx - 10, y + (bars.length * barPx) / 2 + 4, label, { anchor: 'end' }))
    for (const { contender, value, label: figure } of bars) {
      const width = Math.max(1, scale(value))
      parts.push(
        `<rect x="${leftPx}" y="${y + 1}" width="${width.toFixed(1)}" height="${barPx - 2}" fill="${fills[contender]}"><title>${escape(`${contenderLabels.get(contender)}: ${figure}`)}</title></rect>`,
        text(leftPx + width + 5, y + barPx - 3, figure, {
          size: 11,
          fill: contender === 'ours' ? colours.text : colours.quiet,
          weight: contender === 'ours' ? 600 : 400,
        }),
      )
      y += barPx
    }
    y += gapPx
  }
  const bottom = y - gapPx + 6
  const lines = marks.flatMap(({ value, label }) => {
    const x = (leftPx + scale(value)).toFixed(1)
    const isFrame = value === frameMs
    return [
      `<line x1="${x}" x2="${x}" y1="${top - 4}" y2="${bottom}" stroke="${isFrame ? colours.quiet : colours.grid}"${isFrame ? ' stroke-dasharray="2 3"' : ''}/>`,
      text(Number(x), isFrame ? top - 8 : bottom + 13, label, {
        size: 11,
        fill: colours.quiet,
        anchor: 'middle',
      }),
    ]
  })
  return { parts: [...lines, ...parts], bottom: marks.length > 0 ? bottom + 16 : bottom }
}

/** @param {readonly Group[]} groups */
function logScale(groups) {
  const { low, high } = rangeOf(groups)
  const perDecade = (widthPx - leftPx - rightPx) / (Math.log10(high) - Math.log10(low))
  return (/** @type {number} */ value) => (Math.log10(Math.max(value, low)) - Math.log10(low)) * perDecade
}

/** Powers of ten, and the time of a frame. @param {readonly Group[]} groups */
function logMarks(groups) {
  const { low, high } = rangeOf(groups)
  const powers = Array.from(
    { length: Math.round(Math.log10(high / low)) + 1 },
    (_, index) => low * 10 ** index,
  )
  return [
    ...powers.map((value) => ({ value, label: value >= 1000 ? `${value / 1000} s` : `${value} ms` })),
    { value: frameMs, label: 'one frame' },
  ].filter(({ value }) => value <= high)
}

/** @param {readonly Group[]} groups */
function rangeOf(groups) {
  const values = groups.flatMap(({ bars }) => bars.map(({ value }) => value))
  const lowest = Math.min(1, ...values)
  const highest = Math.max(100, ...values)
  return { low: 10 ** Math.floor(Math.log10(lowest)), high: 10 ** Math.ceil(Math.log10(highest)) }
}

/** @param {readonly Group[]} groups */
function linearScale(groups) {
  const highest = Math.max(...groups.flatMap(({ bars }) => bars.map(({ value }) => value)))
  return (/** @type {number} */ value) => (value / highest) * (widthPx - leftPx - rightPx)
}

/**
 * @param {readonly ContenderName[]} contenders
 * @param {number} y
 */
function legend(contenders, y) {
  let x = leftPx
  return contenders.flatMap((contender) => {
    const label = contenderLabels.get(contender) ?? contender
    const parts = [
      `<rect x="${x}" y="${y - 10}" width="11" height="11" fill="${fills[contender]}"/>`,
      text(x + 16, y, label, { size: 12 }),
    ]
    x += 40 + label.length * 7
    return parts
  })
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} words
 * @param {{ size?: number, fill?: string, weight?: number, anchor?: 'start' | 'middle' | 'end' }} [style]
 */
function text(x, y, words, { size = 13, fill = colours.text, weight = 400, anchor = 'start' } = {}) {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escape(words)}</text>`
}

/** @param {string} words */
function escape(words) {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
