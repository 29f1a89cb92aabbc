// @ts-check
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { build } from 'vite'

/** @typedef {'ours' | 'ag-grid' | 'tanstack' | 'raw' | 'scan'} ContenderName */
/** @typedef {'ours' | 'join' | 'papaparse' | 'exceljs'} ExporterName */
/** @typedef {'ag-grid' | 'glide'} ScrolledName */

const folder = join(import.meta.dirname, '../contenders')

/** Where the built pages lie; git ignores it. */
export const builtPages = join(import.meta.dirname, '../dist')

/**
 * Builds the page of each contender for production, as their users would.
 *
 * @param {readonly (ContenderName | `export/${ExporterName}` | `scroll/${ScrolledName}`)[]} names
 * @param {string} [outDir]
 */
export async function buildContenders(names, outDir = builtPages) {
  await build({
    configFile: false,
    logLevel: 'error',
    mode: 'production',
    root: folder,
    base: './',
    define: { 'process.env.NODE_ENV': '"production"' },
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      // A grid is as large as it is.
      chunkSizeWarningLimit: 4_000,
      rollupOptions: { input: names.map((name) => join(folder, `${name}.html`)) },
    },
  })
  if (names.includes('scan')) await translateScan(outDir)
}

/** @param {string} outDir */
async function translateScan(outDir) {
  const { default: loadWabt } = await import('wabt')
  const text = await readFile(join(folder, 'scan.wat'), 'utf8')
  const { buffer } = (await loadWabt()).parseWat('scan.wat', text, { simd: true }).toBinary({})
  await writeFile(join(outDir, 'scan.wasm'), buffer)
}
