import { type Contact, contactName } from '../linq/contact'

/** What a card is for: a file that keeps all there is to a person, or a code that a camera must be able to read. */
export type CardPurpose = 'file' | 'code'

/**
 * The card of a contact, as vCard 4.0 (RFC 6350) with CRLF after every line. Values are Linq's, spaces and all, but for
 * what no card can hold (`isHeldByCard`); fields that are empty are left out. The owner, who is a colleague and not the
 * person, is in none.
 *
 * A card for a `file` has everything, in lines of 75 bytes. One for a `code` has what a phone book keeps, unfolded:
 * a code grows with every character.
 */
export function vcardOf(contact: Contact, purpose: CardPurpose = 'file'): string {
  const { first_name, last_name, email, phone_number, company, title, location } = contact
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    // The one property that is never left out (6.2.1), also of a name without a character that a card may hold.
    line('FN', fullName(contact)) || line('FN', `#${contact.id}`),
    line('N', last_name, first_name, '', '', ''),
    line('ORG', company),
    line('TITLE', title),
    // A phone as it is in Linq: text, which is the default, because not every phone can be a `tel:` address.
    line('TEL', phone_number),
    line('EMAIL', email),
    ...(purpose === 'file' ? furtherLines(contact, location) : []),
    'END:VCARD',
  ].filter((one) => one !== '')
  return lines.map((one) => `${purpose === 'file' ? folded(one) : one}\r\n`).join('')
}

function furtherLines({ id, image_url, updated_at }: Contact, location: string): string[] {
  const isPublic = image_url?.startsWith('https://') === true
  return [
    // Box, extended address, street, locality, region, code, country: Linq has one text for all of them.
    line('ADR', '', '', '', location, '', '', ''),
    isPublic ? `PHOTO:${image_url}` : '',
    // So that a card that is imported again replaces the one before.
    `UID:urn:linq:contact:${id}`,
    updated_at === null ? '' : `REV:${timestamp(updated_at)}`,
  ]
}

/** The full name as it is, else what stands for it. */
function fullName(contact: Contact): string {
  return contact.full_name.trim() === '' ? contactName(contact) : contact.full_name
}

/** A property of one part or several; nothing when all of them are empty. */
function line(name: string, ...parts: string[]): string {
  const values = parts.map(escaped)
  return values.some(Boolean) ? `${name}:${values.join(';')}` : ''
}

/** Control characters, which RFC 6350 (3.3) does not allow, and line breaks but the one that it has (3.4). */
// oxlint-disable-next-line no-control-regex -- these are what is taken out
const unwritable = /[\u0000-\u0008\u000b-\u001f\u007f\u0085\u2028\u2029]/

/** Whether a card gives a text back as it is: no control characters, no other line breaks than LF, whole characters. */
export function isHeldByCard(text: string): boolean {
  return text.isWellFormed() && !unwritable.test(text)
}

/** RFC 6350, 3.4: backslash, comma, semicolon and line breaks; other control characters are not allowed (3.3). */
function escaped(text: string): string {
  // Most texts have none of it, and looking once is several times faster than replacing thrice.
  if (!/[\\,;\n]/.test(text) && isHeldByCard(text)) return text
  return (
    text
      .toWellFormed()
      .replace(/[\\,;]/g, String.raw`\$&`)
      .replace(/\r\n|[\r\n\u0085\u2028\u2029]/g, String.raw`\n`)
      // oxlint-disable-next-line no-control-regex -- these are what is taken out
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
  )
}

/** The most bytes of a line, without its end. */
const LINE_BYTES = 75

const isAscii = /^[\x20-\x7e]*$/

/** How many bytes UTF-8 takes for a character; asking an encoder for each took a minute for 100,000 cards. */
function utf8Bytes(codePoint: number): number {
  if (codePoint < 0x80) return 1
  if (codePoint < 0x800) return 2
  return codePoint < 0x10000 ? 3 : 4
}

/** RFC 6350, 3.2: a longer line goes on in the next one, behind a space. No character is cut in two. */
function folded(text: string): string {
  if (text.length * 3 <= LINE_BYTES || (text.length <= LINE_BYTES && isAscii.test(text))) return text
  const lines: string[] = []
  let current = ''
  let bytes = 0
  for (const character of text) {
    const size = utf8Bytes(character.codePointAt(0) ?? 0)
    if (bytes + size > LINE_BYTES) {
      lines.push(current)
      current = ' '
      bytes = 1
    }
    current += character
    bytes += size
  }
  return [...lines, current].join('\r\n')
}

/** `20260131T104200Z` (RFC 6350, 4.3.5). */
function timestamp(instant: number): string {
  return new Date(instant).toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '')
}
