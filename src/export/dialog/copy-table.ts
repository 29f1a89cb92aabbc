import type { ExportResult } from '../export-contacts'

/**
 * Puts a table on the clipboard, in both its forms. To be called while a press is handled: the browser allows it then,
 * and waits for the table itself.
 *
 * @throws Error when the browser cannot or will not copy; what `made` rejects with
 */
export async function copyTable(made: Promise<ExportResult>): Promise<void> {
  if (typeof ClipboardItem === 'undefined') {
    await made
    throw new Error('This browser copies plain text alone. Export a CSV file instead.')
  }
  const forms = {
    'text/html': made.then(({ bytes }) => bytes),
    'text/plain': made.then(({ plain }) => plain ?? ''),
  }
  try {
    await navigator.clipboard.write([new ClipboardItem(forms)])
  } catch (error) {
    // Where the table itself failed, that is the reason.
    await made
    throw new Error(
      'The browser did not allow copying. Allow it for this page, or export a CSV file instead.',
      {
        cause: error,
      },
    )
  }
}
