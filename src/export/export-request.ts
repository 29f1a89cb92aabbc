import type { FieldKey } from '../directory/fields'
import type { Collapsed } from '../directory/grouping'
import type { ViewQuery } from '../directory/view-query'
import type { Separator } from './csv/csv-writer'
import type { Alterations } from './file-writer'
import type { FormatKey } from './formats'
import type { ReceiptLine } from './receipt/receipt-line'

/** What is to be written. It is plain data: it goes through a message channel to the worker. */
export interface ExportRequest {
  /** The view at the press of the button. */
  query: ViewQuery
  rows: ExportedRows
  columns: readonly FieldKey[]
  format: FormatKey
  separator: Separator
  /** The IANA zone in which dates are written. */
  timeZone: string
  /** What is known of the file beforehand, for formats with a place for it. */
  receipt: readonly ReceiptLine[]
}

/**
 * All that match, a stretch of them (from 0; of a grouped view among those of open groups), or the contacts of these
 * ids, whether they match or not.
 */
export type ExportedRows =
  | { scope: 'all' }
  | { scope: 'page'; offset: number; limit: number; collapsed?: Collapsed }
  | { scope: 'selected'; ids: ReadonlySet<number> }

/** What an export did. */
export interface ExportOutcome {
  /** Contacts that were written. */
  rows: number
  altered: Alterations
}

/** The finished file. */
export interface ExportResult extends ExportOutcome {
  /** Null when the file is already where the user wanted it. */
  bytes: Blob | null
}

/** A finished table for the clipboard, as tab-separated text and as HTML. */
export interface CopiedTable extends ExportOutcome {
  text: Blob
  html: Blob
}
