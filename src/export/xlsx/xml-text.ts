/** The most UTF-16 units that Excel keeps in a cell ("Excel specifications and limits"). */
export const LONGEST_CELL = 32_767

/** Everything that XML 1.0 (2.2, "Char") does not allow, halves of surrogate pairs among it. */
const forbidden =
  // oxlint-disable-next-line no-control-regex -- these are what is replaced
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** What has a meaning of its own, in XML or (`_x0041_`) in the strings of Office Open XML (ECMA-376, 22.9.2.19). */
const special = /[&<>\r]|_(?=x[0-9a-fA-F]{4}_)/g

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  // A plain one would become a line feed when XML is read.
  '\r': '&#13;',
  _: '_x005F_',
}

/** Replaces every character that XML forbids by U+FFFD; gives the same text when there is none. */
export function allowedText(text: string): string {
  return text.replace(forbidden, '\ufffd')
}

/** As much of a text as a cell holds, without half of a character at its end. */
export function cutToCell(text: string): string {
  if (text.length <= LONGEST_CELL) return text
  return text.slice(0, LONGEST_CELL).replace(/[\ud800-\udbff]$/, '')
}

/** A text as it stands between two tags of a sheet. */
export function escapeXml(text: string): string {
  return text.replace(special, (sign) => escapes[sign] ?? sign)
}

/** White space that a reader may drop where it is not told to keep it (XML 1.0, 2.10): all but single blanks within. */
const spaced = /[^\S ]|^ | $| {2}/

/** A string of Office Open XML, without anything lost. The text must be allowed. */
export function xmlString(text: string): string {
  return `<t${spaced.test(text) ? ' xml:space="preserve"' : ''}>${escapeXml(text)}</t>`
}
