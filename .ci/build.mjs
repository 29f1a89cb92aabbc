// @ts-check
import { realpathSync, rmSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

import { accept, client, fingerprintOf, freshPlace, isBuilt, server } from './shared/built.mjs'
import { root, run, tool, withoutToken } from './shared/command.mjs'
import { compressFolder } from './shared/compress.mjs'

/**
 * Builds the page and the gateway where their inputs changed since the last build. Prints one line when something is
 * built, and what Vite said when that failed.
 *
 * @param {{ isForced?: boolean }} [options]
 * @returns {Promise<boolean>} whether everything is built now
 */
export async function build({ isForced = false } = {}) {
  const env = buildEnvironment()
  const changed = [client, server]
    .map((part) => ({ part, fingerprint: fingerprintOf(root, part, env) }))
    .filter(({ part, fingerprint }) => isForced || !isBuilt(root, part, fingerprint))
  if (changed.length === 0) return true
  console.log('Building the app …')
  for (const { part, fingerprint } of changed) {
    const fresh = freshPlace(root, part)
    try {
      const args = tool('vite', [...part.args, '--outDir', fresh, '--emptyOutDir', '--logLevel', 'warn'])
      const { code, output } = await run(args, { output: 'kept', env })
      if (code !== 0) {
        console.error(`${output}The ${part.name} could not be built; what the build said stands above.`)
        return false
      }
      if (part === client) await compressFolder(fresh)
      accept(root, part, fresh, fingerprint)
    } finally {
      rmSync(fresh, { recursive: true, force: true })
    }
  }
  return true
}

/** A build is always one for production, whoever asks for it, and knows no token. */
function buildEnvironment() {
  const { VITEST: _vitest, ...rest } = withoutToken(process.env)
  return { ...rest, NODE_ENV: 'production' }
}

if (import.meta.url === pathToFileURL(realpathSync(process.argv[1] ?? '.')).href) {
  const { values } = parseArgs({ options: { force: { type: 'boolean', default: false } } })
  if (!(await build({ isForced: values.force }))) process.exitCode = 1
}
