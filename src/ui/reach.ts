/** The ways to reach somebody, as links that every system knows. */

/** `tel:` (RFC 3966) of a phone as it was written: digits, a plus in front, and what a keypad has. */
export function callLink(phone: string): string | null {
  const number = dialled(phone)
  return number === null ? null : `tel:${number}`
}

/** `sms:` (RFC 5724). */
export function textLink(phone: string): string | null {
  const number = dialled(phone)
  return number === null ? null : `sms:${number}`
}

/** `mailto:` (RFC 6068); everything but the at sign is encoded, so that no address can add headers. */
export function mailLink(email: string): string | null {
  const address = email.trim().toWellFormed()
  return address.includes('@') ? `mailto:${encodeURIComponent(address).replaceAll('%40', '@')}` : null
}

function dialled(phone: string): string | null {
  const number = phone.trim().replace(/(?!^\+)[^\d*#]/g, '')
  return /\d{3}/.test(number) ? number.replaceAll('#', '%23') : null
}
