import { recall, remember } from '../../ui/device/device-settings'
import type { Separator } from '../csv/csv-writer'

const setting = 'csv-separator'

/** The separator that was chosen on this device, else the one of the locale. */
export function recallSeparator(locale?: string): Separator {
  const chosen = recall(setting)
  return chosen === ',' || chosen === ';' ? chosen : separatorOf(locale)
}

export function rememberSeparator(separator: Separator): void {
  remember(setting, separator)
}

/**
 * What spreadsheets of a locale expect between cells: a semicolon where the comma separates decimals.
 *
 * @param locale a BCP 47 tag; the browser's own without it
 */
export function separatorOf(locale?: string): Separator {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5)
  return parts.find((part) => part.type === 'decimal')?.value === ',' ? ';' : ','
}
