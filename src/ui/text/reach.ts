/** The ways to reach somebody, as links that every system knows. */

/** `tel:` (RFC 3966) of a phone as it was written: digits, a plus in front, and what a keypad has. */
export function callLink(phone: string): string | null {
  const { number, extension } = dialled(phone)
  return number === null ? null : `tel:${number}${extension && `;ext=${extension}`}`
}

/** `sms:` (RFC 5724). */
export function textLink(phone: string): string | null {
  const { number } = dialled(phone)
  return number === null ? null : `sms:${number}`
}

/** `mailto:` (RFC 6068); everything but the at sign is encoded, so that no address can add headers. */
export function mailLink(email: string): string | null {
  const address = email.trim().toWellFormed()
  return address.includes('@') ? `mailto:${encodeURIComponent(address).replaceAll('%40', '@')}` : null
}

interface Dialled {
  /** Null when it cannot be dialled. */
  number: string | null
  /** Digits of an extension, or nothing. */
  extension: string
}

/** What a telephone dials of a phone as people write it: `(+48) 22 555 01 47`, `555-123-4567 ext. 89`. */
function dialled(phone: string): Dialled {
  const parts = /^(.*?)(?:[\s,;]*(?:ext|extension|x|#)[.=:\s]*(\d+))?$/iu.exec(phone.normalize('NFKC').trim())
  const main = parts?.[1] ?? ''
  const digits = main.replace(/[^\d*]/g, '')
  const number = (/^[^\d]*\+/.test(main) ? '+' : '') + digits
  return { number: /\d{3}/.test(digits) ? number : null, extension: parts?.[2] ?? '' }
}
