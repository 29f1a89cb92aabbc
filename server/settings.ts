import { readFileSync, statSync } from 'node:fs'

import * as v from 'valibot'

import { TROUBLES, type Trouble } from './demonstration/demonstration'

/** Where the contacts come from: Linq's API with the organisation's token, or made-up people. */
type Source =
  | { kind: 'linq'; apiUrl: string; token: string }
  | { kind: 'demonstration'; contacts: number; trouble: readonly Trouble[] }

export interface Settings {
  /** The name in the printed address: a name of this machine's own loopback. */
  host: 'localhost' | '127.0.0.1' | '::1'
  /** 0 lets the system choose. */
  port: number
  source: Source
  /** How much memory kept pages may take, in megabytes; 0 keeps none. */
  cacheMegabytes: number
  /** What all people together may ask of Linq; Infinity for no bound. */
  requestsPerSecond: number
  /** Sentences for whoever started the gateway: settings that have no effect. */
  notes: readonly string[]
}

/** A reason not to start. Its message is one sentence for the person who starts, and never holds a setting's value. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

/** A shorter one is no token, and could not be told from ordinary text when an answer repeats it. */
const shortestToken = 8

/** The longest token that is believed: longer ones do not fit into the headers that servers accept. */
const longestToken = 4096

/** Linq promises no numbers; this reads 20,000 contacts in a quarter of a minute, once for everybody. */
const defaultPerSecond = 20

const hostSentence =
  'HOST must be 127.0.0.1, localhost or ::1: everyone who reaches the gateway sees the contacts, ' +
  'and signing in, which would let it listen elsewhere, is not there yet.'
const portSentence = 'PORT must be a whole number from 0 to 65535.'
const contactsSentence = 'DEMO_CONTACTS must be a whole number from 1 to 1000000.'
const cacheSentence = 'CACHE_MEGABYTES must be a whole number from 0 to 16384.'
const rateSentence = 'LINQ_REQUESTS_PER_SECOND must be a whole number from 1 to 1000.'
const troubleSentence = `DEMO_TROUBLE must be a comma-separated list of ${TROUBLES.join(', ')}.`
const urlSentence =
  'LINQ_API_URL must be an https origin such as https://api.linqapp.com (http only on this machine), ' +
  'without user, path, query or fragment.'
const fileSentence = 'LINQ_INTEGRATION_TOKEN_FILE must name a file with the token that can be read.'

/** An empty variable is one that is not set: this is what `NAME= npm start` and compose files mean by it. */
const unset = <const Schema extends v.GenericSchema<string, unknown>>(schema: Schema) =>
  v.pipe(
    v.optional(v.string()),
    v.transform((value) => (value === '' ? undefined : value)),
    v.optional(schema),
  )

const environment = v.object({
  HOST: unset(v.picklist(['127.0.0.1', 'localhost', '::1'], hostSentence)),
  PORT: unset(wholeNumber(0, 65_535, portSentence)),
  LINQ_API_URL: unset(v.pipe(v.string(), v.check(isSafeOrigin, urlSentence), v.transform(originOf))),
  LINQ_INTEGRATION_TOKEN: unset(tokenNamed('LINQ_INTEGRATION_TOKEN')),
  LINQ_INTEGRATION_TOKEN_FILE: unset(
    v.pipe(
      v.string(),
      v.rawTransform(({ dataset, addIssue, NEVER }) => {
        const text = readTokenFile(dataset.value)
        if (text !== null) return text
        addIssue({ message: fileSentence })
        return NEVER
      }),
      tokenNamed('LINQ_INTEGRATION_TOKEN_FILE'),
    ),
  ),
  CACHE_MEGABYTES: unset(wholeNumber(0, 16_384, cacheSentence)),
  LINQ_REQUESTS_PER_SECOND: unset(wholeNumber(1, 1000, rateSentence)),
  DEMO_CONTACTS: unset(wholeNumber(1, 1_000_000, contactsSentence)),
  DEMO_TROUBLE: unset(
    v.pipe(
      v.string(),
      v.transform((list) => list.split(',').map((name) => name.trim())),
      v.transform((names) => names.filter((name) => name !== '')),
      v.array(v.picklist(TROUBLES, troubleSentence)),
    ),
  ),
})

