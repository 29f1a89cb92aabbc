import { columns } from './columns'
import { serve } from './peer-worker'

// A join as one writes it by hand: no guard against formulas, dates as the API gives them, all of it in one text.
const quoted = (value: string | number | null): string => {
  const text = value === null ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

serve((contacts) => {
  const lines = contacts.map((contact) => columns.map(({ value }) => quoted(value(contact))).join(','))
  return new Blob([
    ['\ufeff', columns.map(({ label }) => label).join(','), '\r\n'].join(''),
    lines.join('\r\n'),
    '\r\n',
  ])
})
