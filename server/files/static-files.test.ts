import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'

import { expect, it, onTestFinished } from 'vitest'

import { missingHeaders } from '../testing/leaks'
import { ask } from '../testing/raw'
import { startTestGateway } from '../testing/start'
import { readStaticFiles, withDemonstrationMark } from './static-files'

const script = `export const text = '${'made to be compressed '.repeat(50)}'`

function buildFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'linq-contacts-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const files: Record<string, string | Buffer> = {
    'index.html': '<!doctype html><html lang="en"><title>Contacts</title></html>',
    'favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'assets/app-B1946ac9.js': script,
    'assets/app-B1946ac9.js.br': brotliCompressSync(script),
    'assets/app-B1946ac9.js.gz': gzipSync(script),
    'assets/app-B1946ac9.js.map': '{}',
    'assets/inter-D41d8cd9.woff2': 'font',
    '.vite/manifest.json': '{}',
    '.env': 'SECRET=1',
    'notes.unknown': 'x',
    'with space.js': 'x',
  }
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  symlinkSync('/etc/passwd', join(folder, 'linked.txt'))
  return folder
}

async function startWithBuild() {
  return startTestGateway('http://127.0.0.1:9', { files: await readStaticFiles(buildFolder()) })
}

const app = '/assets/app-B1946ac9.js'

it('knows the built files by their exact paths, and nothing that nobody should ask for', async () => {
  const files = await readStaticFiles(buildFolder())
  expect([...files.keys()].sort()).toEqual(['/', app, '/assets/inter-D41d8cd9.woff2', '/favicon.svg'])
})

it('serves no files when there is no build', async () => {
  expect((await readStaticFiles('/nowhere')).size).toBe(0)
})

it('marks the page of a demonstration, in every form in which it is sent', async () => {
  const files = await readStaticFiles(buildFolder())
  const page = withDemonstrationMark(files).get('/')
  const marked = '<!doctype html><html data-demonstration lang="en"><title>Contacts</title></html>'
  expect(page?.bytes.toString()).toBe(marked)
  expect(brotliDecompressSync(page?.brotli ?? '').toString()).toBe(marked)
  expect(gunzipSync(page?.gzip ?? '').toString()).toBe(marked)
  expect(page?.hash).not.toBe(files.get('/')?.hash)
})

it('marks nothing where the page is not built', () => {
  expect(withDemonstrationMark(new Map()).size).toBe(0)
})

it('serves the page at / with any query, to be asked for again each time', async () => {
  const { port } = await startWithBuild()
  for (const target of [
    '/',
    '/?',
    '/?q=a%20b&owner=1,2&sort=-created',
    '/?q=|{}^`\'\\"<>',
    '/?/../x',
    '/?%E0%A4%A',
  ]) {
    const answer = await ask(port, target)
    expect(answer.status).toBe(200)
    expect(answer.body).toContain('<title>Contacts</title>')
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    expect(missingHeaders(answer)).toEqual([])
  }
})

it('lets hashed files be kept for ever', async () => {
  const { port } = await startWithBuild()
  const answer = await ask(port, app)
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(answer.headers.get('vary')).toBe('Accept-Encoding')
  expect(answer.body).toBe(script)
})

it.each([
  ['br, gzip', 'br'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['*', 'br'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0.5, gzip;q=0.9', 'gzip'],
  ['GZIP;q=1.000', 'gzip'],
  ['br;q=0, *;q=0', undefined],
  ['identity', undefined],
  ['', undefined],
  ['br;q=nonsense', undefined],
])('answers Accept-Encoding: %s with %s', async (accepted, coding) => {
  const { port } = await startWithBuild()
  const answer = await ask(port, app, { headers: [`Accept-Encoding: ${accepted}`] })
  const form = { br: brotliCompressSync(script), gzip: gzipSync(script) }[coding ?? ''] ?? Buffer.from(script)
  expect(answer.headers.get('content-encoding')).toBe(coding)
  expect(answer.headers.get('content-length')).toBe(String(form.length))
  expect(Buffer.from(answer.body, 'latin1').equals(form)).toBe(true)
})

it('answers 304, with the headers that a copy needs, to those who have the same bytes in the same coding', async () => {
  const { port } = await startWithBuild()
  const encoding = 'Accept-Encoding: br'
  const first = await ask(port, app, { headers: [encoding] })
  const tag = first.headers.get('etag') ?? ''
  expect(tag).toMatch(/^"[\w-]+-br"$/)
  for (const given of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
    const answer = await ask(port, app, { headers: [encoding, `If-None-Match: ${given}`] })
    expect(answer.status).toBe(304)
    expect(answer.body).toBe('')
    expect(missingHeaders(answer)).toEqual([])
    for (const name of ['cache-control', 'etag', 'vary']) {
      expect(answer.headers.get(name)).toBe(first.headers.get(name))
    }
    expect(answer.headers.get('date')).toBeDefined()
  }
  const plain = await ask(port, app, { headers: [`If-None-Match: ${tag}`] })
  expect(plain.status).toBe(200)
  expect(plain.headers.get('etag')).not.toBe(tag)
})

it('answers HEAD with the headers alone', async () => {
  const { origin } = await startWithBuild()
  const answer = await fetch(origin + app, { method: 'HEAD', headers: { 'Accept-Encoding': 'identity' } })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-length')).toBe(String(script.length))
  expect(await answer.text()).toBe('')
})
