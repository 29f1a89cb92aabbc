// @ts-check
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a person waits for (issue 3, "Speed and size"), gzipped. */
const limits = { script: '130 kB', style: '10 kB', worker: '40 kB' }

/**
 * Writes the configuration of size-limit beside the built page, and gives its path. What belongs to the first load is
 * what the built index.html names: its scripts, the modules it preloads, its styles.
 *
 * @param {string} dist
 * @throws {Error} when the page is not built, or one of the three has no file, so that a limit cannot hold nothing
 */
export function writeBudgets(dist) {
  const page = readFileSync(join(dist, 'client/index.html'), 'utf8')
  const named = [...page.matchAll(/(?:src|href)="\/([^"]+)"/g)].map((match) => match[1] ?? '')
  const assets = readdirSync(join(dist, 'client/assets')).map((name) => `assets/${name}`)
  const budgets = [
    budget(
      'First load, JavaScript',
      limits.script,
      named.filter((path) => path.endsWith('.js')),
    ),
    budget(
      'First load, CSS',
      limits.style,
      named.filter((path) => path.endsWith('.css')),
    ),
    budget(
      'Worker',
      limits.worker,
      assets.filter((path) => /\/worker-[^/]*\.js$/.test(path)),
    ),
  ]
  const place = join(dist, 'sizes.json')
  writeFileSync(place, JSON.stringify(budgets))
  return place
}

/**
 * @param {string} name
 * @param {string} limit
 * @param {string[]} files
 */
function budget(name, limit, files) {
  if (files.length === 0) throw new Error(`${name}: the build holds no such file.`)
  return { name, limit, gzip: true, path: files.map((file) => `client/${file}`) }
}
