// @ts-check

/** Above this, other programs are in the figures (performance.md, "How to measure"). */
const quietLoad = 1

/** @param {number} load the load average of a minute */
export function isBusy(load) {
  return load > quietLoad
}

/**
 * Why nothing is measured.
 *
 * @param {number} load
 */
export function busyWords(load) {
  return `The load average is ${load.toFixed(2)}, above ${quietLoad}: other programs would be in the figures. Wait, or add --force.`
}
