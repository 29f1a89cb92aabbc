import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'

/** The header of every answer that names its request, so that what a person was told can be found in the log. */
export const requestIdHeader = 'X-Request-Id'

/** A name for one request. It is made here and never taken from a client, who could write anything into the log. */
export function newRequestId(): string {
  return randomUUID()
}

/** The name of the request that is answered; empty before the front has given it one. */
export function requestIdOf(response: ServerResponse): string {
  return String(response.getHeader(requestIdHeader) ?? '')
}

/** Why an answer is none of success, for the log. */
export interface AnswerNotes {
  /** The gateway's own `error_code`; Linq's own words are never logged. */
  code?: string
  /** Linq's id of the request, when it gave one. */
  linqTraceId?: string
}

const notes = new WeakMap<ServerResponse, AnswerNotes>()

export function noteAnswer(response: ServerResponse, note: AnswerNotes): void {
  notes.set(response, note)
}

export function notesOf(response: ServerResponse): AnswerNotes {
  return notes.get(response) ?? {}
}
