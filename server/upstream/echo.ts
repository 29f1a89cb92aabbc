/** So much of a token is looked for: whoever repeats the whole repeats its beginning. */
const longestNeedle = 64

/**
 * Makes the guard that finds the token in a text that is about to leave. Linq has no reason to repeat it, but a
 * proxy's error page or a debugging endpoint may print the request that it got. Found are, in upper and lower case: the
 * token as it is; each of its characters behind JSON's escapes, URL-encoded or as an HTML entity, also doubly and
 * mixed; its bytes in hex, with and without separators; and in base64 and base64url, wherever it begins in a longer
 * text, also in lines.
 *
 * One regular expression does it in one pass without a copy of the text. Every repetition in it is bounded, so that
 * the time grows with the length of the text alone.
 */
export function createEchoGuard(token: string): (text: string) => boolean {
  const needle = token.slice(0, longestNeedle)
  const pattern = new RegExp([spelledOut(needle), inHex(needle), ...inBase64(needle)].join('|'), 'i')
  return (text) => pattern.test(text)
}

// Seven backslashes are three levels of JSON within JSON: `\/`, `\\\/`, `\\\\\\\/`.
const backslashes = String.raw`\\{1,7}`
const percent = String.raw`(?:%|${backslashes}(?:u00|x)25)(?:25){0,3}`
const ampersand = String.raw`(?:&|${backslashes}(?:u00|x)26)(?:amp;){0,3}`
const named: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }

/** The characters, each in any of its spellings. */
function spelledOut(text: string): string {
  return Array.from(text, spellings).join('')
}

function spellings(character: string): string {
  const code = character.charCodeAt(0)
  const hex = code.toString(16).padStart(2, '0')
  const name = named[character]
  const entities = [`#0{0,5}${code}`, `#x0{0,5}${hex}`, ...(name === undefined ? [] : [name])].join('|')
  return [
    String.raw`(?:\\{0,7}\x${hex}`,
    `${backslashes}(?:u00|x)${hex}`,
    `${percent}${hex}`,
    `${ampersand}(?:${entities});?)`,
  ].join('|')
}

/** The bytes as two digits each, as dumps and fingerprints print them: `74:6f`, `74 6f`, `0x74, 0x6f`. */
function inHex(text: string): string {
  const between = String.raw`(?:[\s:,-]|0x|${backslashes}[nrt]){0,4}`
  return [...Buffer.from(text)].map((byte) => byte.toString(16).padStart(2, '0')).join(between)
}

/** What the bytes look like inside of longer base64: for each offset, the digits that depend on them alone. */
function inBase64(text: string): string[] {
  const bytes = Buffer.from(text)
  const between = String.raw`(?:\s|${backslashes}[nrt]){0,4}`
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
    const own = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6))
    return Array.from(own, digitSpellings).join(between)
  })
}

function digitSpellings(digit: string): string {
  if (digit === '+') return `(?:-|${spellings(digit)})`
  if (digit === '/') return `(?:_|${spellings(digit)})`
  return digit
}
