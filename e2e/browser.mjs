// @ts-check
import { spawn } from 'node:child_process'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Importing this module does nothing: vite.config.ts does it for every build.

/**
 * How Playwright starts a browser that is known to work here. `env`, where it is set, is the whole environment.
 *
 * @typedef {{ executablePath?: string, args: string[], env?: Record<string, string | undefined> }} BrowserLaunch
 *
 * What is remembered: of the environment only what is added to it.
 * @typedef {{ executablePath?: string, extraEnv?: Record<string, string> }} Candidate
 *
 * @typedef {{ name: string, find: () => Promise<readonly Candidate[]> }} Source
 */

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const cache = join(root, 'node_modules/.cache')
const memory = join(cache, 'linq-contacts-browser.json')
/** Set for the processes that a verified one starts: the workers of Playwright read its configuration again. */
const handedDown = 'LINQ_CONTACTS_BROWSER'

/**
 * Beside what Playwright gives itself (no sandbox, which root needs, among it): without these, the browser calls hosts
 * of its maker at every start, and on a closed network waits for them.
 */
const args = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
]

/**
 * Finds a browser that really starts and shows text, or brings one: `CHROMIUM_PATH`, Playwright's own, the one that an
 * npm package carries (Linux on x64), one of the system, and at last Playwright's download and, for root, Debian's
 * package. The first time can take minutes, later ones about a second: the answer is remembered and tried again.
 *
 * The first two come without the pages that a whole Chromium loads behind every window: on two cores journeys take a
 * third less time with them. Measurements want a whole one, which people use and which measures its memory: the one of
 * the system is tried first for them.
 *
 * @param {{ prefersWhole?: boolean }} [wish]
 * @returns {Promise<BrowserLaunch>}
 * @throws {Error} whose message lists why each of them failed
 */
export async function findBrowser({ prefersWhole = false } = {}) {
  const verified = process.env[handedDown]
  if (verified !== undefined && !prefersWhole) return launchOf(JSON.parse(verified))
  /** @type {string[]} */
  const failures = []
  for (const { name, find } of prefersWhole ? wholeFirst(sources()) : sources()) {
    try {
      for (const candidate of await find()) {
        const failure = await failureOf(candidate)
        if (failure === null) return prefersWhole ? launchOf(candidate) : remember(candidate)
        failures.push(`${name}, ${candidate.executablePath ?? 'where it looks itself'}: ${failure}`)
      }
    } catch (error) {
      failures.push(`${name}: ${sentenceOf(error)}`)
    }
  }
  throw new Error(
    `No browser could be started. Install Chromium or Chrome, or name one with CHROMIUM_PATH. Tried:\n- ${failures.join('\n- ')}`,
  )
}

/** @returns {readonly Source[]} in the order in which they are tried */
function sources() {
  const named = process.env['CHROMIUM_PATH']
  return [
    { name: 'CHROMIUM_PATH', find: async () => (named ? [{ executablePath: named }] : []) },
    { name: 'the browser of the last time', find: async () => remembered() },
    { name: "Playwright's own browser", find: async () => [{}] },
    { name: '@sparticuz/chromium', find: packagedBrowser },
    { name: 'a browser of the system', find: systemBrowsers },
    { name: 'playwright install chromium', find: downloadedBrowser },
    { name: 'apt-get install chromium', find: debianBrowser },
  ]
}

/**
 * @param {readonly Source[]} all
 * @returns {readonly Source[]}
 */
function wholeFirst(all) {
  const first = all.filter(({ find }) => find === systemBrowsers)
  const named = all.filter(({ name }) => name === 'CHROMIUM_PATH')
  return [...named, ...first, ...all.filter((source) => !named.includes(source) && !first.includes(source))]
}

/** @returns {Candidate[]} */
function remembered() {
  return existsSync(memory) ? [JSON.parse(readFileSync(memory, 'utf8'))] : []
}

/** @param {Candidate} candidate */
function remember(candidate) {
  const text = JSON.stringify(candidate)
  // CHROMIUM_PATH is asked for each time, and means nothing to a run without it.
  if (!process.env['CHROMIUM_PATH']) {
    mkdirSync(cache, { recursive: true })
    writeFileSync(memory, text)
  }
  process.env[handedDown] = text
  return launchOf(candidate)
}

/**
 * @param {Candidate} candidate
 * @returns {BrowserLaunch}
 */
function launchOf({ executablePath, extraEnv }) {
  return {
    args,
    ...(executablePath === undefined ? {} : { executablePath }),
    ...(extraEnv === undefined ? {} : { env: { ...process.env, ...extraEnv } }),
  }
}

/**
 * Starts it and measures a word: a browser without fonts starts well, and shows every text 0 pixels wide.
 *
 * @param {Candidate} candidate
 * @returns {Promise<string | null>} what is wrong with it
 */
