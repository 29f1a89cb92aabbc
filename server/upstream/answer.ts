import { isRecord } from '../../src/linq/linq-error'
import { refusalBody } from '../front/refusal'

/** What the gateway answers for one page of contacts. */
export interface ContactsAnswer {
  status: number
  /** JSON. */
  body: string
  /** To be passed on as `Retry-After`. */
  retryAfter: string | null
}

/** What came from upstream, read to its end. */
export interface UpstreamAnswer {
  status: number
  /** Each `Retry-After` that it had. */
  retryAfter: readonly string[]
  text: string
}

/** An answer, and a sentence for the log when whoever runs the gateway should know of it. */
export interface Judgement {
  answer: ContactsAnswer
  problem: string | null
}

/**
 * Decides what of an answer is passed on: a success that is complete JSON, as it is, and an error with its status,
 * its JSON and its `Retry-After`. Everything else becomes an error of the gateway in the API's shape, so that an HTML
 * page, half an answer or a redirect is never taken for contacts (faults.md, A2 to A5, A11).
 *
 * @param echoesToken whether a text holds the token in any form; such an answer is withheld
 */
export function judgeAnswer(upstream: UpstreamAnswer, echoesToken: (text: string) => boolean): Judgement {
  const { status, text } = upstream
  const retryAfter = readRetryAfter(upstream.retryAfter)
  if (echoesToken(`${retryAfter}\n${text}`)) {
    return ownError(502, 'UPSTREAM_UNSAFE', 'The answer of Linq held the token, and was withheld.')
  }
  const json = parseJson(text)
  if (status === 200) {
    if (json !== undefined) return { answer: { status, body: text, retryAfter: null }, problem: null }
    return ownError(502, 'UPSTREAM_UNREADABLE', 'The answer is not what Linq’s API sends.')
  }
  if (status >= 300 && status < 400) {
    return ownError(
      502,
      'UPSTREAM_REDIRECTED',
      'Linq’s address answered with a redirect, which is not followed.',
    )
  }
  // 407 speaks of a proxy between us and Linq; a browser would take it for one of its own.
  if (status < 400 || status > 599 || status === 407) {
    return ownError(
      502,
      'UPSTREAM_UNEXPECTED',
      `Linq, or something on the way to it, answered with ${status}.`,
    )
  }
  const body = isRecord(json)
    ? text
    : refusalBody({ code: `UPSTREAM_${status}`, message: sentenceOf(status) })
  const isRejected = status === 401 || status === 403
  return { answer: { status, body, retryAfter }, problem: isRejected ? sentenceOf(status) : null }
}

/** An error that the gateway itself finds, as an answer and as a line for the log. */
export function ownError(status: number, code: string, message: string): Judgement {
  return { answer: { status, body: refusalBody({ code, message }), retryAfter: null }, problem: message }
}

function sentenceOf(status: number): string {
  if (status === 401 || status === 403) return 'Linq rejected the token of this organisation.'
  if (status === 429) return 'Linq asked us to wait.'
  return `Linq, or something on the way to it, answered with ${status}.`
}

const httpDate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/**
 * The last `Retry-After` that is written as RFC 9110 (10.2.3) says: whole seconds or an HTTP date. How long a wait is
 * believed is for the app to say; what is no such value is not passed on. Of several the last was added nearest to us.
 */
function readRetryAfter(values: readonly string[]): string | null {
  const texts = values.map((value) => value.trim())
  return texts.findLast((text) => /^\d{1,9}$/.test(text) || httpDate.test(text)) ?? null
}

/** The parsed JSON, or undefined when the text is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
