import { readFileSync, readdirSync } from 'node:fs'
import { join, posix } from 'node:path'

import { describe, expect, it } from 'vitest'

import { root } from './shared/command.mjs'

/** ARCHITECTURE.md, "Rooms": what each may import beside itself. `src` is what stands in src itself: composition. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'src/ui': [],
  'src/linq': [],
  'src/directory': ['src/linq'],
  'src/view': ['src/directory', 'src/linq', 'src/ui'],
  'src/contacts': ['src/view', 'src/directory', 'src/linq', 'src/ui'],
  'src/export': ['src/view', 'src/directory', 'src/linq', 'src/ui'],
  src: ['src/ui', 'src/linq', 'src/directory', 'src/view', 'src/contacts', 'src/export'],
  server: ['src/linq'],
  e2e: [],
  bench: ['e2e'],
}

/** Files that may be reached from elsewhere, and by whom. */
const exceptions: readonly [from: RegExp, to: RegExp][] = [
  // The style of the page, for tests that look at components in a browser.
  [/^src\/.*\.browser\.test\.tsx?$/, /^src\/index\.css$/],
  [/^src\/index\.css$/, /^tailwind\.config\.ts$/],
  // Journeys read the files that they downloaded with the reader that the export's own tests use.
  [/^e2e\/.*\.spec\.ts$/, /^src\/export\/testing\//],
  // The model joins the gateway and the directory, which know nothing of each other, as whoever deploys them does.
  [/^e2e\/model\//, /^(?:server|src\/linq|src\/directory)\//],
  // The table of drift bundles the simulation that the read's own tests use.
  [/^bench\/drift\.mjs$/, /^src\/directory\/read\/testing\/drift\.ts$/],
  // What is measured is the directory itself, behind its own bridge, and its peers find what its words find.
  [/^bench\/contenders\/(?:export\/)?ours\.ts$/, /^src\/(?:directory\/[\w-]+|start-worker|worker)$/],
  [/^bench\/contenders\/peer\.ts$/, /^src\/directory\/index\/text\/fold$/],
]

const folders = ['src', 'server', 'e2e', 'bench']

const besideTheRooms = new Set(readdirSync(root).filter((name) => !folders.includes(name)))
const composition = new Set(readdirSync(join(root, 'src')).map(stemOf))

/** A module's name as imports write it: without its extension. */
function stemOf(name: string): string {
  return name.replace(/\.\w+$/, '')
}

/** The room of a path, or null when none of ours is there. */
function roomOf(path: string): string | null {
  const [first = '', second = ''] = path.split('/')
  if (first !== 'src') return folders.includes(first) || besideTheRooms.has(first) ? first : null
  if (second === '') return 'src'
  if (`src/${second}` in mayImport) return `src/${second}`
  return composition.has(stemOf(second)) ? 'src' : null
}

/**
 * Every relative path that stands in quotes, whatever it is there for: `import`, `export … from`, `import(…)`, also as
 * a type, `new URL(…)`, a mock, a glob. In templates the part before the first value counts. Vite also resolves paths
 * from the root of the repository.
 */
function pathsIn(text: string): string[] {
  const quoted =
    /(['"`])(\.\.?(?:\/(?:(?!\$\{)[^'"`\n])*)?|\/(?:src|server|e2e|bench)\/(?:(?!\$\{)[^'"`\n])*)(?:\1|\$\{)/g
  return [...text.matchAll(quoted)].map((match) => match[2] ?? '')
}

/** What of a file's imports goes against the direction, in words. */
function violationsIn(file: string, text: string): string[] {
  const from = roomOf(file) ?? ''
  return pathsIn(text).flatMap((path) => {
    const to = posix.normalize(path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(file), path))
    const room = roomOf(to)
    const said = `${file} may not reach ${to}`
    if (exceptions.some(([source, target]) => source.test(file) && target.test(to))) return []
    if (room === null) return []
    // The page is made of nothing but src; the others may name what stands beside the rooms, such as `dist`.
    if (besideTheRooms.has(room) && room !== '.ci') return file.startsWith('src/') ? [said] : []
    if (room !== from && !mayImport[from]?.includes(room)) return [said]
    const isOfTests = /\.test\.tsx?$|\/testing\//
    const isHelper = /(?:^|\/)testing(?:\/|$)/.test(to)
    return isHelper && from !== 'e2e' && !isOfTests.test(file) ? [said] : []
  })
}

function sourcesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    // The benchmark has packages of its own, and a build of its own.
    if (/^bench\/(?:node_modules|dist)$/.test(path)) return []
    if (entry.isDirectory()) return sourcesUnder(path)
    return /\.(?:tsx?|mjs|css)$/.test(entry.name) ? [path] : []
  })
}

describe('imports', () => {
  it('point one way', () => {
    const files = folders.flatMap(sourcesUnder)
    expect(files.length).toBeGreaterThan(100)
    expect(files.flatMap((file) => violationsIn(file, readFileSync(join(root, file), 'utf8')))).toEqual([])
  })

  it('have a rule for every folder, which ARCHITECTURE.md names', () => {
    const rooms = readdirSync(join(root, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `src/${entry.name}`)
    const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
    expect(rooms.filter((room) => !(room in mayImport))).toEqual([])
    expect(rooms.filter((room) => !text.includes(`| \`${room}\` |`))).toEqual([])
  })
})

