/** Shorter secrets, and shorter pieces of one, cannot be told from ordinary text. */
const shortestNeedle = 6

/**
 * Makes the guard that finds the token in a text that is about to leave: as it is, in base64 (at any offset) and
 * base64url, in hex, URL-encoded, and behind JSON's escapes. Linq has no reason to repeat it, but a proxy's error page
 * or a debugging endpoint may print the request that it got.
 */
export function createEchoGuard(token: string): (text: string) => boolean {
  const needles = [token, ...base64Needles(token)].filter((needle) => needle.length >= shortestNeedle)
  const hex = Buffer.from(token).toString('hex')
  return (text) =>
    readings(text).some(
      (reading) =>
        needles.some((needle) => reading.includes(needle)) ||
        (token.length >= shortestNeedle && reading.toLowerCase().includes(hex)),
    )
}

/** What the token's bytes look like inside of longer base64: for each offset, the digits that depend on it alone. */
function base64Needles(token: string): string[] {
  const bytes = Buffer.from(token)
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
    const needle = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6))
    return [needle, needle.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

function readings(text: string): string[] {
  const found = [text]
  const plain = text.includes('\\') ? unescapeJson(text) : text
  if (plain !== text) found.push(plain)
  if (plain.includes('%')) found.push(decodePercent(plain))
  return found
}

function unescapeJson(text: string): string {
  return text.replaceAll(/\\(?:u([0-9a-f]{4})|(["\\/]))/gi, (_escape, code?: string, character?: string) =>
    code === undefined ? (character ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
  )
}

function decodePercent(text: string): string {
  return text.replaceAll(/%([0-9a-f]{2})/gi, (_escape, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}
