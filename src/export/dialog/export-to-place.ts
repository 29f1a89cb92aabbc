import { askForPlace, canAskForPlace, dropEmptyFile } from '../../ui/save-place'
import type { ExportRequest, ExportResult } from '../export-request'
import type { Format } from '../formats'
import type { Exporter } from './exporter'

/**
 * From so many contacts on the user is asked for a place, and the file is written there as it is made. Below that it
 * is small, and a download asks nobody anything.
 */
const STREAMED_ROWS = 250_000

interface PlacedResult {
  result: ExportResult
  /** How the user called the file; null when it is still to be saved. */
  placeName: string | null
}

/**
 * Gives what makes a file, to be called in the press of a button.
 *
 * @param rows how many contacts are expected
 * @param name that is suggested
 */
export function exportToPlace(
  exporter: Exporter,
  request: ExportRequest,
  rows: number,
  name: string,
  format: Format,
) {
  return async (tell: (done: number) => void, signal: AbortSignal): Promise<PlacedResult> => {
    if (rows < STREAMED_ROWS || !canAskForPlace())
      return { result: await exporter.exportContacts(request, null, tell, signal), placeName: null }
    const place = await askForPlace(name, format.mimeType, format.extension)
    try {
      signal.throwIfAborted()
      const result = await exporter.exportContacts(request, place, tell, signal)
      return { result, placeName: place.name }
    } catch (error) {
      // An empty file would look like an export of nobody. Why there is none matters more than what is left of it.
      await dropEmptyFile(place).catch(() => undefined)
      throw error
    }
  }
}
