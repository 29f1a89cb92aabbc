import { TriangleAlert } from 'lucide-react'

import { Select } from '../../ui/select'
import type { Separator } from '../csv/csv-writer'
import type { Format } from '../formats'
import { lastDates } from './export-choices'
import { rememberSeparator } from './separator'
import { refusedWords, zoneWords } from './words'

interface FormatOptionsProps {
  format: Format
  separator: Separator
  onSeparator: (separator: Separator) => void
  /** The IANA zone of the viewer. */
  ownZone: string
  /** Milliseconds since 1970. */
  atMs: number
  /** How many rows Linq's importer will refuse; null while that is not known. */
  refused: number | null
}

/** What the chosen format leaves to choose, or says instead: one line for each, so that nothing below it moves. */
export function FormatOptions(props: FormatOptionsProps) {
  const { format, separator, onSeparator, ownZone, atMs, refused } = props
  const dates = lastDates.use()
  const isRefused = refused !== null && refused > 0
  return (
    <>
      <dt>{format.has.dates ? 'Dates' : 'Columns'}</dt>
      <dd className="flex min-h-7 flex-wrap items-center gap-2 phone:min-h-11">
        {format.has.dates && (
          <Select
            label="Dates"
            value={dates}
            onChange={(value) => lastDates.set(value === 'utc' ? 'utc' : 'local')}
            options={[['local', zoneWords(ownZone, atMs)], ...(ownZone === 'UTC' ? [] : [utc])]}
          />
        )}
        {format.has.separator && (
          <Select
            label="Separator"
            value={separator}
            onChange={(value) => {
              const chosen: Separator = value === ';' ? ';' : ','
              onSeparator(chosen)
              rememberSeparator(chosen)
            }}
            options={separatorOptions}
          />
        )}
        {format.key === 'linq' && (
          <span role="status" className={isRefused ? 'flex items-start gap-2 text-warn' : undefined}>
            {isRefused && <TriangleAlert className="mt-0.5 size-4 flex-none" aria-hidden />}
            {refusedWords(refused)}
          </span>
        )}
        {format.key === 'vcard' && 'Everything that an address book keeps, one card for each contact.'}
      </dd>
    </>
  )
}

const utc = ['utc', 'UTC'] as const

const separatorOptions = [
  [',', 'Comma'],
  [';', 'Semicolon'],
] as const
