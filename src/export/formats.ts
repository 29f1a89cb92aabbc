/** A format as the dialog offers it; how it is written is known to the worker alone (`export-contacts.ts`). */
export interface Format {
  key: FormatKey
  label: string
  /** What it is good for, in a few words. */
  hint: string
  /** Without the dot. */
  extension: string
  /** Without parameters. */
  mimeType: string
  /** Whether the format has columns of its own, whatever is on screen. */
  hasOwnColumns: boolean
}

export type FormatKey = 'xlsx' | 'csv' | 'linq-import' | 'vcard'

/** The formats in the order of the dialog. */
export const FORMATS: readonly [Format, ...Format[]] = [
  {
    key: 'xlsx',
    label: 'Excel',
    hint: '.xlsx, for spreadsheets',
    extension: 'xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    hasOwnColumns: false,
  },
  {
    key: 'csv',
    label: 'CSV',
    hint: '.csv, UTF-8, for other programs',
    extension: 'csv',
    mimeType: 'text/csv',
    hasOwnColumns: false,
  },
  {
    key: 'linq-import',
    label: 'For Linq import',
    hint: '.csv, the six columns Linq reads',
    extension: 'csv',
    mimeType: 'text/csv',
    hasOwnColumns: true,
  },
  {
    key: 'vcard',
    label: 'vCard',
    hint: '.vcf, for phones and mail',
    extension: 'vcf',
    mimeType: 'text/vcard',
    hasOwnColumns: true,
  },
]

/** The format of a key. */
export function formatOf(key: FormatKey): Format {
  return FORMATS.find((format) => format.key === key) ?? FORMATS[0]
}
