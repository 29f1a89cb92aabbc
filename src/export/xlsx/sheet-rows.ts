import { type Field, type FieldKey, fieldOf } from '../../directory/fields'
import type { Contact } from '../../linq/contact'
import { zonedInstantWriter } from '../csv/zoned-instant'
import { NOTHING_ALTERED, type RowPrinter } from '../file-writer'
import { serialDates } from './serial-date'
import { type SharedStrings, createSharedStrings } from './shared-strings'
import { styles } from './workbook-parts'
import { allowedText, cutToCell, xmlString } from './xml-text'

/** Contacts that one sheet has room for: Excel's 1,048,576 rows without the labels. */
export const MOST_ROWS = 1_048_575

/** Excel keeps 15 digits of a number; a longer id is written as text. */
const LARGEST_NUMBER = 999_999_999_999_999

export interface SheetOptions {
  columns: readonly FieldKey[]
  /** The zone of the dates, which stands in their labels. */
  timeZone: string
  /** Contacts on one sheet; as many as Excel has rows for. */
  rowsPerSheet?: number
}

/** Columns whose texts many contacts have in common. */
const repeated: ReadonlySet<FieldKey> = new Set([
  'company',
  'owner',
  'title',
  'location',
  'first_name',
  'last_name',
  'owner_email',
])

/** Prints the rows, and keeps the texts that these name by number. */
export interface SheetPrinter extends RowPrinter {
  readonly strings: SharedStrings
}

/**
 * Prints rows of a sheet. Text is a text cell, whatever it looks like: nothing in it is run, no zero and no plus is
 * lost. Dates are dates in the zone. Characters that XML forbids are replaced and texts above Excel's longest are cut;
 * both are counted.
 *
 * @throws RangeError for an unknown column or zone
 */
export function createSheetPrinter({
  columns,
  timeZone,
  rowsPerSheet = MOST_ROWS,
}: SheetOptions): SheetPrinter {
  const fields = columns.map(fieldOf)
  const letters = fields.map((_, index) => columnLetters(index))
  const serialOf = serialDates(timeZone)
  const writeInstant = zonedInstantWriter(timeZone)
  const altered = { ...NOTHING_ALTERED }
  const strings = createSharedStrings()

  const textOf = (field: Field, place: string, text: string): string => {
    if (!repeated.has(field.key)) return textCell(place, text, altered)
    const number = strings.numberOf(text) ?? (isWhole(text) ? strings.add(text) : null)
    if (number === null) return textCell(place, text, altered)
    return `<c r="${place}" s="${styles.text}" t="s"><v>${number}</v></c>`
  }
  const cellOf = (field: Field, contact: Contact, place: string): string => {
    const value = field.value(contact)
    if (value === null || value === '') return ''
    if (typeof value === 'string') return textOf(field, place, value)
    if (field.kind === 'instant') {
      const serial = serialOf(value)
      if (serial !== null) return `<c r="${place}" s="${styles.date}"><v>${serial}</v></c>`
      altered.dates++
      return textCell(place, writeInstant(value), altered)
    }
    return Math.abs(value) > LARGEST_NUMBER
      ? textCell(place, String(value), altered)
      : `<c r="${place}" s="${styles.id}"><v>${value}</v></c>`
  }

  return {
    altered,
    strings,
    print: (contact, position) => {
      const row = (position % rowsPerSheet) + 2
      let cells = ''
      fields.forEach((field, index) => {
        cells += cellOf(field, contact, `${letters[index]}${row}`)
      })
      return `<row r="${row}">${cells}</row>`
    },
  }
}

/** A cell of text at a place such as `B7`; what had to be altered is counted. */
export function textCell(
  place: string,
  text: string,
  altered: { replaced: number; cut: number },
  style: number = styles.text,
): string {
  const allowed = allowedText(text)
  if (allowed !== text) altered.replaced++
  const cut = cutToCell(allowed)
  if (cut !== allowed) altered.cut++
  return `<c r="${place}" s="${style}" t="inlineStr"><is>${xmlString(cut)}</is></c>`
}

/** Whether Excel holds a text as it is. */
function isWhole(text: string): boolean {
  return cutToCell(allowedText(text)) === text
}

/** `A` for the column 0, `AA` for 26. */
export function columnLetters(index: number): string {
  const rest = index >= 26 ? columnLetters(Math.floor(index / 26) - 1) : ''
  return rest + String.fromCharCode(65 + (index % 26))
}