/**
 * Reads the settings from the environment.
 *
 * @throws StartError with one sentence that names the first variable that is wrong, or that does not fit another
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = v.safeParse(environment, env)
  if (!given.success) throw new StartError(given.issues[0].message)
  const { HOST: host = '127.0.0.1', PORT: port = 4173, ...rest } = given.output
  if (rest.LINQ_INTEGRATION_TOKEN !== undefined && rest.LINQ_INTEGRATION_TOKEN_FILE !== undefined) {
    throw new StartError('Set LINQ_INTEGRATION_TOKEN or LINQ_INTEGRATION_TOKEN_FILE, not both.')
  }
  const token = rest.LINQ_INTEGRATION_TOKEN ?? rest.LINQ_INTEGRATION_TOKEN_FILE
  const unknown = unknownNotes(env)
  const cacheMegabytes = rest.CACHE_MEGABYTES ?? 128
  const perSecond = rest.LINQ_REQUESTS_PER_SECOND
  if (token === undefined) {
    const requestsPerSecond = perSecond ?? Infinity
    return { host, port, source: demonstration(rest), cacheMegabytes, requestsPerSecond, notes: unknown }
  }
  const apiUrl = rest.LINQ_API_URL ?? 'https://api.linqapp.com'
  if (isLoopback(new URL(apiUrl)) && port !== 0 && portOf(apiUrl) === port) {
    throw new StartError('LINQ_API_URL names the address of the gateway itself: change it, or PORT.')
  }
  return {
    host,
    port,
    source: { kind: 'linq', apiUrl, token },
    cacheMegabytes,
    requestsPerSecond: perSecond ?? defaultPerSecond,
    notes: [...ignoredWithToken(rest), ...unknown],
  }
}

type Rest = Omit<v.InferOutput<typeof environment>, 'HOST' | 'PORT'>

function demonstration(rest: Rest): Source {
  if (rest.LINQ_API_URL !== undefined) {
    throw new StartError(
      'LINQ_API_URL is set without LINQ_INTEGRATION_TOKEN: set the token too, or neither for the demonstration.',
    )
  }
  const trouble = TROUBLES.filter((name) => rest.DEMO_TROUBLE?.includes(name))
  return { kind: 'demonstration', contacts: rest.DEMO_CONTACTS ?? 5000, trouble }
}

/** A leftover of trying the demonstration is harmless beside a token, so it is said, and not refused. */
function ignoredWithToken(rest: Rest): string[] {
  return (['DEMO_CONTACTS', 'DEMO_TROUBLE'] as const)
    .filter((name) => rest[name] !== undefined)
    .map((name) => `${name} has no effect, because a token is set.`)
}

/**
 * A misspelt setting would be a silent one. Its name alone is told: the value may be a token. `LINQ_CONTACTS_…` are
 * variables of our own tools.
 */
function unknownNotes(env: Readonly<Record<string, string | undefined>>): string[] {
  const known: ReadonlySet<string> = new Set(Object.keys(environment.entries))
  return Object.keys(env)
    .filter((name) => /^(?:LINQ|DEMO)_(?!CONTACTS_)[A-Z0-9_]{1,60}$/i.test(name) && !known.has(name))
    .map((name) => `${name} is not a setting of Linq Contacts, and has no effect.`)
    .toSorted()
}

function wholeNumber(least: number, most: number, sentence: string) {
  return v.pipe(
    v.string(),
    v.regex(/^(?:0|[1-9][0-9]{0,6})$/, sentence),
    v.transform(Number),
    v.minValue(least, sentence),
    v.maxValue(most, sentence),
  )
}

/**
 * A token is sent as a header: anything but visible ASCII in it is a mistake of copying, and would make Node put the
 * value into the message of an error.
 */
function tokenNamed(variable: string) {
  return v.pipe(
    v.string(),
    v.regex(
      /^[\x21-\x7e]+$/,
      `${variable} must be the token alone: visible ASCII without spaces or line breaks.`,
    ),
    v.check(
      (value) => !/^["'`]|["'`]$/.test(value),
      `${variable} must be the token alone, without quotes around it.`,
    ),
    v.minLength(
      shortestToken,
      `${variable} is too short for a token: less than ${shortestToken} characters.`,
    ),
    v.maxLength(longestToken, `${variable} is too long for a token: more than ${longestToken} characters.`),
  )
}

/** The token in a file without what editors add (a mark at its start, line breaks at its end); null when unreadable. */
function readTokenFile(path: string): string | null {
  try {
    const file = statSync(path)
    // A pipe or a device could keep the start waiting for ever.
    if (!file.isFile() || file.size > 2 * longestToken) return null
    return readFileSync(path, 'utf8')
      .replace(/^\ufeff/, '')
      .replace(/[\r\n]+$/, '')
  } catch {
    return null
  }
}

function isSafeOrigin(text: string): boolean {
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

function originOf(text: string): string {
  return new URL(text).origin
}

function isLoopback(url: URL): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
}

function portOf(origin: string): number {
  const url = new URL(origin)
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
}
