import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { accept, client, fingerprintOf, freshPlace, isBuilt, moveFolder, server } from './shared/built.mjs'
import { withoutToken } from './shared/command.mjs'
import { compressFolder } from './shared/compress.mjs'
import { lastLineOf, playwrightResult, vitestResult } from './shared/results.mjs'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linq-contacts-build-'))
  for (const path of [
    'src/main.tsx',
    'src/linq/contact.ts',
    'server/main.ts',
    'index.html',
    'package-lock.json',
  ]) {
    write(path, path)
  }
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), content)
}

/** The fingerprints of both parts, with these variables set. */
function fingerprints(env: Record<string, string> = {}): string[] {
  return [client, server].map((part) => fingerprintOf(folder, part, env))
}

describe('what is built again', () => {
  it('is nothing when nothing changed', () => {
    expect(fingerprints({ PATH: '/bin' })).toEqual(
      fingerprints({ PATH: '/usr/bin', LINQ_INTEGRATION_TOKEN: 'x' }),
    )
  })

  it.each([
    ['src/main.tsx', [true, false]],
    ['public/new.svg', [true, false]],
    ['server/main.ts', [false, true]],
    ['src/linq/contact.ts', [true, true]],
    ['package-lock.json', [true, true]],
    ['.env.local', [true, true]],
  ])('is what is made from %s', (path, changed) => {
    const before = fingerprints()
    write(path, 'changed')
    expect(fingerprints().map((after, index) => after !== before[index])).toEqual(changed)
  })

  it('is both for another address of the API, because the page and its policy hold it', () => {
    const [page, gateway] = fingerprints()
    const [otherPage, otherGateway] = fingerprints({ VITE_API_BASE_URL: 'https://contacts.example' })
    expect(otherPage).not.toBe(page)
    expect(otherGateway).not.toBe(gateway)
  })

  it('is what an interrupted build left', () => {
    const fingerprint = fingerprintOf(folder, client, {})
    const fresh = freshPlace(folder, client)
    mkdirSync(fresh, { recursive: true })
    writeFileSync(join(fresh, 'index.html'), 'new')
    expect(isBuilt(folder, client, fingerprint)).toBe(false)
    accept(folder, client, fresh, fingerprint)
    expect(isBuilt(folder, client, fingerprint)).toBe(true)
    expect(isBuilt(folder, client, 'another')).toBe(false)
    rmSync(join(folder, 'dist/client/index.html'))
    expect(isBuilt(folder, client, fingerprint)).toBe(false)
  })

  it('keeps the last good build until the next is complete, and removes what ended builds left', () => {
    write('dist/client/index.html', 'old')
    // No process has this number: it is above what any system gives.
    write('dist/.client-999999999/index.html', 'half')
    write(`dist/.server-${process.pid}/main.js`, 'in work')
    freshPlace(folder, client)
    expect(readFileSync(join(folder, 'dist/client/index.html'), 'utf8')).toBe('old')
    expect(readdirSync(join(folder, 'dist')).toSorted()).toEqual([`.server-${process.pid}`, 'client'])
  })
})

it('compresses what becomes smaller, to the same bytes', async () => {
  const text = 'contact '.repeat(500)
  write('dist/assets/index-1.js', text)
  write('dist/tiny.svg', '<')
  write('dist/assets/font.woff2', text)
  await compressFolder(join(folder, 'dist'))
  expect(brotliDecompressSync(readFileSync(join(folder, 'dist/assets/index-1.js.br'))).toString()).toBe(text)
  expect(gunzipSync(readFileSync(join(folder, 'dist/assets/index-1.js.gz'))).toString()).toBe(text)
  expect(existsSync(join(folder, 'dist/tiny.svg.gz'))).toBe(false)
  expect(existsSync(join(folder, 'dist/assets/font.woff2.gz'))).toBe(false)
})

it('keeps the token from everything that reads source files', () => {
  const env = withoutToken({ LINQ_INTEGRATION_TOKEN: 'a', LINQ_INTEGRATION_TOKEN_FILE: 'b', PATH: '/bin' })
  expect(env).toEqual({ PATH: '/bin' })
})

describe('the sum of the tests', () => {
  const vitestFile = (statuses: string[], status = 'passed') => ({
    name: 'src/a.test.ts',
    status,
    assertionResults: statuses.map((each, index) => ({ status: each, fullName: `does ${index}` })),
  })
  const playwrightSuite = (...statuses: string[]) => ({
    specs: [],
    suites: [
      {
        specs: statuses.map((status) => ({
          title: 'opens',
          file: 'a.spec.ts',
          tests: [{ status, projectName: 'desktop' }],
        })),
      },
    ],
  })

  it('counts every kind of answer', () => {
    const results = [
      vitestResult({ testResults: [vitestFile(['passed', 'failed', 'pending', 'todo'], 'failed')] }, 1),
      playwrightResult(
        { suites: [playwrightSuite('expected', 'expected', 'unexpected', 'flaky', 'skipped')] },
        1,
      ),
    ]
    expect(lastLineOf(results)).toBe('3 passed, 3 failed, 3 skipped')
    expect(results.flatMap((result) => result.failures)).toEqual([
      'src/a.test.ts: does 1',
      'e2e/a.spec.ts: opens (desktop)',
      'e2e/a.spec.ts: opens (desktop)',
    ])
  })

  it('counts a file that could not be loaded', () => {
    const result = vitestResult({ testResults: [vitestFile([], 'failed'), vitestFile(['passed'])] }, 1)
    expect(lastLineOf([result])).toBe('1 passed, 1 failed')
  })

  it('is a failure when a runner ran nothing, wrote nothing, or ended badly', () => {
    expect(lastLineOf([vitestResult(null, 0)])).toBe('0 passed, 1 failed')
    expect(lastLineOf([playwrightResult({ suites: [] }, 0)])).toBe('0 passed, 1 failed')
    expect(lastLineOf([vitestResult({ testResults: [vitestFile(['passed'])] }, 1)])).toBe(
      '1 passed, 1 failed',
    )
    expect(lastLineOf([playwrightResult({ suites: [playwrightSuite('skipped')] }, 0)])).toBe(
      '0 passed, 1 failed, 1 skipped',
    )
  })
})

describe('moving what was built', () => {
  function failing(times: number, code: string) {
    let tries = 0
    return () => {
      tries += 1
      if (tries <= times) throw Object.assign(new Error(code), { code })
    }
  }

  it.each(['EPERM', 'EBUSY', 'EACCES'])(
    'has patience with a folder that somebody looks into (%s)',
    (code) => {
      expect(() => moveFolder('a', 'b', failing(2, code))).not.toThrow()
    },
  )

  it('ends', () => {
    expect(() => moveFolder('a', 'b', failing(100, 'EPERM'))).toThrow('EPERM')
  })

  it('has none with other failures', () => {
    expect(() => moveFolder('a', 'b', failing(1, 'ENOSPC'))).toThrow('ENOSPC')
  })
})
