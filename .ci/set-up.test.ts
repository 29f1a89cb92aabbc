import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { root } from './shared/command.mjs'
import { install, npmCommand, sentenceOf } from './shared/install.mjs'
import { differenceOf, disagreementOf, thisMachine } from './shared/installed.mjs'

const linux = { os: 'linux', cpu: 'x64', libc: 'glibc' }

interface LockEntry {
  version: string
  integrity: string
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
}

const table: LockEntry = { version: '1.2.3', integrity: 'sha512-table' }
const scoped: LockEntry = { version: '4.5.6', integrity: 'sha512-scoped' }
const glibc: LockEntry = {
  version: '1.0.0',
  integrity: 'sha512-g',
  optional: true,
  os: ['linux'],
  libc: ['glibc'],
}
const musl: LockEntry = {
  version: '1.0.0',
  integrity: 'sha512-m',
  optional: true,
  os: ['linux'],
  libc: ['musl'],
}
const windows: LockEntry = { version: '1.0.0', integrity: 'sha512-w', optional: true, os: ['win32'] }
const helper: LockEntry = { version: '1.0.0', integrity: 'sha512-h', optional: true }
const wanted = {
  'node_modules/table': table,
  'node_modules/@scope/part': scoped,
  'node_modules/table/node_modules/@scope/part': { ...scoped, version: '4.0.0' },
  'node_modules/native-glibc': glibc,
  'node_modules/native-musl': musl,
  'node_modules/native-windows': windows,
  'node_modules/helper-of-windows': helper,
}
const installed = {
  'node_modules/table': table,
  'node_modules/@scope/part': scoped,
  'node_modules/table/node_modules/@scope/part': { ...scoped, version: '4.0.0' },
  'node_modules/native-glibc': glibc,
}

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linq-contacts-set-up-'))
  write('package.json', { dependencies: { table: '1.2.3' } })
  writeLock(wanted)
  for (const [path, entry] of Object.entries(installed))
    write(`${path}/package.json`, { version: entry.version })
  writeHiddenLock(installed)
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(path: string, content: unknown): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content))
}

function writeLock(packages: Record<string, LockEntry>): void {
  write('package-lock.json', {
    lockfileVersion: 3,
    packages: { '': { dependencies: { table: '1.2.3' } }, ...packages },
  })
}

function writeHiddenLock(packages: Record<string, LockEntry>): void {
  write('node_modules/.package-lock.json', { lockfileVersion: 3, packages })
}

function remove(path: string): void {
  rmSync(join(folder, path), { recursive: true })
}

describe('what differs between the lock and node_modules', () => {
  it('is nothing after an installation, which leaves out packages of other platforms', () => {
    expect(differenceOf(folder, linux)).toBeNull()
  })

  it('is nothing for what tools keep there', () => {
    write('node_modules/.cache/tool.json', {})
    write('node_modules/.bin/tool', '')
    expect(differenceOf(folder, linux)).toBeNull()
  })

  it('is a missing package that this platform needs, though it is optional', () => {
    expect(differenceOf(folder, { ...linux, libc: 'musl' })).toBe('native-musl is missing')
    expect(differenceOf(folder, { os: 'win32', cpu: 'x64', libc: null })).toBe('native-windows is missing')
  })

  it('is a package that npm did not install', () => {
    const { 'node_modules/table': _table, ...rest } = installed
    writeHiddenLock(rest)
    expect(differenceOf(folder, linux)).toBe('table is missing')
  })

  it('is another version in the lock', () => {
    writeLock({ ...wanted, 'node_modules/@scope/part': { ...scoped, version: '4.5.7' } })
    expect(differenceOf(folder, linux)).toBe('@scope/part is 4.5.6, not 4.5.7')
  })

  it('is another content of the same version', () => {
    writeLock({ ...wanted, 'node_modules/table': { ...table, integrity: 'sha512-other' } })
    expect(differenceOf(folder, linux)).toMatch(/^table is/)
  })

  it('is another version on the disk than npm remembers', () => {
    write('node_modules/@scope/part/package.json', { version: '4.5.5' })
    expect(differenceOf(folder, linux)).toBe('@scope/part is not 4.5.6')
  })

  it.each(['table', 'table/node_modules/@scope/part', 'native-glibc'])(
    'is the removed folder of %s',
    (path) => {
      remove(`node_modules/${path}`)
      expect(differenceOf(folder, linux)).toMatch(/is damaged$/)
    },
  )

  it('is a package.json that was cut', () => {
    write('node_modules/table/package.json', '{"version":')
    expect(differenceOf(folder, linux)).toBe('table is damaged')
  })

  it('is a package that the lock does not know', () => {
    write('node_modules/@scope/stranger/package.json', { version: '1.0.0' })
    expect(differenceOf(folder, linux)).toBe('@scope/stranger does not belong there')
    writeHiddenLock({ ...installed, 'node_modules/other': table })
    expect(differenceOf(folder, linux)).toBe('other does not belong there')
  })

  it('is everything after an installation that was interrupted', () => {
    remove('node_modules/.package-lock.json')
    expect(differenceOf(folder, linux)).toBe('nothing complete is installed')
    write('node_modules/.package-lock.json', '{"packages":{"node_modu')
    expect(differenceOf(folder, linux)).toBe('nothing complete is installed')
  })

  it('is nothing in this repository', () => {
    expect(differenceOf(root, thisMachine())).toBeNull()
    expect(disagreementOf(root)).toBeNull()
  })
})

