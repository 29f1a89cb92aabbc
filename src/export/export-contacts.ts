import type { FieldKey } from '../directory/fields'
import type { ViewQuery } from '../directory/view-query'
import type { Contact } from '../linq/contact'
import { type Separator, createCsvWriter } from './csv/csv-writer'
import type { FileWriter } from './file-writer'
import type { FormatKey } from './formats'

/** What is to be written. It is plain data: it goes through a message channel to the worker. */
export interface ExportRequest {
  /** The view at the press of the button. */
  query: ViewQuery
  rows: { scope: 'all' } | { scope: 'page'; offset: number; limit: number }
  columns: readonly FieldKey[]
  format: FormatKey
  separator: Separator
  /** The IANA zone in which dates are written with their offset. */
  timeZone: string
}

/** The finished file. */
export interface ExportResult {
  bytes: Blob
  /** Contacts in it. */
  rows: number
}

/** What an export needs of the index of contacts. */
export interface ExportedIndex {
  /** The contacts of a view in its order, made one by one. */
  scan: (query: ViewQuery) => Iterable<Contact>
}

/** Contacts between two looks at the event loop: about as many as one frame allows. */
const partSize = 2_000

const writers: Record<FormatKey, (request: ExportRequest) => FileWriter> = { csv: createCsvWriter }

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
  let part: Contact[] = []
  const finishPart = async () => {
    if (part.length > 0) bytes.push(new Blob([writer.add(part)]))
    rows += part.length
    part = []
    onProgress(rows)
    await nextTask()
    if (isCancelled()) throw new DOMException('The export was cancelled.', 'AbortError')
  }
  const { first, end } = stretchOf(request.rows)
  let position = 0
  for (const contact of index.scan(request.query)) {
    if (position >= end) break
    if (position >= first) part.push(contact)
    position += 1
    if (position % partSize === 0) await finishPart()
  }
  await finishPart()
  return { bytes: new Blob(bytes, { type: writer.mimeType }), rows }
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
