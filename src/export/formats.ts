/** A format as the dialog offers it; how it is written is known to the worker alone (`export-contacts.ts`). */
export interface Format {
  key: FormatKey
  label: string
  /** What it is good for, in a few words. */
  hint: string
  /** Without the dot. */
  extension: string
}

export type FormatKey = 'csv'

/** The formats in the order of the dialog. */
export const FORMATS: readonly [Format, ...Format[]] = [
  { key: 'csv', label: 'CSV', hint: '.csv, UTF-8, phones keep their plus', extension: 'csv' },
]
