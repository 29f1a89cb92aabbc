// @ts-check
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Fonts and pictures are compressed already. */
const endings = new Set(['.css', '.html', '.js', '.json', '.svg', '.txt', '.webmanifest'])

/**
 * Writes `.br` (quality 11) and `.gz` files beside every file in this folder that becomes smaller by it, so that the
 * gateway compresses nothing while it serves.
 *
 * @param {string} folder
 */
export async function compressFolder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && endings.has(extname(entry.name)))
  await Promise.all(files.map((entry) => compressFile(join(entry.parentPath, entry.name))))
}

/** @param {string} path */
async function compressFile(path) {
  const bytes = await readFile(path)
  const parameters = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  }
  const [asBrotli, asGzip] = await Promise.all([
    brotli(bytes, { params: parameters }),
    zip(bytes, { level: constants.Z_BEST_COMPRESSION }),
  ])
  if (asBrotli.length < bytes.length) await writeFile(`${path}.br`, asBrotli)
  if (asGzip.length < bytes.length) await writeFile(`${path}.gz`, asGzip)
}
