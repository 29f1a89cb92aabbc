import { Zip, ZipDeflate } from 'fflate'

import { type Field, type FieldKey, fieldOf } from '../../directory/fields'
import type { Contact } from '../../linq/contact'
import { offsetReader, zonedInstantWriter } from '../csv/zoned-instant'
import { type FileWriter, nothingAltered } from '../file-writer'
import { type ReceiptLine, alteredLines } from '../receipt'
import { cellText, columnLetters, dateSerial } from './cell-xml'
import { STYLE, type Sheet, packageParts, sheetHead, sheetPath, sheetTail } from './package-parts'

interface XlsxOptions {
  columns: readonly FieldKey[]
  /** The IANA zone by whose clocks dates are written; their headers name it. */
  timeZone: string
  /** What the second sheet tells about the file. */
  about: readonly ReceiptLine[]
  /** Contacts on one sheet; what Excel holds below the header without it. */
  rowsPerSheet?: number
}

/** The rows of a sheet ("Excel specifications and limits"), without the header. */
const MOST_ROWS = 1_048_575

/** Higher levels cost much more time than they save bytes. */
const LEVEL = 3

const encoder = new TextEncoder()
const minuteMs = 60_000

/**
 * Writes a workbook (ECMA-376): text is text, whatever it looks like, in cells that stay text when they are edited;
 * dates are numbers in a format of dates; ids are numbers as long as Excel, which knows 15 digits, does not round them.
 * The header stays in sight and has filters; more contacts than a sheet holds go on in the next one; the last sheet
 * tells about the file. A date has no offset in Excel: in the hour that the clocks have twice, it is not told which.
 *
 * @throws Error when the bytes cannot be packed
 */
export function createXlsxWriter(options: XlsxOptions): FileWriter {
  const { columns, timeZone, about, rowsPerSheet = MOST_ROWS } = options
  const fields = columns.map(fieldOf)
  const altered = nothingAltered()
  const offsetAt = offsetReader(timeZone)
  const writeInstant = zonedInstantWriter(timeZone)
  const letters = fields.map((_, index) => columnLetters(index))
  const widths = fields.map(({ kind, key }) => (key === 'name' ? 28 : columnWidths[kind]))
  const sheets: Sheet[] = []
  const packed = createPack()
  let rowsOnSheet = 0

  const text = (value: string, style: number, place: string) =>
    `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${cellText(value, altered)}</t></is></c>`
  const cell = (field: Field, contact: Contact, place: string) => {
    const value = field.value(contact)
    if (value === null || value === '') return ''
    if (typeof value === 'string') return text(value, STYLE.text, place)
    if (field.kind === 'instant') {
      const serial = dateSerial(value + offsetAt(value) * minuteMs)
      return serial === null
        ? text(writeInstant(value), STYLE.text, place)
        : `<c r="${place}" s="${STYLE.instant}"><v>${serial}</v></c>`
    }
    return value > 999_999_999_999_999
      ? text(String(value), STYLE.text, place)
      : `<c r="${place}" s="${STYLE.id}"><v>${value}</v></c>`
  }
  const beginSheet = () => {
    const number = sheets.length + 1
    sheets.push({ name: number === 1 ? 'Contacts' : `Contacts ${number}`, filtered: null })
    rowsOnSheet = 0
    packed.open(sheetPath(number))
    const labels = fields.map(({ label, kind }, index) =>
      text(kind === 'instant' ? `${label} (${timeZone})` : label, STYLE.header, `${letters[index] ?? ''}1`),
    )
    packed.write(`${sheetHead(widths, { isFrozen: true })}<row r="1">${labels.join('')}</row>`)
  }
  const endSheet = () => {
    const sheet = sheets.at(-1)
    const filtered = `A1:${letters.at(-1) ?? 'A'}${rowsOnSheet + 1}`
    if (sheet) sheet.filtered = filtered
    packed.close(sheetTail(filtered))
  }

  return {
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    begin: () => {
      beginSheet()
      return packed.take()
    },
    add: (contacts) => {
      let xml = ''
      for (const contact of contacts) {
        if (rowsOnSheet === rowsPerSheet) {
          packed.write(xml)
          xml = ''
          endSheet()
          beginSheet()
        }
        rowsOnSheet++
        const row = rowsOnSheet + 1
        xml += `<row r="${row}">${fields.map((field, index) => cell(field, contact, `${letters[index] ?? ''}${row}`)).join('')}</row>`
      }
      packed.write(xml)
      return packed.take()
    },
    end: (rows) => {
      endSheet()
      const lines = [...about, ['Contacts in this file', String(rows)] as const, ...alteredLines(altered)]
      sheets.push({ name: 'About this file', filtered: null })
      packed.open(sheetPath(sheets.length))
      const aboutRows = lines.map(([label, value], index) => {
        const [left, right] = [
          text(label, STYLE.header, `A${index + 1}`),
          text(value, STYLE.wrapped, `B${index + 1}`),
        ]
        return `<row r="${index + 1}">${left}${right}</row>`
      })
      packed.close(`${sheetHead([24, 96], { isFrozen: false })}${aboutRows.join('')}${sheetTail(null)}`)
      for (const [path, xml] of packageParts(sheets)) {
        packed.open(path)
        packed.close(xml)
      }
      return packed.finish()
    },
    altered,
  }
}

/** In characters, as wide as most values of a kind need. */
const columnWidths: Record<Field['kind'], number> = {
  text: 24,
  phone: 18,
  email: 32,
  instant: 22,
  number: 12,
  image: 40,
}

/** A zip file that is written from the beginning to the end, one part after the other. */
function createPack() {
  let chunks: BlobPart[] = []
  let part: ZipDeflate | null = null
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    chunks.push(chunk)
  })
  const write = (xml: string, isLast = false) => part?.push(encoder.encode(xml), isLast)
  const take = () => {
    const taken = new Blob(chunks)
    chunks = []
    return taken
  }
  return {
    open: (path: string) => {
      part = new ZipDeflate(path, { level: LEVEL })
      zip.add(part)
    },
    write: (xml: string) => {
      if (xml !== '') write(xml)
    },
    /** Ends the part that is open, with its last text. */
    close: (xml: string) => write(xml, true),
    /** The bytes that have come since the last call. */
    take,
    /** Ends the file; gives its last bytes. */
    finish: () => {
      zip.end()
      return take()
    },
  }
}
