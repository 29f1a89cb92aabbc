import { TABLE_FRAME, createTablePrinter } from './clipboard/table-rows'
import { createCsvPrinter, createCsvWriter } from './csv/csv-writer'
import type { CopiedTable, ExportOutcome, ExportRequest, ExportResult } from './export-request'
import type { FileOutput, FileWriter, RowPrinter } from './file-writer'
import type { FormatKey } from './formats'
import { createLinqImportPrinter, createLinqImportWriter } from './linq/linq-import-writer'
import { outcomeLines } from './receipt/outcome'
import { blobSink, storedFileSink } from './sinks/byte-sink'
import { createVcardPrinter, createVcardWriter } from './vcard/vcard-writer'
import { type ExportedIndex, walkRows } from './walk-rows'
import { createSheetPrinter } from './xlsx/sheet-rows'
import { createXlsxWriter } from './xlsx/xlsx-writer'

interface WrittenFormat {
  printer: (request: ExportRequest) => RowPrinter
  /** Gives the writer of a file, and the printer of its rows. */
  open: (request: ExportRequest, output: FileOutput) => { printer: RowPrinter; writer: FileWriter }
}

const written: Record<FormatKey, WrittenFormat> = {
  xlsx: writtenBy(createSheetPrinter, createXlsxWriter),
  csv: writtenBy(createCsvPrinter, (request, printer, { write }) => createCsvWriter(request, printer, write)),
  'linq-import': writtenBy(createLinqImportPrinter, (_, printer, { write }) =>
    createLinqImportWriter(printer, write),
  ),
  vcard: writtenBy(createVcardPrinter, (_, printer, { write }) => createVcardWriter(printer, write)),
}

function writtenBy<Printer extends RowPrinter>(
  printerOf: (request: ExportRequest) => Printer,
  writerOf: (request: ExportRequest, printer: Printer, output: FileOutput) => FileWriter,
): WrittenFormat {
  return {
    printer: printerOf,
    open: (request, output) => {
      const printer = printerOf(request)
      return { printer, writer: writerOf(request, printer, output) }
    },
  }
}

/**
 * Makes the file of a view, some thousand contacts at a time; only these are held.
 *
 * @param place where the file is written; null for a Blob that is given back
 * @param onProgress is told how many contacts are done, after each part
 * @throws DOMException `AbortError` when `isCancelled` says so, or of the disk; RangeError for an unknown column or
 * zone, and for a file larger than its format allows. Nothing of the file stays then
 */
export async function exportContacts(
  index: ExportedIndex,
  request: ExportRequest,
  place: FileSystemFileHandle | null,
  onProgress: (done: number) => void,
  isCancelled: () => boolean,
): Promise<ExportResult> {
  const sink = place ? await storedFileSink(place) : blobSink()
  try {
    const { printer, writer } = written[request.format].open(request, sink)
    await writer.begin()
    const rows = await walkRows(index, request, writer.add, onProgress, isCancelled)
    const outcome = { rows, altered: { ...printer.altered } }
    await writer.end([...request.receipt, ...outcomeLines(request.format, outcome)])
    // The last moment: what is finished stands in its place.
    if (isCancelled()) throw new DOMException('The export was cancelled.', 'AbortError')
    return { ...outcome, bytes: await sink.finish(writer.mimeType) }
  } catch (error) {
    // Why it failed is what matters, also when giving up fails.
    await sink.abandon().catch(() => undefined)
    throw error
  }
}

/**
 * Tells what a file would hold and what it would alter, by printing all of its rows for nobody.
 *
 * @throws as `exportContacts`
 */
export async function surveyExport(
  index: ExportedIndex,
  request: ExportRequest,
  isCancelled: () => boolean,
): Promise<ExportOutcome> {
  const printer = written[request.format].printer(request)
  const print: Parameters<typeof walkRows>[2] = (contacts) => {
    for (const contact of contacts) printer.print(contact, 0)
  }
  const rows = await walkRows(index, request, print, () => undefined, isCancelled)
  return { rows, altered: { ...printer.altered } }
}

/**
 * Makes the table of a view for the clipboard.
 *
 * @throws as `exportContacts`
 */
export async function copyTable(
  index: ExportedIndex,
  request: ExportRequest,
  onProgress: (done: number) => void,
  isCancelled: () => boolean,
): Promise<CopiedTable> {
  const printer = createTablePrinter(request)
  const text = [new Blob([printer.head.text])]
  const html = [new Blob([`${TABLE_FRAME.begin}<thead>${printer.head.html}</thead><tbody>`])]
  const add: Parameters<typeof walkRows>[2] = (contacts) => {
    const rows = contacts.map(printer.print)
    text.push(new Blob(rows.map((row) => row.text)))
    html.push(new Blob(rows.map((row) => row.html)))
  }
  const rows = await walkRows(index, request, add, onProgress, isCancelled)
  html.push(new Blob([`</tbody>${TABLE_FRAME.end}`]))
  return {
    rows,
    altered: { ...printer.altered },
    text: new Blob(text, { type: 'text/plain' }),
    html: new Blob(html, { type: 'text/html' }),
  }
}
