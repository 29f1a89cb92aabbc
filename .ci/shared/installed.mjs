// @ts-check
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {object} Entry one package in a lock
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {boolean} [link]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 * @property {Record<string, string>} [optionalDependencies]
 *
 * @typedef {{ packages: Record<string, Entry> }} Lock
 * @typedef {{ os: string, cpu: string, libc: string | null }} Machine
 */

/** @returns {Machine} */
export function thisMachine() {
  return {
    os: process.platform,
    cpu: process.arch,
    libc: process.platform === 'linux' ? libcOfLinux() : null,
  }
}

/** Which C library Node was made for; npm chooses packages by it. */
function libcOfLinux() {
  /** @type {{ header?: { glibcVersionRuntime?: string } }} */
  const report = process.report?.getReport() ?? {}
  return report.header?.glibcVersionRuntime === undefined ? 'musl' : 'glibc'
}

/**
 * Says in a few words what is wrong with the installation, or null when it is what package-lock.json asks for. Reads
 * both locks and one small file for each package: well under a second.
 *
 * npm writes `node_modules/.package-lock.json` as its very last step, and removes it as the first: an interrupted
 * `npm ci` leaves none.
 *
 * @param {string} folder
 * @param {Machine} machine
 * @returns {string | null}
 */
export function differenceOf(folder, machine) {
  const lock = readLock(join(folder, 'package-lock.json'))
  const installed = readLock(join(folder, 'node_modules/.package-lock.json'))
  if (lock === null) return 'package-lock.json cannot be read'
  if (installed === null) return 'nothing complete is installed'
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === '') continue
    const difference = differenceOfPackage(folder, path, entry, installed.packages[path], machine)
    if (difference !== null) return difference
  }
  const extra = [...Object.keys(installed.packages), ...foldersOf(folder)].find(
    (path) => lock.packages[path] === undefined,
  )
  return extra === undefined ? null : `${nameOf(extra)} does not belong there`
}

/**
 * The first dependency that package.json and package-lock.json disagree about, or null. `npm ci` refuses such a pair.
 *
 * @param {string} folder
 * @returns {string | null}
 */
export function disagreementOf(folder) {
  /** @type {Entry} */
  const own = readJson(join(folder, 'package.json')) ?? {}
  const locked = readLock(join(folder, 'package-lock.json'))?.packages[''] ?? {}
  for (const kind of /** @type {const} */ (['dependencies', 'devDependencies', 'optionalDependencies'])) {
    const wanted = own[kind] ?? {}
    const kept = locked[kind] ?? {}
    const name = Object.keys({ ...wanted, ...kept }).find((each) => wanted[each] !== kept[each])
    if (name !== undefined) return name
  }
  return null
}

/**
 * @param {string} folder
 * @param {string} path
 * @param {Entry} wanted
 * @param {Entry | undefined} installed
 * @param {Machine} machine
 */
function differenceOfPackage(folder, path, wanted, installed, machine) {
  if (installed === undefined) {
    return mayBeAbsent(wanted, machine) ? null : `${nameOf(path)} is missing`
  }
  if (installed.version !== wanted.version || installed.integrity !== wanted.integrity) {
    return `${nameOf(path)} is ${installed.version}, not ${wanted.version}`
  }
  if (wanted.link === true) return null
  /** @type {Entry | null} */
  const manifest = readJson(join(folder, path, 'package.json'))
  if (manifest === null) return `${nameOf(path)} is damaged`
  return manifest.version === wanted.version ? null : `${nameOf(path)} is not ${wanted.version}`
}

/**
 * Optional packages are made for one platform each, and npm leaves out those of others. One that names no platform is
 * there for the sake of such a package, and is left out together with it.
 *
 * @param {Entry} entry
 * @param {Machine} machine
 */
function mayBeAbsent(entry, machine) {
  if (entry.optional !== true) return false
  const { os, cpu, libc } = entry
  if (os === undefined && cpu === undefined && libc === undefined) return true
  return !fits(os, machine.os) || !fits(cpu, machine.cpu) || (libc !== undefined && !fits(libc, machine.libc))
}

/**
 * @param {string[] | undefined} list names, or names with `!` for those that are left out
 * @param {string | null} value
 */
function fits(list, value) {
  if (list === undefined || list.includes('any')) return true
  if (value === null || list.includes(`!${value}`)) return false
  return list.includes(value) || list.every((name) => name.startsWith('!'))
}

/**
 * The packages that really lie in node_modules, at its first level.
 *
 * @param {string} folder
 */
function foldersOf(folder) {
  return namesIn(join(folder, 'node_modules')).flatMap((name) =>
    name.startsWith('@')
      ? namesIn(join(folder, 'node_modules', name)).map((inner) => `node_modules/${name}/${inner}`)
      : [`node_modules/${name}`],
  )
}

/** @param {string} folder */
function namesIn(folder) {
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
    // Names with a dot are npm's own and those of tools: `.bin`, `.cache`, `.vite`.
    return entries
      .filter((entry) => !entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
  } catch {
    return []
  }
}

/** @param {string} path */
function nameOf(path) {
  return path.replace(/^.*node_modules\//, '')
}

/**
 * @param {string} path
 * @returns {Lock | null}
 */
function readLock(path) {
  /** @type {Lock | null} */
  const lock = readJson(path)
  return typeof lock?.packages === 'object' ? lock : null
}

/**
 * @param {string} path
 * @returns null when there is none, or it is not JSON
 */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}
