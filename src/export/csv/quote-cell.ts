/**
 * What makes quotes necessary (RFC 4180, 2.6), and both separators and tabs, whichever is in use, because programs
 * guess; spaces at the ends, which some readers trim, and a byte order mark, which some take away.
 */
const unquotable = /[",;\t\r\n\ufeff]|^ | $/

/** A cell of a CSV file, quoted where it must be. */
export function quoteCell(text: string): string {
  return unquotable.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