describe('a planted violation is found:', () => {
  const planted: [file: string, line: string][] = [
    ['src/linq/contact.ts', `import { Button } from '../ui/button'`],
    ['src/linq/contact.ts', `import type { View } from "../directory/view"`],
    ['src/directory/read/reader.ts', `export { format } from '../../ui/text/format'`],
    ['src/ui/button.tsx', `import { Contact } from '../linq/contact'`],
    ['src/ui/button.tsx', `import '../app'`],
    ['src/ui/text/reach.ts', `const part = await import('../../export-part')`],
    ['src/view/view.ts', `type View = import('../contacts/page').View`],
    ['src/view/view.ts', 'const part = await import(\n  /* @vite-ignore */\n  `../export/dialog`\n)'],
    ['src/directory/index/rank.ts', `new Worker(new URL('../../worker.ts', import.meta.url))`],
    ['src/directory/index/rank.ts', 'await import(`../../${room}/x`)'],
    ['src/directory/fields.ts', `import { start } from '../start-worker'`],
    ['src/directory/fields.ts', `import { all } from '..'`],
    ['src/linq/contact.ts', `import { all } from '../view'`],
    ['src/contacts/page.tsx', `import { toFile } from '../export/to-file'`],
    ['src/contacts/page.tsx', `import { toFile } from '/src/export/to-file'`],
    ['src/export/dialog.tsx', `import { row } from '../contacts/table/row'`],
    ['src/app.tsx', `import { decide } from '../server/front/decide'`],
    ['src/app.tsx', `import { version } from '../package.json'`],
    ['src/app.tsx', `vi.mock('../e2e/testing/records')`],
    ['src/view/view.ts', `import { serve } from '../linq/testing/serve'`],
    ['server/main.ts', `import { fields } from '../src/directory/fields'`],
    ['server/main.ts', `import { App } from '../src/app'`],
    ['server/files/send-file.ts', `import { leaksOf } from '../testing/leaks'`],
    ['server/testing/leaks.ts', `import { leaksOf } from '../../e2e/testing/leaks'`],
    ['server/main.ts', `import { root } from '../.ci/shared/command.mjs'`],
    ['e2e/export.spec.ts', `import { fields } from '../src/directory/fields'`],
    ['e2e/gateway.ts', `import { startGateway } from '../server/gateway'`],
    ['e2e/model/run.ts', `import { App } from '../../src/app'`],
    ['e2e/gateway.ts', `import { reader } from '../src/export/testing/csv-reader'`],
    ['bench/typing.mjs', `import { start } from '../server/testing/start'`],
    ['src/ui/button.css', `@import '../contacts/table.css';`],
  ]
  it.each(planted)('%s: %s', (file, line) => {
    expect(violationsIn(file, `// first\n${line}\nexport {}\n`)).toHaveLength(1)
  })

  it.each([
    ['src/contacts/page.tsx', `import { view } from '../view/view'; import { a } from './table'`],
    ['src/directory/read/reader.test.ts', `import { serve } from '../../linq/testing/serve'`],
    ['src/directory/testing/naive.ts', `import { serve } from '../../linq/testing/serve'`],
    ['src/worker.ts', `import('./export/export-contacts')`],
    ['server/upstream/answer.ts', `import { isRecord } from '../../src/linq/linq-error'`],
    ['server/upstream/contacts.ts', `import { version } from '../../package.json'`],
    ['bench/typing.mjs', `join(import.meta.dirname, '../dist'); import('../e2e/browser.mjs')`],
    ['src/ui/text/reach.test.ts', `const texts = ['../../../etc/passwd', '../photo.png']`],
    ['src/ui/text/reach.ts', `const text = 'Ends with…'; const more = '...'; const range = 'a/../b'`],
  ])('and nothing where there is none: %s: %s', (file, line) => {
    expect(violationsIn(file, line)).toEqual([])
  })
})
