// @ts-check
import { join } from 'node:path'

import { build } from 'vite'

/** @typedef {'ours' | 'ag-grid' | 'tanstack' | 'raw'} ContenderName */

const folder = join(import.meta.dirname, '../contenders')

/** Where the built pages lie; git ignores it. */
export const builtPages = join(import.meta.dirname, '../dist')

/**
 * Builds the page of each contender for production, as their users would.
 *
 * @param {readonly ContenderName[]} names
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
}
