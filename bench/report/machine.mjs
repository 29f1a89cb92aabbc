// @ts-check
import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'

/** @typedef {{ processor: string, memory: string, browser: string, node: string, peers: string, date: string }} Machine */

/**
 * What a figure means nothing without.
 *
 * @param {string | null} browser its version; null where none is used
 * @param {readonly string[]} [packages] the peers
 * @returns {Machine}
 */
export function describeMachine(browser, packages = ['ag-grid-community', '@tanstack/table-core']) {
  const all = cpus()
  const model = all[0]?.model
    .replaceAll(/\((R|TM)\)|CPU|Processor/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const peers = packages.map((name) => `${name} ${versionOf(name)}`)
  return {
    processor: `${all.length} × ${model || process.arch}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    browser: browser === null ? 'no browser' : `headless Chromium ${browser}`,
    node: `Node ${process.versions.node}`,
    peers: peers.join(', '),
    date: new Date().toISOString().slice(0, 10),
  }
}

/** @param {string} name of a package that the benchmark pins */
function versionOf(name) {
  /** @type {{ dependencies: Record<string, string>, devDependencies: Record<string, string> }} */
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'),
  )
  return dependencies[name] ?? devDependencies[name] ?? ''
}
