import { type Field, fieldOf } from '../../directory/fields'
import type { FileOutput, FileWriter } from '../file-writer'
import type { ReceiptLine } from '../receipt/receipt-line'
import { MOST_ROWS, type SheetOptions, type SheetPrinter, columnLetters, textCell } from './sheet-rows'
import {
  contentTypesPart,
  rootRelationsPart,
  sheetEnd,
  sheetHead,
  styles,
  stylesPart,
  workbookPart,
  workbookRelationsPart,
} from './workbook-parts'
import { type ZipEntry, createZipWriter } from './zip-writer'

/**
 * Writes an Excel workbook (ECMA-376, transitional) as a stream: sheets of contacts, whose labels stay in sight and
 * carry the filter, and "About this file" with the receipt. More contacts than one sheet holds go on in "Contacts 2".
 */
export function createXlsxWriter(
  options: SheetOptions,
  printer: SheetPrinter,
  output: FileOutput,
): FileWriter {
  const { timeZone, rowsPerSheet = MOST_ROWS } = options
  const fields = options.columns.map(fieldOf)
  const zip = createZipWriter(output)
  const sheets: string[] = []
  let sheet: ZipEntry | null = null
  let written = 0

  const addPart = async (name: string, pieces: Iterable<string>) => {
    const entry = await zip.open(name)
    for (const text of pieces) await entry.write([text])
    await entry.close()
  }
  const openSheet = async (name: string): Promise<ZipEntry> => {
    sheets.push(name)
    return zip.open(`xl/worksheets/sheet${sheets.length}.xml`)
  }
  const beginSheet = async () => {
    sheet = await openSheet(sheets.length === 0 ? 'Contacts' : `Contacts ${sheets.length + 1}`)
    await sheet.write([sheetHead(fields.map(widthOf), true), labelRow(fields, timeZone)])
  }
  const endSheet = async () => {
    const lastRow = written === 0 ? 1 : ((written - 1) % rowsPerSheet) + 2
    await sheet?.write([sheetEnd(`A1:${columnLetters(fields.length - 1)}${lastRow}`)])
    await sheet?.close()
  }

  return {
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    begin: async () => {
      // Programs that look at the first files of an archive know an Office document by this one.
      await addPart('_rels/.rels', [rootRelationsPart])
      await addPart('xl/styles.xml', [stylesPart])
      await beginSheet()
    },
    add: async (contacts) => {
      let rows: string[] = []
      for (const contact of contacts) {
        if (written > 0 && written % rowsPerSheet === 0) {
          await sheet?.write(rows)
          rows = []
          await endSheet()
          await beginSheet()
        }
        rows.push(printer.print(contact, written++))
      }
      await sheet?.write(rows)
    },
    end: async (receipt) => {
      await endSheet()
      const about = await openSheet('About this file')
      await about.write([sheetHead([24, 80], false), receiptRows(receipt), sheetEnd()])
      await about.close()
      await addPart('xl/sharedStrings.xml', printer.strings.part())
      await addPart('xl/workbook.xml', [workbookPart(sheets)])
      await addPart('xl/_rels/workbook.xml.rels', [workbookRelationsPart(sheets.length)])
      await addPart('[Content_Types].xml', [contentTypesPart(sheets.length)])
      await zip.finish()
    },
  }
}

/** "Created (America/Chicago)": the dates carry no offset of their own. */
function labelIn(field: Pick<Field, 'label' | 'kind'>, timeZone: string): string {
  return field.kind === 'instant' ? `${field.label} (${timeZone})` : field.label
}

function labelRow(fields: readonly Field[], timeZone: string): string {
  const cells = fields.map((field, index) =>
    textCell(`${columnLetters(index)}1`, labelIn(field, timeZone), { replaced: 0, cut: 0 }, styles.label),
  )
  return `<row r="1">${cells.join('')}</row>`
}

function receiptRows(lines: readonly ReceiptLine[]): string {
  const ignored = { replaced: 0, cut: 0 }
  const rows = lines.map(([label, text], index) => {
    const row = index + 1
    return `<row r="${row}">${textCell(`A${row}`, label, ignored, styles.label)}${textCell(`B${row}`, text, ignored, styles.note)}</row>`
  })
  return rows.join('')
}

/** Widths in characters that show most values whole. */
function widthOf({ key, kind }: Field): number {
  if (kind === 'email') return 32
  if (kind === 'phone') return 18
  if (kind === 'number') return 12
  if (kind === 'instant') return 28
  if (kind === 'image') return 40
  return key === 'name' || key === 'company' ? 28 : 22
}
