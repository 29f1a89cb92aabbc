import { personNow } from './person'

/** What is told of an export. */
export interface ExportedWhat {
  format: string
  /** Contacts that were written. */
  rows: number
  /** Which rows of the view. */
  scope: string
  /** The query of the page when the export began: it may show something else by the end. */
  view: string
}

/** Leaves room for the rest of an address, which may be 6,144 characters long (`longestTarget` of the gateway). */
const longestView = 5000

/**
 * Tells the gateway what was exported, where people sign in: it may keep a record of it. Nobody waits for that, and
 * nothing depends on it.
 */
export function logExport({ format, rows, scope, view }: ExportedWhat): void {
  if (personNow() === null) return
  const whole = encodeURIComponent(view)
  // Between two characters, never within the three of an encoded one.
  const fitting = whole.slice(0, longestView).replace(/%.?$/, '')
  const cut = fitting === whole ? '' : '&cut=true'
  const query = `rows=${rows}&format=${format}&scope=${scope}&view=${fitting}${cut}`
  fetch(`/api/export-log?${query}`, { method: 'POST', cache: 'no-store', keepalive: true }).catch(
    () => undefined,
  )
}
