import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

/** One file as it is served, with what was compressed at build time. */
export interface StaticFile {
  bytes: Buffer
  brotli: Buffer | null
  gzip: Buffer | null
  /** `Content-Type`. */
  type: string
  /** Of the bytes, without quotes; the compressed forms add their coding to it. */
  hash: string
  cacheControl: string
}

/** Exact paths, as they stand in a request, to files. */
export type StaticFiles = ReadonlyMap<string, StaticFile>

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** Vite puts a hash of the content into the name of everything in `assets`, so that a name never changes its bytes. */
const forEver = 'public, max-age=31536000, immutable'
const askAgain = 'no-cache'

/**
 * Reads the built files once, at the start: no request ever reaches the file system, so that no path can lead out of
 * the folder. Leaves out what nobody should ask for (dot files, source maps, types we do not know, links). The page
 * itself is at `/` alone. Gives an empty map when there is no build.
 */
export async function readStaticFiles(folder: string): Promise<StaticFiles> {
  const names = await listFiles(folder, '')
  const files = new Map<string, StaticFile>()
  if (!names.has('/index.html')) return files
  for (const name of names) {
    const type = types[extname(name)]
    if (type === undefined) continue
    const compressed = (ending: string) =>
      names.has(name + ending) ? readFile(join(folder, name + ending)) : Promise.resolve(null)
    const [bytes, brotli, gzip] = await Promise.all([
      readFile(join(folder, name)),
      compressed('.br'),
      compressed('.gz'),
    ])
    const cacheControl = name.startsWith('/assets/') ? forEver : askAgain
    const path = name === '/index.html' ? '/' : name
    files.set(path, { bytes, brotli, gzip, type, hash: hashOf(bytes), cacheControl })
  }
  return files
}

/** Files that were made at the start, such as the portraits of made-up people. */
export function staticFilesOf(made: ReadonlyMap<string, { bytes: Buffer; type: string }>): StaticFiles {
  return new Map(
    [...made].map(([path, { bytes, type }]) => [
      path,
      { bytes, brotli: null, gzip: null, type, hash: hashOf(bytes), cacheControl: 'max-age=3600' },
    ]),
  )
}

/**
 * The same files with a page that says from its first byte that its people are made up: the line that tells so would
 * otherwise come with the first answer, and move everything below it.
 */
export function withDemonstrationMark(files: StaticFiles): StaticFiles {
  const page = files.get('/')
  if (page === undefined) return files
  const bytes = Buffer.from(page.bytes.toString().replace('<html ', '<html data-demonstration '))
  const marked = {
    ...page,
    bytes,
    brotli: brotliCompressSync(bytes),
    gzip: gzipSync(bytes),
    hash: hashOf(bytes),
  }
  return new Map([...files, ['/', marked]])
}

async function listFiles(folder: string, under: string): Promise<Set<string>> {
  const entries = await readdir(join(folder, under), { withFileTypes: true }).catch(() => [])
  const found = new Set<string>()
  for (const entry of entries) {
    const path = `${under}/${entry.name}`
    if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(entry.name)) continue
    if (entry.isFile()) found.add(path)
    else if (entry.isDirectory()) for (const inner of await listFiles(folder, path)) found.add(inner)
  }
  return found
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
}
