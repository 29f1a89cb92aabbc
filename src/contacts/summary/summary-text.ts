import type { MonthStarts, Summary } from '../../directory/summary'
import { unmaskedOwnerLabel } from '../filters/filter-words'

/**
 * A summary as it is pasted into a spreadsheet: the owners as lines of cells that are separated by tabs, a blank
 * line, the months. Counts, not shares, so that one can go on counting with them; names, also where the screen masks
 * them, because lines of masks cannot be told apart.
 */
export function summaryText({ owners, months }: Summary, monthStarts: MonthStarts): string {
  const lines = [
    ['Owner', 'Contacts', 'With email', 'With phone'],
    ...owners.map((owner) => [unmaskedOwnerLabel(owner), owner.count, owner.withEmail, owner.withPhone]),
    [],
    ['Month', 'New contacts'],
    ...months.map((count, month) => [monthOf(monthStarts[month] ?? 0), count]),
  ]
  return lines.map((cells) => cells.map(cell).join('\t')).join('\n')
}

/** Whatever would end a cell or be run by a spreadsheet is made harmless: an owner's name comes from outside. */
function cell(value: string | number): string {
  const text = String(value).replace(/\s+/g, ' ')
  return /^[\p{Cf} ]*[=+\-@＝＋－＠]/u.test(text) && typeof value === 'string' ? `'${text}` : text
}

/** `2026-01` by the viewer's calendar. */
function monthOf(start: number): string {
  const date = new Date(start)
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`
}
