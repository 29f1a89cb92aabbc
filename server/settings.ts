import { closeSync, openSync } from 'node:fs'
import { isIP } from 'node:net'

import { closest, distance } from 'fastest-levenshtein'
import * as v from 'valibot'

import { TROUBLES, type Trouble } from './demonstration/troubles'
import type { LogFormat } from './operation/log'
import { inFile, isLoopback, isOpenToAll, isSafeOrigin, originOf, unset, wholeNumber } from './setting-values'
import { type SignInSettings, signInEntries, signInOf } from './sign-in/sign-in-settings'

/** Where the contacts come from: Linq's API with the organisation's token, or made-up people. */
type Source =
  | { kind: 'linq'; apiUrl: string; token: string }
  | { kind: 'demonstration'; contacts: number; trouble: readonly Trouble[] }

export interface Settings {
  /** `localhost`, or the address of an interface; one beyond loopback only with sign-in. */
  host: string
  /** 0 lets the system choose. */
  port: number
  source: Source
  /** How much memory kept pages may take, in megabytes; 0 keeps none. */
  cacheMegabytes: number
  /** What all people together may ask of Linq; Infinity for no bound. */
  requestsPerSecond: number
  /** Where several gateways share what they read; null for one alone. */
  redisUrl: string | null
  /** Where figures about the gateway are served, for whoever runs it; null for nowhere. */
  metrics: { host: string; port: number } | null
  /** The file that records who exports what, `-` for standard output; null for no record. */
  exportLog: string | null
  /** Null for a gateway that anybody who reaches it may use: on loopback alone. */
  signIn: SignInSettings | null
  /** Sentences for whoever started the gateway: settings that have no effect, or one that they may not mean. */
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
  'HOST must be 127.0.0.1, localhost or ::1 unless signing in is set up (OIDC_ISSUER and the others): everyone who ' +
  'reaches the gateway would see the contacts.'
const openSentence =
  'PUBLIC_URL must begin with https:// when HOST is more than this machine: sessions would be read on the way.'
const portSentence = 'PORT must be a whole number from 0 to 65535.'
const contactsSentence = 'DEMO_CONTACTS must be a whole number from 1 to 1000000.'
const cacheSentence = 'CACHE_MEGABYTES must be a whole number from 0 to 16384.'
const rateSentence = 'LINQ_REQUESTS_PER_SECOND must be a whole number from 1 to 1000.'
const redisSentence =
  'REDIS_URL must be an address such as redis://10.0.0.5:6379 or rediss://user:password@host:6380/0, ' +
  'with % and other signs of a password written as %25 and so on.'
const logSentence = 'LOG_FORMAT must be words or json.'
const exportLogSentence = 'EXPORT_LOG must name a file that can be written, or be - for standard output.'
const metricsPortSentence = 'METRICS_PORT must be a whole number from 1 to 65535.'
const metricsHostSentence = 'METRICS_HOST must be an IP address of this machine, such as 127.0.0.1.'
const troubleSentence = `DEMO_TROUBLE must be a comma-separated list of ${TROUBLES.join(', ')}.`
const urlSentence =
  'LINQ_API_URL must be an https origin such as https://api.linqapp.com (http only on this machine), ' +
  'without user, path, query or fragment.'
const environment = v.object({
  HOST: unset(
    v.pipe(
      v.string(),
      v.check((host) => host === 'localhost' || isIP(host) !== 0, hostSentence),
    ),
  ),
  PORT: unset(wholeNumber(0, 65_535, portSentence)),
  LINQ_API_URL: unset(v.pipe(v.string(), v.check(isSafeOrigin, urlSentence), v.transform(originOf))),
  LINQ_INTEGRATION_TOKEN: unset(tokenNamed('LINQ_INTEGRATION_TOKEN')),
  LINQ_INTEGRATION_TOKEN_FILE: unset(
    v.pipe(inFile('LINQ_INTEGRATION_TOKEN_FILE', 'token'), tokenNamed('LINQ_INTEGRATION_TOKEN_FILE')),
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
  METRICS_PORT: unset(wholeNumber(1, 65_535, metricsPortSentence)),
  METRICS_HOST: unset(
    v.pipe(
      v.string(),
      v.check((host) => isIP(host) !== 0, metricsHostSentence),
    ),
  ),
  LOG_FORMAT: unset(v.picklist(['words', 'json'], logSentence)),
  EXPORT_LOG: unset(v.pipe(v.string(), v.check(isWritable, exportLogSentence))),
  REDIS_URL: unset(v.pipe(v.string(), v.check(isRedisUrl, redisSentence))),
  REDIS_URL_FILE: unset(
    v.pipe(
      inFile('REDIS_URL_FILE', 'address'),
      v.check(isRedisUrl, redisSentence.replace('REDIS_URL', 'REDIS_URL_FILE')),
    ),
  ),
  ...signInEntries,
})

const settingNames = Object.keys(environment.entries)

/**
 * How the log is written: as it is set, else JSON where the process is one for production. Known before the settings
 * are read, because what is wrong with them is told by it.
 */
export function logFormatOf(env: Readonly<Record<string, string | undefined>>): LogFormat {
  const { LOG_FORMAT: format, NODE_ENV: kind } = env
  if (format === 'json' || format === 'words') return format
  return kind === 'production' ? 'json' : 'words'
}

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
  const general = [...openNotes(env), ...unknownNotes(env)]
  if (rest.REDIS_URL !== undefined && rest.REDIS_URL_FILE !== undefined) {
    throw new StartError('Set REDIS_URL or REDIS_URL_FILE, not both.')
  }
  const shared = {
    host,
    port,
    cacheMegabytes: rest.CACHE_MEGABYTES ?? 128,
    redisUrl: rest.REDIS_URL ?? rest.REDIS_URL_FILE ?? null,
    exportLog: rest.EXPORT_LOG ?? null,
    metrics: metricsOf(rest, port),
    signIn: signInFor(host, rest),
  }
  const perSecond = rest.LINQ_REQUESTS_PER_SECOND
  if (token === undefined) {
    return {
      ...shared,
      source: demonstration(rest),
      requestsPerSecond: perSecond ?? Infinity,
      notes: [...madeUpNotes(shared.signIn), ...general],
    }
  }
  const apiUrl = rest.LINQ_API_URL ?? 'https://api.linqapp.com'
  if (isLoopback(new URL(apiUrl)) && port !== 0 && portOf(apiUrl) === port) {
    throw new StartError('LINQ_API_URL names the address of the gateway itself: change it, or PORT.')
  }
  return {
    ...shared,
    source: { kind: 'linq', apiUrl, token },
    requestsPerSecond: perSecond ?? defaultPerSecond,
    notes: [...ignoredWithToken(rest), ...general],
  }
}

type Rest = Omit<v.InferOutput<typeof environment>, 'HOST' | 'PORT'>

function metricsOf(
  { METRICS_PORT: port, METRICS_HOST: host }: Rest,
  peoplesPort: number,
): Settings['metrics'] {
  if (port === peoplesPort) throw new StartError('METRICS_PORT must be another one than PORT.')
  if (port !== undefined) return { host: host ?? '127.0.0.1', port }
  if (host !== undefined)
    throw new StartError('METRICS_HOST needs METRICS_PORT: there are no metrics without it.')
  return null
}

/** Beyond this machine there is no gateway without sign-in, and none without https in front of it. */
function signInFor(host: string, rest: Rest): SignInSettings | null {
  const signIn = signInOf(rest, (sentence) => new StartError(sentence))
  if (rest.EXPORT_LOG !== undefined && signIn === null) {
    throw new StartError('EXPORT_LOG needs signing in: without it nobody can be named.')
  }
  if (isLoopbackHost(host)) return signIn
  if (signIn === null) throw new StartError(hostSentence)
  if (!signIn.provider.publicUrl.startsWith('https:')) throw new StartError(openSentence)
  return signIn
}

function isLoopbackHost(host: string): boolean {
  return ['127.0.0.1', 'localhost', '::1'].includes(host)
}

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

/** A token that was forgotten must not look like success to whoever has set up everything else. */
function madeUpNotes(signIn: SignInSettings | null): string[] {
  if (signIn === null) return []
  return ['LINQ_INTEGRATION_TOKEN is not set: whoever signs in sees made-up contacts.']
}

/** Secrets and records that others could read are said, and not refused: whoever runs this may know why. */
function openNotes(env: Readonly<Record<string, string | undefined>>): string[] {
  return settingNames
    .filter((name) => (name.endsWith('_FILE') || name === 'EXPORT_LOG') && isOpenToAll(env[name] ?? ''))
    .map((name) => `${name} names a file that everybody on this machine can read.`)
}

/**
 * A misspelt setting would be a silent one. Its name alone is told: the value may be a token. `LINQ_CONTACTS_…` are
 * variables of our own tools.
 */
function unknownNotes(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(env)
    .filter((name) => /^[A-Z][A-Z0-9_]{0,60}$/i.test(name) && !settingNames.includes(name))
    .flatMap((name) => {
      const meant = settingLike(name)
      if (meant === null && !/^(?:LINQ|DEMO|OIDC|ALLOWED)_(?!CONTACTS_)/i.test(name)) return []
      return `${name} is not a setting of Linq Contacts, and has no effect${meant ? `: ${meant} is` : ''}.`
    })
    .toSorted()
}

/**
 * The setting that somebody has meant by a name; null where none is near. Short names are near to anything, and a name
 * that is no file's is not meant to be one.
 */
function settingLike(name: string): string | null {
  const asked = name.toUpperCase()
  const alike = settingNames.filter((one) => one.endsWith('_FILE') === asked.endsWith('_FILE'))
  const nearest = closest(asked, alike)
  const mostEdits = nearest.length < 8 ? 0 : nearest.length < 12 ? 1 : 2
  const isBegun = asked.length > 8 && nearest.startsWith(asked.slice(0, -1))
  return isBegun || distance(asked, nearest) <= mostEdits ? nearest : null
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

/** Looks before anybody exports something, when nobody would be told. */
function isWritable(path: string): boolean {
  if (path === '-') return true
  try {
    closeSync(openSync(path, 'a', 0o600))
    return true
  } catch {
    return false
  }
}

function isRedisUrl(text: string): boolean {
  if (!/^rediss?:\/\/\S+$/.test(text) || !URL.canParse(text)) return false
  const { hostname, pathname, username, password } = new URL(text)
  return hostname !== '' && /^\/?[0-9]{0,5}$/.test(pathname) && isDecodable(username + password)
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

function portOf(origin: string): number {
  const url = new URL(origin)
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
}
