import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import * as v from 'valibot'
import { describe, expect, it } from 'vitest'

import { root } from './shared/command.mjs'

const names = v.optional(v.record(v.string(), v.string()), {})

const entrySchema = v.object({
  version: v.optional(v.string()),
  integrity: v.optional(v.string()),
  resolved: v.optional(v.string()),
  license: v.optional(v.string()),
  dev: v.optional(v.boolean(), false),
  link: v.optional(v.boolean(), false),
  inBundle: v.optional(v.boolean(), false),
  hasInstallScript: v.optional(v.boolean(), false),
  dependencies: names,
  optionalDependencies: names,
})

const lockSchema = v.object({ lockfileVersion: v.literal(3), packages: v.record(v.string(), entrySchema) })

const manifestSchema = v.object({
  dependencies: names,
  devDependencies: names,
  overrides: names,
  scripts: names,
})

interface Package extends v.InferOutput<typeof entrySchema> {
  path: string
  name: string
}

/** The product's own packages, and those that only the benchmark has. */
const installations = ['.', 'bench'].map((folder) => {
  const lock = v.parse(lockSchema, readJson(join(folder, 'package-lock.json')))
  const packages: Package[] = Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .map(([path, entry]) => Object.assign(entry, { path, name: path.replace(/^.*node_modules\//, '') }))
  return { folder, lock, packages, manifest: v.parse(manifestSchema, readJson(join(folder, 'package.json'))) }
})

/** Packages that may run a script of their own when they are installed. We run none even of these (install.mjs). */
const mayHaveInstallScript = new Set([
  // Watches files on macOS; ready-made, its script only builds it again.
  'fsevents',
])

/** What may become part of the product. */
const runTimeLicences = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
])

/** Fonts have licences of their own: this one allows to bundle and serve the font with any software. */
const licenceExceptions: Readonly<Record<string, string>> = { '@fontsource-variable/inter': 'OFL-1.1' }

/**
 * Versions that were published by attackers, or that destroyed what used them. Each was public knowledge for long; the
 * list reminds what happens, and stops an old lock from bringing them back.
 */
const knownBad: Readonly<Record<string, readonly string[]>> = {
  'ansi-regex': ['6.2.1'],
  'ansi-styles': ['6.2.2'],
  axios: ['0.30.4', '1.14.1'],
  chalk: ['5.6.1'],
  coa: ['2.0.3', '2.0.4', '2.1.1', '2.1.3', '3.0.1', '3.1.3'],
  'color-convert': ['3.1.1'],
  'color-name': ['2.0.1'],
  colors: ['1.4.1', '1.4.2', '1.4.44-liberty-2'],
  debug: ['4.4.2'],
  'error-ex': ['1.3.3'],
  'eslint-config-prettier': ['8.10.1', '9.1.1', '10.1.6', '10.1.7'],
  'eslint-scope': ['3.7.2'],
  'event-stream': ['3.3.6'],
  faker: ['6.6.6'],
  'flatmap-stream': ['0.1.1'],
  'is-arrayish': ['0.3.3'],
  'node-ipc': ['9.2.2', '10.1.1', '10.1.2', '10.1.3', '11.0.0', '11.1.0'],
  'plain-crypto-js': ['4.2.1'],
  rc: ['1.2.9', '1.3.9', '2.3.9'],
  'simple-swizzle': ['0.2.3'],
  'strip-ansi': ['7.1.1'],
  'supports-color': ['10.2.1'],
  synckit: ['0.11.9'],
  'ua-parser-js': ['0.7.29', '0.8.0', '1.0.0'],
  'wrap-ansi': ['9.0.1'],
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), 'utf8'))
}

/** The paths of those for which this holds: an empty list is what a test asks for. */
function pathsOf(packages: readonly Package[], isWrong: (each: Package) => boolean): string[] {
  return packages.filter(isWrong).map((each) => `${each.path} ${each.version ?? ''}`)
}

describe.each(installations)('the lock of $folder', ({ folder, packages, manifest }) => {
  it('names packages at all, those of package.json among them', () => {
    const paths = new Set(packages.map((each) => each.path))
    const wanted = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(wanted.length).toBeGreaterThan(folder === '.' ? 20 : 1)
    expect(wanted.filter((name) => !paths.has(`node_modules/${name}`))).toEqual([])
  })

  it('holds a strong hash of every package', () => {
    // What lies inside another package's archive is covered by the hash of that one.
    expect(
      pathsOf(
        packages,
        (each) => !each.inBundle && !/^sha512-[A-Za-z0-9+/]{86}==$/.test(each.integrity ?? ''),
      ),
    ).toEqual([])
  })

  it('counts as bundled only what lies inside another package', () => {
    expect(
      pathsOf(packages, (each) => each.inBundle && !/node_modules\/.+\/node_modules\//.test(each.path)),
    ).toEqual([])
  })

  it('takes nothing from anywhere but the default registry: no git, no archive of a site, no folder', () => {
    // .npmrc leaves out the addresses of the default registry, so that whatever has an address is something else.
    expect(pathsOf(packages, (each) => each.link || each.resolved !== undefined)).toEqual([])
    const ranges = packages.flatMap((each) =>
      Object.entries({ ...each.dependencies, ...each.optionalDependencies }),
    )
    // A range that is no range of versions: an address, a `user/repository`, a path. `npm:` only renames.
    expect(ranges.filter(([, range]) => !range.startsWith('npm:') && /[:/]/.test(range))).toEqual([])
  })

  it('brings no install script that is not listed', () => {
    expect(
      pathsOf(packages, (each) => each.hasInstallScript && !mayHaveInstallScript.has(each.name)),
    ).toEqual([])
  })

  it('brings only licences at run time that let everybody use the product', () => {
    expect(
      pathsOf(packages, (each) => {
        const licence = each.license ?? 'none'
        return !each.dev && !runTimeLicences.has(licence) && licenceExceptions[each.name] !== licence
      }),
    ).toEqual([])
  })

  it('holds no version that is known to be bad', () => {
    expect(pathsOf(packages, (each) => knownBad[each.name]?.includes(each.version ?? '') ?? false)).toEqual(
      [],
    )
  })
})

describe.each(installations)('package.json of $folder', ({ lock, manifest }) => {
  it('pins every version exactly', () => {
    const pins = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.overrides }
    expect(Object.entries(pins).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })

  it('pins what the lock holds', () => {
    const pins = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    const differing = pins.filter(
      ([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version,
    )
    expect(differing).toEqual([])
  })

  it('runs nothing by itself before or after other scripts, where .npmrc could silently skip it', () => {
    expect(Object.keys(manifest.scripts).filter((name) => /^(pre|post)|^install$/.test(name))).toEqual([])
  })
})

it.each(installations)(
  'lets npm take nothing from git, and run no script that is not listed: $folder',
  ({ folder }) => {
    const lines = readFileSync(join(root, folder, '.npmrc'), 'utf8').split('\n')
    expect(lines).toEqual(
      expect.arrayContaining(['allow-git=none', 'strict-allow-scripts=true', 'save-exact=true']),
    )
    // Both break what they should protect (gateway.md, fact 11); an address of a registry would bind everybody to it.
    expect(
      lines.filter((line) => /^\s*(ignore-scripts|min-release-age|.*registry\s*=|.*_auth)/i.test(line)),
    ).toEqual([])
  },
)