describe('setting up', () => {
  const noNpm = { program: join(tmpdir(), 'there-is-no-npm'), args: [], shell: false }

  it('asks for npm install when package.json and the lock disagree', async () => {
    for (const dependencies of [{ table: '1.2.4' }, {}, { table: '1.2.3', added: '1.0.0' }]) {
      write('package.json', { dependencies })
      expect(await install(folder, noNpm)).toMatch(/disagree about (table|added): run `npm install`/)
    }
  })

  it('says that npm is missing', async () => {
    remove('node_modules')
    expect(await install(folder, noNpm)).toMatch(/^npm was not found: /)
  })

  it('runs npm itself, and names what to do when the registry refuses', async () => {
    remove('node_modules')
    const registry = createServer((_request, response) => response.writeHead(403).end()).listen(
      0,
      '127.0.0.1',
    )
    await new Promise((resolve) => registry.once('listening', resolve))
    const address = registry.address()
    const port = typeof address === 'object' ? address?.port : 0
    write('.npmrc', `registry=http://127.0.0.1:${port}/\ncache=${folder}/cache\nfetch-retries=0\n`)
    try {
      const npm = npmCommand(process.env)
      // Settings of the npm that runs the tests would win over the file.
      const sentence = await install(folder, {
        ...npm,
        args: [...npm.args, `--registry=http://127.0.0.1:${port}/`],
      })
      expect(sentence).toMatch(
        /^The packages were not installed \(E403\), because the npm registry refused: /,
      )
    } finally {
      registry.close()
    }
  }, 30_000)

  it('knows a full disk by the warnings of an npm that ended well', () => {
    expect(sentenceOf(0, 'npm warn tar TAR_ENTRY_ERROR ENOSPC: no space left on device, write')).toMatch(
      /disk is full/,
    )
  })

  it.each([
    ['ENOTFOUND', /network and proxy/],
    ['ECONNREFUSED', /network and proxy/],
    ['ENOSPC', /disk is full/],
    ['EACCES', /cannot be written/],
    ['EINTEGRITY', /npm cache clean/],
    ['EUSAGE', /npm install/],
    ['EALLOWGIT', /\.npmrc/],
    ['EWHATEVER', /run `npm ci`/],
  ])('says one sentence about %s, without what npm printed', (code, words) => {
    for (const style of ['npm error code', 'npm ERR! code']) {
      const sentence = sentenceOf(
        1,
        `${style} ${code}\nnpm error https://user:secret@registry.example/table\n`,
      )
      expect(sentence).toMatch(words)
      expect(sentence).not.toMatch(/secret|\n/)
    }
  })
})