async function failureOf(candidate) {
  const { chromium } = await import('@playwright/test')
  try {
    const browser = await chromium.launch({ ...launchOf(candidate), timeout: 30_000 })
    try {
      const page = await browser.newPage()
      await page.setContent('<span>Linq</span>')
      const box = await page.locator('span').boundingBox()
      return box !== null && box.width > 0 ? null : 'it shows text without width'
    } finally {
      await browser.close()
    }
  } catch (error) {
    return sentenceOf(error)
  }
}

/** @returns {Promise<Candidate[]>} */
async function systemBrowsers() {
  return placesOfSystem()
    .filter((path) => isExecutable(path))
    .map((executablePath) => ({ executablePath }))
}

/** @returns {string[]} */
function placesOfSystem() {
  if (process.platform === 'darwin') {
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
      ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
        (name) => `${folder}/${name}.app/Contents/MacOS/${name}`,
      ),
    )
  }
  if (process.platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name])
    return folders
      .filter((folder) => folder !== undefined)
      .flatMap((folder) =>
        [
          'Google/Chrome/Application/chrome.exe',
          'Chromium/Application/chrome.exe',
          'Microsoft/Edge/Application/msedge.exe',
        ].map((path) => join(folder, path)),
      )
  }
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge']
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin']
  return names.flatMap((name) =>
    [...new Set(folders)].filter((folder) => folder !== '').map((folder) => join(folder, name)),
  )
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * The browser inside @sparticuz/chromium, with the system libraries and fonts that a bare machine lacks. The package
 * unpacks into the temporary folder, so it is given one of ours, in a process of its own.
 *
 * @returns {Promise<Candidate[]>}
 */
async function packagedBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('it is for Linux on x64 only')
  const home = join(root, 'node_modules/@sparticuz/chromium')
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const place = join(cache, `linq-contacts-chromium-${version}`)
  if (!existsSync(place)) {
    console.error('Unpacking a browser for the tests …')
    const fresh = `${place}.${process.pid}`
    mkdirSync(fresh, { recursive: true })
    try {
      await command(process.execPath, ['--input-type=module', '--eval', unpack], 120_000, {
        TMPDIR: fresh,
        LINQ_CONTACTS_LIBRARIES: join(home, 'bin/al2023.tar.br'),
      })
      writeFileSync(join(fresh, 'fonts.conf'), fontsConfiguration(place))
      // Another process may have been faster; then its copy stays.
      if (!existsSync(place)) renameSync(fresh, place)
    } finally {
      rmSync(fresh, { recursive: true, force: true })
    }
  }
  const libraries = [join(place, 'al2023/lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':')
  return [
    {
      executablePath: join(place, 'chromium'),
      extraEnv: { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(place, 'fonts.conf') },
    },
  ]
}

const unpack = `
import chromium, { inflate } from '@sparticuz/chromium'
await chromium.executablePath()
await inflate(process.env.LINQ_CONTACTS_LIBRARIES)
`

/** @param {string} place */
function fontsConfiguration(place) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${place}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${place}/fonts-cache</cachedir>
</fontconfig>
`
}

/** @returns {Promise<Candidate[]>} */
async function downloadedBrowser() {
  console.error('Downloading a browser for the tests …')
  const cli = join(root, 'node_modules/@playwright/test/cli.js')
  await command(process.execPath, [cli, 'install', 'chromium'], 300_000)
  return [{}]
}

/** @returns {Promise<Candidate[]>} */
async function debianBrowser() {
  if (process.getuid?.() !== 0) throw new Error('only root may install packages')
  if (!existsSync('/usr/bin/apt-get')) throw new Error('this system has no apt-get')
  console.error("Installing Debian's Chromium for the tests …")
  const quietly = { DEBIAN_FRONTEND: 'noninteractive' }
  await command('apt-get', ['update', '--quiet'], 120_000, quietly)
  const install = ['install', '--quiet', '--yes', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']
  await command('apt-get', install, 600_000, quietly)
  return systemBrowsers()
}

/**
 * @param {string} program
 * @param {string[]} words
 * @param {number} timeoutMs
 * @param {Record<string, string>} [extraEnv]
 * @returns {Promise<void>} rejects with what it said last
 */
function command(program, words, timeoutMs, extraEnv = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, {
      cwd: root,
      env: { ...process.env, ...extraEnv },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.once('error', reject)
    child.once('close', (code, signal) => {
      if (code === 0) resolve()
      else if (signal !== null) reject(new Error(`it took more than ${timeoutMs / 1000} seconds`))
      else reject(new Error(lastWords(output) ?? `it ended with ${code}`))
    })
  })
}

/**
 * The last line that speaks of an error, else the last line.
 *
 * @param {string} output
 */
function lastWords(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  return (lines.findLast((line) => /^\W*(error|failed|e:)\b/i.test(line)) ?? lines.at(-1))?.trim()
}

/**
 * The first line that says something: Playwright's messages go on with the whole log of the browser.
 *
 * @param {unknown} error
 */
function sentenceOf(error) {
  const text = error instanceof Error ? error.message : String(error)
  return (
    text
      .split('\n')
      .find((line) => /\w/.test(line))
      ?.trim() ?? 'it failed'
  )
}
