import { personNow } from './person'

/**
 * Tells the gateway what was exported, where people sign in: it may keep a record of it. Nobody waits for that, and
 * nothing depends on it.
 */
export function logExport(format: string, rows: number): void {
  if (personNow() === null) return
  const query = `rows=${rows}&format=${format}&view=${encodeURIComponent(location.search)}`
  fetch(`/api/export-log?${query}`, { method: 'POST', cache: 'no-store', keepalive: true }).catch(
    () => undefined,
  )
}
