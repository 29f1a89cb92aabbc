import type { IncomingMessage, ServerResponse } from 'node:http'

import type { StaticFile } from './static-files'

/** From so many bytes on a file waits for its turn: smaller ones are copied as fast as a question is answered. */
const largeBytes = 32_768

/** What the answer depends on beside the file and the request. */
export interface Sending {
  /** Whether somebody else would be answered otherwise, so that no proxy may keep it. */
  isForOne: boolean
  /** Lets a large file be written when its turn has come; gives what takes it out again. */
  inTurn: (write: () => void) => () => void
}

/** Answers with a file, in the best coding that the client accepts, or with 304 when it has it already. */
export function sendFile(
  file: StaticFile,
  request: IncomingMessage,
  response: ServerResponse,
  { isForOne, inTurn }: Sending,
): void {
  const { bytes, coding } = chooseForm(file, request.headers['accept-encoding'])
  const tag = coding === null ? `"${file.hash}"` : `"${file.hash}-${coding}"`
  // RFC 9110, 15.4.5: a 304 carries these of the headers that the 200 would have had.
  response.setHeader('ETag', tag)
  // RFC 9111 lets a proxy keep an answer to the cookie of one person, and one that sets it, and give it to others.
  response.setHeader('Cache-Control', isForOne ? 'no-store' : file.cacheControl)
  if (file.brotli !== null || file.gzip !== null) response.setHeader('Vary', 'Accept-Encoding')
  if (isKnown(request.headers['if-none-match'], tag)) {
    response.writeHead(304).end()
    return
  }
  if (coding !== null) response.setHeader('Content-Encoding', coding)
  response.setHeader('Content-Type', file.type)
  response.setHeader('Content-Length', bytes.length)
  const body = request.method === 'HEAD' ? undefined : bytes
  const write = () => {
    if (!request.socket.destroyed) response.writeHead(200).end(body)
  }
  if (body === undefined || body.length < largeBytes) write()
  // Who is gone leaves nothing behind that waits: connections are bounded, and so is what waits for them.
  else response.once('close', inTurn(write))
}

function chooseForm(file: StaticFile, accepted: string | string[] | undefined) {
  const weights = readWeights(String(accepted ?? ''))
  const weightOf = (coding: string) => weights.get(coding) ?? weights.get('*') ?? 0
  // Where the client likes both alike, brotli is the smaller one.
  if (file.brotli !== null && weightOf('br') > 0 && weightOf('br') >= weightOf('gzip')) {
    return { bytes: file.brotli, coding: 'br' }
  }
  if (file.gzip !== null && weightOf('gzip') > 0) return { bytes: file.gzip, coding: 'gzip' }
  return { bytes: file.bytes, coding: null }
}

/** `Accept-Encoding` as codings with their weights (RFC 9110, 12.5.3); what cannot be read is not accepted. */
function readWeights(accepted: string): ReadonlyMap<string, number> {
  const weights = new Map<string, number>()
  for (const item of accepted.toLowerCase().split(',')) {
    const parts = /^\s*([a-z0-9*-]+)\s*(?:;\s*q=([01](?:\.[0-9]{0,3})?)\s*)?$/.exec(item)
    if (parts?.[1] !== undefined) weights.set(parts[1], Math.min(1, Number(parts[2] ?? 1)))
  }
  return weights
}

/** Whether `If-None-Match` names the tag (RFC 9110, 13.1.2: weak comparison, a list, or `*`). */
function isKnown(given: string | undefined, tag: string): boolean {
  if (given === undefined) return false
  return given.trim() === '*' || given.split(',').some((one) => one.trim().replace(/^W\//, '') === tag)
}
