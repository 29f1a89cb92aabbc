import type { FieldKey } from '../directory/fields'
import type { ViewQuery } from '../directory/view-query'
import type { Contact } from '../linq/contact'
import { type Separator, createCsvWriter } from './csv/csv-writer'
import { createLinqImportWriter, isRefused } from './csv/linq-import-writer'
import type { Altered, FileWriter } from './file-writer'
import type { FormatKey } from './formats'
import type { ReceiptLine } from './receipt'
import { createTableWriter } from './table-writer'
import { createVcardWriter } from './vcard-writer'
import { createXlsxWriter } from './xlsx/xlsx-writer'

/** What is to be written. It is plain data: it goes through a message channel to the worker. */
export interface ExportRequest {
  /** The view at the press of the button. */
  query: ViewQuery
  rows: { scope: 'all' } | { scope: 'page'; offset: number; limit: number }
  columns: readonly FieldKey[]
  /** A file of a format, or a table for the clipboard. */
  format: FormatKey | 'table'
  separator: Separator
  /** The IANA zone by whose clocks dates are written. */
  timeZone: string
  /** What is told about the file, where the format has a place for it. */
  about: readonly ReceiptLine[]
}

/** The contacts that are meant, without what is made of them. */
export type ExportedRows = Pick<ExportRequest, 'query' | 'rows'>

/** The finished file. */
export interface ExportResult {
  bytes: Blob
  /** The same rows as plain text, for the clipboard; null for a file. */
  plain: Blob | null
  /** Contacts in it. */
  rows: number
  /** What was written otherwise than Linq gives it. */
  altered: Altered
}

/** What an export needs of the index of contacts. */
export interface ExportedIndex {
  /** The contacts of a view in its order, made one by one. */
  scan: (query: ViewQuery) => Iterable<Contact>
}

/** Contacts between two looks at the event loop: about as many as one frame allows. */
const partSize = 2_000

const writers: Record<ExportRequest['format'], (request: ExportRequest) => FileWriter> = {
  csv: createCsvWriter,
  linq: createLinqImportWriter,
  table: createTableWriter,
  vcard: createVcardWriter,
  xlsx: createXlsxWriter,
}

/**
 * Makes the file of a view. The work is cut into parts, between which messages are answered, so that searching goes
 * on and a cancel is heard; a part becomes bytes of a Blob at once, and only one is held as text.
 *
 * @param onProgress is told how many contacts are done, after each part
 * @throws DOMException `AbortError` when `isCancelled` says so; RangeError for an unknown column or zone
 */
export async function exportContacts(
  index: ExportedIndex,
  request: ExportRequest,
  onProgress: (done: number) => void,
  isCancelled: () => boolean,
): Promise<ExportResult> {
  const writer = writers[request.format](request)
  const bytes = [new Blob([writer.begin()])]
  let rows = 0
  await walk(
    index,
    request,
    (part) => {
      if (part.length > 0) bytes.push(new Blob([writer.add(part)]))
      rows += part.length
      onProgress(rows)
    },
    isCancelled,
  )
  if (writer.end) bytes.push(new Blob([writer.end(rows)]))
  return {
    bytes: new Blob(bytes, { type: writer.mimeType }),
    plain: writer.plain?.() ?? null,
    rows,
    altered: writer.altered,
  }
}

/**
 * How many of these contacts Linq's importer will refuse, because they have neither an email nor a phone.
 *
 * @throws DOMException `AbortError` when `isCancelled` says so
 */
export async function countRefused(
  index: ExportedIndex,
  rows: ExportedRows,
  isCancelled: () => boolean,
): Promise<number> {
  let refused = 0
  const count = (part: readonly Contact[]) => {
    refused += part.filter(isRefused).length
  }
  await walk(index, rows, count, isCancelled)
  return refused
}

/** Takes the contacts part by part, the last one perhaps an empty one; messages are answered after each. */
async function walk(
  index: ExportedIndex,
  { query, rows }: ExportedRows,
  take: (part: readonly Contact[]) => void,
  isCancelled: () => boolean,
): Promise<void> {
  let part: Contact[] = []
  const finishPart = async () => {
    take(part)
    part = []
    await nextTask()
    if (isCancelled()) throw new DOMException('The export was cancelled.', 'AbortError')
  }
  const { first, end } = stretchOf(rows)
  let position = 0
  for (const contact of index.scan(query)) {
    if (position >= end) break
    if (position >= first) part.push(contact)
    position += 1
    if (position % partSize === 0) await finishPart()
  }
  await finishPart()
}

/** The positions that are written, from 0, without the last one. */
function stretchOf(rows: ExportRequest['rows']): { first: number; end: number } {
  return rows.scope === 'all'
    ? { first: 0, end: Infinity }
    : { first: rows.offset, end: rows.offset + rows.limit }
}

/** Waits until messages that have come are answered. A timer would cost 4 ms each time (HTML, "timer nesting level"). */
function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.addEventListener(
      'message',
      () => {
        port1.close()
        resolve()
      },
      { once: true },
    )
    port1.start()
    port2.postMessage(null)
  })
}
