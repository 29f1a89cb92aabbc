import { readFileSync, statSync } from 'node:fs'

import * as v from 'valibot'

/** An empty variable is one that is not set: this is what `NAME= npm start` and compose files mean by it. */
export const unset = <const Schema extends v.GenericSchema<string, unknown>>(schema: Schema) =>
  v.pipe(
    v.optional(v.string()),
    v.transform((value) => (value === '' ? undefined : value)),
    v.optional(schema),
  )

/** A whole number in plain digits. @param sentence is told when it is none, or beyond the bounds */
export function wholeNumber(least: number, most: number, sentence: string) {
  return v.pipe(
    v.string(),
    v.regex(/^(?:0|[1-9][0-9]{0,6})$/, sentence),
    v.transform(Number),
    v.minValue(least, sentence),
    v.maxValue(most, sentence),
  )
}

/** The text of a file that a variable names. */
export function inFile(variable: string, what: string) {
  return v.pipe(
    v.string(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const text = readSecretFile(dataset.value)
      if (text === '') addIssue({ message: `${variable} names a file with nothing in it.` })
      else if (text !== null) return text
      else addIssue({ message: `${variable} must name a file with the ${what} that can be read.` })
      return NEVER
    }),
  )
}

/** Whether everybody on this machine can read a file. Compose mounts secrets so, where nobody else is. */
export function isOpenToAll(path: string): boolean {
  if (path.startsWith('/run/secrets/')) return false
  try {
    return (statSync(path).mode & 0o004) !== 0
  } catch {
    return false
  }
}

/** No secret of ours is longer. */
const longestFile = 8192

/** The secret in a file without what editors add (a mark at its start, line breaks at its end); null when unreadable. */
function readSecretFile(path: string): string | null {
  try {
    const file = statSync(path)
    // A pipe or a device could keep the start waiting for ever.
    if (!file.isFile() || file.size > longestFile) return null
    return readFileSync(path, 'utf8')
      .replace(/^\ufeff/, '')
      .replace(/[\r\n]+$/, '')
  } catch {
    return null
  }
}

/** Whether a text is an origin and nothing else: https, or http on this machine. */
export function isSafeOrigin(text: string): boolean {
  // The address is compared with its own origin, so that nothing which URL would tidy away gets through.
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  if (url.origin !== text.toLowerCase().replace(/\/$/, '') && !namesDefaultPort(text, url)) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))
}

function namesDefaultPort(text: string, url: URL): boolean {
  const port = url.protocol === 'https:' ? ':443' : ':80'
  return url.port === '' && `${url.origin}${port}` === text.toLowerCase().replace(/\/$/, '')
}

export function originOf(text: string): string {
  return new URL(text).origin
}

export function isLoopback(url: URL): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
}
