import type { CopiedTable } from '../export-request'

/**
 * Puts a table on the clipboard, for cells as HTML and for everything else as text. To be called in the press of a
 * button, while the table is still made: browsers allow it only then, and wait (Clipboard API, `ClipboardItem` takes
 * promises).
 *
 * @throws DOMException `NotAllowedError` when the browser refuses, `NotSupportedError` when it knows no such clipboard
 * (also on a page without https), and whatever prevents the table
 */
export async function writeClipboard(table: Promise<CopiedTable>): Promise<CopiedTable> {
  const text = table.then((copied) => copied.text)
  const html = table.then((copied) => copied.html)
  // The browser may refuse before it waits for them, and then nobody else hears of their failure.
  for (const part of [text, html]) part.catch(() => undefined)
  try {
    if (typeof ClipboardItem === 'undefined' || !('clipboard' in navigator))
      throw new DOMException('There is no clipboard for tables.', 'NotSupportedError')
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text, 'text/html': html })])
  } catch (error) {
    // Without a table there is another reason than the clipboard's.
    await Promise.race([table, Promise.resolve()])
    throw error
  }
  return table
}
