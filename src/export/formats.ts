/** A format as the dialog offers it; how it is written is known to the worker alone (`export-contacts.ts`). */
export interface Format {
  key: FormatKey
  label: string
  /** What it is good for, in a few words. */
  hint: string
  /** Without the dot. */
  extension: string
  /** What it leaves to choose; everything else is fixed by the format. */
  has: { columns: boolean; separator: boolean; dates: boolean }
}

/** The formats of files. */
export type FormatKey = 'xlsx' | 'csv' | 'linq' | 'vcard'

const free = { columns: true, separator: false, dates: true }
const fixed = { columns: false, separator: false, dates: false }

/** The formats in the order of the dialog. */
export const FORMATS: readonly [Format, ...Format[]] = [
  { key: 'xlsx', label: 'Excel', hint: '.xlsx, phones stay text', extension: 'xlsx', has: free },
  {
    key: 'csv',
    label: 'CSV',
    hint: '.csv, UTF-8, phones keep their plus',
    extension: 'csv',
    has: { ...free, separator: true },
  },
  {
    key: 'linq',
    label: 'For Linq import',
    hint: '.csv, the six columns Linq reads',
    extension: 'csv',
    has: fixed,
  },
  { key: 'vcard', label: 'vCard', hint: '.vcf, for phones and mail', extension: 'vcf', has: fixed },
]

/** The format of a key. */
export function formatOf(key: FormatKey): Format {
  return FORMATS.find((format) => format.key === key) ?? FORMATS[0]
}
