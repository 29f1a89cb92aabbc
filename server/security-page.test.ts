import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, it } from 'vitest'

const page = readFileSync(join(import.meta.dirname, 'SECURITY.md'), 'utf8')

/** The rows of the ASVS table: what they are about, and the tests that they name. */
const rows = page
  .split('\n')
  .filter((line) => /^\| V\d/.test(line))
  .map((line) => {
    const [, about = '', , tests = ''] = line.split('|')
    return { about: about.trim(), tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name) }
  })

it('every row of the ASVS table names tests, and each of them exists and tests something', () => {
  expect(rows.length).toBeGreaterThan(15)
  for (const { about, tests } of rows) {
    expect([about, tests.length > 0]).toEqual([about, true])
    for (const name of tests) {
      const path = join(import.meta.dirname, name.startsWith('.ci/') ? '..' : '.', name)
      expect([about, name, existsSync(path)]).toEqual([about, name, true])
      expect(readFileSync(path, 'utf8')).toMatch(/^ *it(?:\.\w+)*\(/m)
    }
  }
})
