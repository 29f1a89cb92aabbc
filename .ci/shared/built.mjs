// @ts-check
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {object} Part
 * @property {string} name its folder under `dist`
 * @property {string} proof the file without which it is not built
 * @property {readonly string[]} inputs files and folders that it is made from
 * @property {readonly string[]} args of `vite`
 */

// What decides how everything is built, these scripts too.
const common = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
  '.ci/build.mjs',
  '.ci/shared',
]

/** @type {Part} */
export const client = {
  name: 'client',
  proof: 'index.html',
  inputs: [...common, 'src', 'public', 'index.html', 'tailwind.config.ts'],
  args: ['build'],
}

/** The gateway; it may import src/linq only, which a lint rule holds. @type {Part} */
export const server = {
  name: 'server',
  proof: 'main.js',
  inputs: [...common, 'server', 'src/linq'],
  args: ['build', '--ssr', 'server/main.ts'],
}

/**
 * A hash over everything that can change what a part is built to: the bytes and names of its inputs, the variables
 * that Vite puts into the code (`VITE_…`, also from `.env` files), and the Node that builds.
 *
 * @param {string} folder
 * @param {Part} part
 * @param {NodeJS.ProcessEnv} env
 */
export function fingerprintOf(folder, part, env) {
  const hash = createHash('sha256')
  /** @param {string} name @param {string | Buffer} bytes */
  const add = (name, bytes) => hash.update(`${name}\0${bytes.length}\0`).update(bytes)
  add('node', process.versions.node.split('.')[0] ?? '')
  add('args', part.args.join(' '))
  for (const name of Object.keys(env)
    .filter((each) => each.startsWith('VITE_'))
    .toSorted()) {
    add(name, env[name] ?? '')
  }
  const settings = readdirSync(folder).filter((name) => name === '.env' || name.startsWith('.env.'))
  for (const input of [...part.inputs, ...settings]) {
    for (const path of filesUnder(folder, input)) add(path, readFileSync(join(folder, path)))
  }
  return hash.digest('hex')
}

/**
 * @param {string} folder
 * @param {Part} part
 * @param {string} fingerprint
 */
export function isBuilt(folder, part, fingerprint) {
  const { stamp, place } = placesOf(folder, part)
  return (
    existsSync(join(place, part.proof)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint
  )
}

/**
 * Puts what was built in a folder of its own into its place. The stamp goes first and comes last, so that whatever
 * interrupts this is seen as not built.
 *
 * @param {string} folder
 * @param {Part} part
 * @param {string} fresh
 * @param {string} fingerprint
 */
export function accept(folder, part, fresh, fingerprint) {
  const { stamp, place } = placesOf(folder, part)
  rmSync(stamp, { force: true })
  rmSync(place, { recursive: true, force: true })
  moveFolder(fresh, place)
  writeFileSync(stamp, fingerprint)
}

/** What Windows says of a folder that somebody, most often a virus scanner, still looks into. */
const busyCodes = new Set(['EACCES', 'EBUSY', 'EPERM'])
const mostTries = 10

/**
 * Renames a folder, with patience for those who look into it for a moment.
 *
 * @param {string} from
 * @param {string} to
 * @param {(from: string, to: string) => void} [rename]
 */
export function moveFolder(from, to, rename = renameSync) {
  for (let tries = 1; ; tries += 1) {
    try {
      return rename(from, to)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      if (tries === mostTries || !busyCodes.has(code)) throw error
      // A build has nothing else to do: this waits 20, 40, … ms, together less than a second.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20 * tries)
    }
  }
}

/**
 * Where a part is built before it is put into its place: beside it, so that moving it there is one step, and with the
 * number of this process, so that two builds at once do not meet. Removes what builds that were ended left there.
 *
 * @param {string} folder
 * @param {Part} part
 */
export function freshPlace(folder, part) {
  const dist = join(folder, 'dist')
  for (const name of existsSync(dist) ? readdirSync(dist) : []) {
    const owner = /^\.(?:client|server)-(\d+)$/.exec(name)?.[1]
    if (owner !== undefined && !isRunning(Number(owner))) {
      rmSync(join(dist, name), { recursive: true, force: true })
    }
  }
  return join(dist, `.${part.name}-${process.pid}`)
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/**
 * @param {string} folder
 * @param {Part} part
 */
function placesOf(folder, part) {
  return { stamp: join(folder, 'dist', `${part.name}.stamp`), place: join(folder, 'dist', part.name) }
}

/**
 * @param {string} folder
 * @param {string} path
 * @returns {string[]} in the same order on every machine
 */
function filesUnder(folder, path) {
  const whole = join(folder, path)
  if (!existsSync(whole)) return []
  if (statSync(whole).isFile()) return [path]
  return readdirSync(whole)
    .toSorted()
    .flatMap((name) => filesUnder(folder, `${path}/${name}`))
}
