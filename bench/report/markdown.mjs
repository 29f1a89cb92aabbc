// @ts-check

/** @typedef {{ before: number, after: number, isForced: boolean }} LoadAverage of one minute */

/**
 * What stands above the figures of a run: what was measured, where, and loudly when other programs ran.
 *
 * @param {object} run
 * @param {string} run.title
 * @param {string} run.command
 * @param {import('./machine.mjs').Machine} run.machine
 * @param {LoadAverage} run.loadAverage
 * @param {string} run.agreement what was compared before times counted; empty for nothing
 */
export function headOf({ title, command, machine, loadAverage, agreement }) {
  const { before, after, isForced } = loadAverage
  const forced = `**Forced: the load average was ${before.toFixed(2)} at the start. Other programs ran; these times are no verdict.**`
  const loads = `Load average ${before.toFixed(2)} before and ${after.toFixed(2)} after.`
  return [
    `# ${title}`,
    '',
    `\`${command}\` on ${machine.date}: ${machine.processor}, ${machine.memory}, ${machine.browser}, ${machine.node}, ${machine.peers}.`,
    agreement === '' ? loads : `${loads} ${agreement}`,
    '',
    ...(isForced ? [forced, ''] : []),
  ]
}

/**
 * @param {string} title
 * @param {readonly string[][]} rows the first one is the head; nothing is shown without others
 */
export function section(title, [head, ...rows]) {
  if (head === undefined || rows.length === 0) return []
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  return [`## ${title}`, '', ...lines, '']
}
