import type { FieldKind } from '../../directory/fields'

/**
 * A text that a spreadsheet could run as a formula: a starting sign, plain or full-width (`= + - @ ＝ ＋ － ＠`), or a
 * tab, CR or LF, also behind spaces, control characters and characters that nobody sees, which programs drop. DDE
 * (`=cmd|…`) begins with such a sign too. Apostrophes before all of this count as well, so that the guard can be
 * undone: a text that itself looks guarded gets one more.
 */
const runnable = /^'*[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]*[=+\-@＝＋－＠\t\r\n]/u

/** A beginning that `runnable` cannot have. */
const beginsPlainly = /^[0-9A-Za-z]/

/** The one thing that begins with a plus and is safe: a phone as Linq writes it. */
const plainPhone = /^\+[0-9]{6,15}$/

/**
 * A cell that no spreadsheet runs: one apostrophe is put before a text that could be a formula (OWASP, CSV
 * injection). Every other text stays as it is, and so does a phone that is nothing but a plus and 6 to 15 digits.
 * To undo it, take one apostrophe away where what follows is a text that would be guarded.
 */
export function guardCell(text: string, kind: FieldKind): string {
  // Most texts begin so; the whole rule costs a tenth of a file.
  if (beginsPlainly.test(text) || !runnable.test(text)) return text
  return kind === 'phone' && plainPhone.test(text) ? text : `'${text}`
}
