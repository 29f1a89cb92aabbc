// @ts-check
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { findBrowser } from '../e2e/browser.mjs'
import { writeBudgets } from './shared/budgets.mjs'
import { root, run, tool, withoutToken } from './shared/command.mjs'
import { checkResult, lastLineOf, playwrightResult, vitestResult } from './shared/results.mjs'

/** @typedef {import('./shared/results.mjs').Result} Result */

// A token in the environment of whoever runs the tests has no business in them.
const env = withoutToken(process.env)
const folder = mkdtempSync(join(tmpdir(), 'linq-contacts-test-'))
const ours = (/** @type {string} */ name) => [join(import.meta.dirname, name)]

/** @type {readonly [string, () => Promise<Result>][]} */
const steps = [
  ['Type check', () => check('Type check', tool('tsc', ['--noEmit']))],
  ['Lint', () => check('Lint', ours('lint.mjs'))],
  ['Build', () => check('Build', ours('build.mjs'))],
  ['Sizes', checkSizes],
  ['Unit and component tests', runVitest],
  ['End-to-end tests', runPlaywright],
]

/** @param {string} name @param {readonly string[]} args */
async function check(name, args) {
  const { code } = await run(args, { output: 'shown', env })
  return checkResult(name, code)
}

async function checkSizes() {
  try {
    return await check('Sizes', tool('size-limit', ['--config', writeBudgets(join(root, 'dist'))]))
  } catch (error) {
    console.log(error instanceof Error ? error.message : error)
    return checkResult('Sizes', 1)
  }
}

async function runVitest() {
  await bringBrowser()
  const file = join(folder, 'vitest.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { code } = await run(tool('vitest', args), { output: 'shown', env })
  return vitestResult(readReport(file), code)
}

async function runPlaywright() {
  await bringBrowser()
  const file = join(folder, 'playwright.json')
  const args = ['test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json']
  const { code } = await run(tool('playwright', args), {
    output: 'shown',
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  })
  return playwrightResult(readReport(file), code)
}

/** Finds the browser once for both runners. Without one, they fail with the reasons themselves. */
async function bringBrowser() {
  await findBrowser().catch(() => {})
  for (const [name, value] of Object.entries(process.env))
    if (name === 'LINQ_CONTACTS_BROWSER') env[name] = value
}

/**
 * @param {string} path
 * @returns null when the runner ended before it wrote its report
 */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

/** @type {Result[]} */
const results = []
try {
  for (const [name, step] of steps) {
    console.log(`\n── ${name}`)
    results.push(await step())
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
const failures = results.flatMap((result) => result.failures)
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((failure) => `  ${failure}`).join('\n')}`)
console.log(`\n${lastLineOf(results)}`)
if (failures.length > 0) process.exitCode = 1
