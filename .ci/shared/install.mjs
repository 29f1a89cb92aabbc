// @ts-check
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

import { root, run } from './command.mjs'
import { differenceOf, disagreementOf, thisMachine } from './installed.mjs'

/**
 * Brings node_modules to what package-lock.json says. Silent when it is; otherwise one line says what is done and why,
 * and, when it fails, one sentence what to do. Sets the exit code.
 */
export async function setUp() {
  const sentence = await install(root, npmCommand(process.env))
  if (sentence === null) return
  console.error(sentence)
  process.exitCode = 1
}

/**
 * @param {string} folder
 * @param {Npm} npm
 * @returns {Promise<string | null>} what a person must do now, or null when everything is there
 */
export async function install(folder, npm) {
  const disagreement = disagreementOf(folder)
  if (disagreement !== null) {
    return `package.json and package-lock.json disagree about ${disagreement}: run \`npm install\` once and commit both files.`
  }
  const machine = thisMachine()
  const before = differenceOf(folder, machine)
  if (before === null) return null
  console.log(`Installing the packages of package-lock.json (${before}) …`)
  // Nothing here needs an install script, so none runs, also not one that a later version brings.
  const args = ['ci', '--include=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund']
  const { code, output } = await run([...npm.args, ...args], { ...npm, output: 'kept', cwd: folder })
  if (code !== 0) return sentenceOf(code, output)
  const after = differenceOf(folder, machine)
  if (after === null) return null
  // npm only warns about files that it could not write, and ends well.
  if (fullDisk.test(output)) return sentenceOf(code, output)
  return `npm ended well, but ${after}: run the same command again when the network is steady.`
}

/**
 * @typedef {{ program: string, args: string[], shell: boolean }} Npm
 *
 * npm as a script for this Node: the one that runs us, else the one beside Node, else whatever PATH has.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Npm}
 */
export function npmCommand(env) {
  const beside = dirname(process.execPath)
  const script = [
    env['npm_execpath'] ?? '',
    join(beside, 'node_modules/npm/bin/npm-cli.js'),
    join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
  ].find((path) => basename(path) === 'npm-cli.js' && existsSync(path))
  if (script !== undefined) return { program: process.execPath, args: [script], shell: false }
  // Node starts .cmd files through a shell only.
  const isWindows = process.platform === 'win32'
  return { program: isWindows ? 'npm.cmd' : 'npm', args: [], shell: isWindows }
}

const fullDisk = /ENOSPC|EDQUOT/

/** @type {readonly [RegExp, string][]} */
const causes = [
  [
    /^(ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONN\w*|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|FETCH_ERROR|EPROTO|ENOTCACHED|\w*CERT\w*)$/,
    'the npm registry cannot be reached: check the network and proxy settings',
  ],
  [
    /^E(401|403|404|407|429|5\d\d|NEEDAUTH|OTP|TARGET)$/,
    'the npm registry refused: check what `npm config get registry` names, and whether it asks for a login',
  ],
  [/^(ENOSPC|EDQUOT)$/, 'the disk is full: free a gigabyte'],
  [
    /^(EACCES|EPERM|EROFS)$/,
    'node_modules cannot be written: check who owns this folder, and close what uses it',
  ],
  [/^(EINTEGRITY|Z_\w+|TAR_\w+)$/, 'a package arrived damaged: run `npm cache clean --force`'],
  [/^EUSAGE$/, 'package.json and package-lock.json disagree: run `npm install` once'],
  [
    /^EALLOW\w*$/,
    'a package is not of the kind that .npmrc allows: undo the last change of package-lock.json',
  ],
]

/**
 * @param {number} exitCode
 * @param {string} output what npm printed; never shown, because it may hold addresses with credentials
 */
export function sentenceOf(exitCode, output) {
  if (exitCode === 127)
    return 'npm was not found: install Node together with npm, and run the same command again.'
  const code = /npm (?:error|ERR!) code (\w+)/.exec(output)?.[1] ?? fullDisk.exec(output)?.[0] ?? ''
  const cause = causes.find(([pattern]) => pattern.test(code))?.[1]
  if (cause !== undefined) {
    return `The packages were not installed (${code}), because ${cause}, then run the same command again.`
  }
  return `The packages were not installed (${code === '' ? `npm ended with ${exitCode}` : code}): run \`npm ci\` to see the whole message.`
}
