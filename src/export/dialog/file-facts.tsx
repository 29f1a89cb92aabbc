import type { ReactNode } from 'react'

import { Select } from '../../ui/select'
import type { Separator } from '../csv/csv-writer'
import type { FormatKey } from '../formats'
import { alteredWords } from '../receipt/altered-words'
import type { Survey } from './use-survey'
import { zoneWords } from './words'

interface FileFactsProps {
  format: FormatKey
  separator: Separator
  onSeparator: (separator: Separator) => void
  survey: Survey
  timeZone: string
  /** Milliseconds since 1970. */
  atMs: number
  fileName: string
  isDisabled: boolean
}

/** What the file will be, line by line. Every format has the same lines, so that the dialog keeps its height and its columns. */
export function FileFacts(props: FileFactsProps) {
  const { format, survey, timeZone, atMs, fileName } = props
  return (
    <dl className="grid grid-cols-[84px_1fr] gap-x-3 gap-y-2 text-fg-2 [&_dt]:text-fg-3">
      <dt className={asHighAsSelect}>{format === 'csv' ? 'Separator' : 'Holds'}</dt>
      <dd className={asHighAsSelect}>
        {format === 'csv' ? <SeparatorSelect {...props} /> : contents[format]}
      </dd>
      <Fact label="Dates">{format in dates ? dates[format] : zoneWords(timeZone, atMs)}</Fact>
      <Fact label="Altered">
        <div className="min-h-10" aria-live="polite">
          {surveyWords(format, survey)}
        </div>
      </Fact>
      <Fact label="File">
        <div className="wrap-anywhere min-h-9 font-mono text-caption leading-[18px]">{fileName}</div>
      </Fact>
    </dl>
  )
}

const asHighAsSelect = 'flex min-h-7 items-center phone:min-h-11'

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

const contents: Record<Exclude<FormatKey, 'csv'>, string> = {
  xlsx: 'The contacts, and a sheet about this file',
  'linq-import': 'First Name, Last Name, Email, Phone, Company, Title',
  vcard: 'A card for each contact, without owner and creation',
}

const dates: Partial<Record<FormatKey, string>> = {
  'linq-import': 'None',
  vcard: 'The last update, UTC',
}

function surveyWords(format: FormatKey, survey: Survey): ReactNode {
  if (survey.status === 'counting') return 'Counting…'
  if (survey.status === 'unknown') return 'Could not be counted; the receipt will say it'
  const words = alteredWords(format, survey.altered)
  if (words.length === 0) return 'Nothing; the file holds values as they are in Linq'
  // Who Linq refuses is said first, and is the one thing that a person may want to mend.
  const refused = survey.altered.refused > 0 ? words.slice(0, 1) : []
  return (
    <>
      {refused.length > 0 && <span className="text-warn">{refused} </span>}
      {words.slice(refused.length).join(' ')}
    </>
  )
}

const separatorOptions = [
  [',', 'Comma'],
  [';', 'Semicolon'],
] as const

function SeparatorSelect({ separator, onSeparator, isDisabled }: FileFactsProps) {
  return (
    <Select
      label="Separator"
      value={separator}
      disabled={isDisabled}
      onChange={(value) => onSeparator(value === ';' ? ';' : ',')}
      options={separatorOptions}
    />
  )
}
