import { appendFile, chmod, rename, stat } from 'node:fs/promises'

/** Who has taken which contacts out of the page. Unlike the log it names a person and their words: it is a record. */
export interface ExportRecord {
  /** The address of who is signed in; the provider's subject for somebody who has none. */
  person: string
  /** The view's filters, as they stand in the address of the page. */
  view: string
  /** The view did not fit: there is more than is recorded. */
  isCut?: boolean
  /** All that match, one page of them, or those that were selected. */
  scope: string
  format: string
  rows: number
}

export interface ExportLog {
  /** Adds one line of JSON. @throws the system's error when it cannot be written */
  add: (record: ExportRecord) => Promise<void>
}

/** Beyond this a file is put aside as `….1`, and the former ones move on. */
const longestBytes = 10_000_000
const keptFiles = 9

/**
 * Records in a file, or on standard output, for a system that collects it. A file is its owner's alone; one that was
 * there already is closed to those who are neither its owner nor of its group.
 *
 * @param path of the file; `-` for standard output
 * @param now milliseconds since 1970
 */
export function createExportLog(path: string, now: () => number, print: (line: string) => void): ExportLog {
  let last: Promise<unknown> = path === '-' ? Promise.resolve() : closeToOthers(path)
  async function append(line: string): Promise<void> {
    const size = await stat(path).then(
      (file) => file.size,
      () => 0,
    )
    if (size + line.length > longestBytes) await rotate(path)
    await appendFile(path, line, { mode: 0o600 })
  }
  return {
    add({ person, view, isCut = false, scope, format, rows }) {
      const line = JSON.stringify({
        time: new Date(now()).toISOString(),
        event: 'export',
        person,
        view,
        ...(isCut && { viewIsCut: true }),
        scope,
        format,
        rows,
      })
      if (path === '-') return Promise.resolve(print(line))
      // One after the other, so that nothing is lost where a file is put aside.
      const added = last.then(() => append(`${line}\n`))
      last = added.catch(() => undefined)
      return added
    },
  }
}

/** Where that is not for us to say, the start has told that everybody can read it. */
async function closeToOthers(path: string): Promise<void> {
  try {
    const file = await stat(path)
    if (file.isFile() && (file.mode & 0o007) !== 0) await chmod(path, file.mode & 0o770)
  } catch {
    // It is not there yet, or of somebody else.
  }
}

async function rotate(path: string): Promise<void> {
  for (let number = keptFiles - 1; number >= 0; number -= 1) {
    const from = number === 0 ? path : `${path}.${number}`
    await rename(from, `${path}.${number + 1}`).catch(() => undefined)
  }
}
