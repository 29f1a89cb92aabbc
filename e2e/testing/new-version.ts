import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { builtFolder } from '../gateway'

/** What the names of all files of a new version contain. */
export const NEW_MARK = '-new'

/**
 * Makes a build that does the same under other names, as the next version of the product would have them: whoever has
 * the former page open asks for files that are not there any more.
 *
 * @returns the folder; whoever asked for it removes it
 */
export async function newVersion(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'linq-contacts-new-'))
  await cp(builtFolder, folder, { recursive: true })
  const assets = join(folder, 'client/assets')
  const renamed = new Map<string, string>()
  for (const name of await readdir(assets)) {
    // What was compressed before has the former names in it, and is not needed.
    if (/\.(?:br|gz)$/.test(name)) await rm(join(assets, name))
    else if (name.endsWith('.js')) renamed.set(name, name.replace(/\.js$/, `${NEW_MARK}.js`))
  }
  for (const [name, next] of renamed) {
    await rewrite(join(assets, name), renamed)
    await rename(join(assets, name), join(assets, next))
  }
  const page = join(folder, 'client/index.html')
  await rewrite(page, renamed)
  for (const ending of ['br', 'gz']) await rm(`${page}.${ending}`, { force: true })
  return folder
}

async function rewrite(path: string, renamed: ReadonlyMap<string, string>): Promise<void> {
  const text = await readFile(path, 'utf8')
  await writeFile(
    path,
    text.replace(/[\w.-]+\.js\b/g, (name) => renamed.get(name) ?? name),
  )
}
