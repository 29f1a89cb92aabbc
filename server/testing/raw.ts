import { connect } from 'node:net'

/** One answer as it came over the wire. */
export interface RawAnswer {
  status: number
  /** Lower-case names; several values of one name are joined with a comma. */
  headers: ReadonlyMap<string, string>
  body: string
}

/** What came back on one connection, and the bytes behind the last answer that are no answer. */
export interface RawExchange {
  answers: RawAnswer[]
  rest: string
  /** Every byte that came. */
  text: string
}

/**
 * Sends bytes on a new connection, and gives what comes back until the other side closes, until `answers` answers are
 * there, or until nothing came for `quietMs`.
 */
export function exchange(
  port: number,
  sent: string | Buffer,
  { answers: wanted = 1, quietMs = 2000 }: { answers?: number; quietMs?: number } = {},
): Promise<RawExchange> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const socket = connect({ port, host: '127.0.0.1' })
    const read = () => readAnswers(Buffer.concat(chunks).toString('latin1'))
    socket.setTimeout(quietMs, () => socket.destroy())
    // A reset is one of the ways in which the other side may close.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => resolve(read()))
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      if (read().answers.length >= wanted) socket.destroy()
    })
    socket.write(typeof sent === 'string' ? Buffer.from(sent, 'latin1') : sent)
  })
}

/** A request with an ordinary head; `headers` are whole lines. */
export function requestText(
  port: number,
  target: string,
  { method = 'GET', headers = [] }: { method?: string; headers?: readonly string[] } = {},
): string {
  return `${[`${method} ${target} HTTP/1.1`, `Host: 127.0.0.1:${port}`, ...headers].join('\r\n')}\r\n\r\n`
}

/** Asks for a target as it stands, without the tidying up that fetch does, and gives the one answer. */
export async function ask(
  port: number,
  target: string,
  options: { method?: string; headers?: readonly string[] } = {},
): Promise<RawAnswer> {
  const headers = [...(options.headers ?? []), 'Connection: close']
  const { answers, text } = await exchange(port, requestText(port, target, { ...options, headers }))
  const [answer] = answers
  if (!answer) throw new Error(`no answer to ${options.method ?? 'GET'} ${target.slice(0, 80)}: ${text}`)
  return answer
}

function readAnswers(text: string): RawExchange {
  const answers: RawAnswer[] = []
  let rest = text
  for (;;) {
    const end = rest.indexOf('\r\n\r\n')
    const [first = '', ...lines] = rest.slice(0, Math.max(0, end)).split('\r\n')
    const status = /^HTTP\/1\.1 ([1-5][0-9]{2}) /.exec(first)?.[1]
    if (end < 0 || status === undefined) return { answers, rest, text }
    const headers = new Map<string, string>()
    for (const line of lines) {
      const name = line.slice(0, line.indexOf(':')).toLowerCase()
      const value = line.slice(line.indexOf(':') + 1).trim()
      headers.set(name, headers.has(name) ? `${headers.get(name)}, ${value}` : value)
    }
    // RFC 9110, 15.4.5: a 304 has no body, whatever length it names.
    const length = status === '304' ? 0 : Number(headers.get('content-length') ?? 0)
    const body = rest.slice(end + 4, end + 4 + length)
    if (body.length < length) return { answers, rest, text }
    answers.push({ status: Number(status), headers, body })
    rest = rest.slice(end + 4 + length)
  }
}
