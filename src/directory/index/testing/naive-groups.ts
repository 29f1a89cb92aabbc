import type { Contact } from '../../../linq/contact'
import type { Collapsed, LineWindow, ViewGroup, ViewLines } from '../../grouping'

/** A group of a view with its contacts. */
export interface NaiveGroup extends Pick<ViewGroup, 'key' | 'label' | 'owner'> {
  contacts: readonly Contact[]
}

/** Whether the contacts of a group are not shown. */
export function isClosed(
  { key }: NaiveGroup,
  { isAll, keys }: Collapsed = { isAll: false, keys: [] },
): boolean {
  return isAll ? !keys.includes(key) : keys.includes(key)
}

type NaiveLine = { group: number; before: number } & ({ contact: Contact } | { head: NaiveGroup })

/** The lines of a page, by writing down all lines there are. */
export function naiveLines(
  groups: readonly NaiveGroup[],
  collapsed: Collapsed | undefined,
  { start, limit }: { start: number; limit: number },
  wanted: LineWindow,
): { lines: ViewLines; rows: Contact[]; offset: number } {
  const open = groups.flatMap((group) => (isClosed(group, collapsed) ? [] : group.contacts)).length
  const end = Math.min(open, start + limit)
  const page: NaiveLine[] = []
  let before = 0
  for (const [group, head] of groups.entries()) {
    const shown = isClosed(head, collapsed) ? [] : head.contacts
    const first = before
    const contacts = shown
      .map((contact, at) => ({ contact, group, before: first + at }))
      .filter((line) => line.before >= start && line.before < end)
    const isEmptyHere = shown.length === 0 && first >= start && (first < end || end === open)
    if (contacts.length > 0 || isEmptyHere) page.push({ head, group, before: first }, ...contacts)
    before += shown.length
  }
  const isHead = (line: NaiveLine | undefined) => line !== undefined && 'head' in line
  const offset = Math.min(wanted.offset, Math.max(0, page.length - 1))
  const part = page.slice(offset, offset + wanted.limit)
  const onPage = page.flatMap((line) => ('contact' in line ? [line] : []))
  const inPart = part.flatMap((line) => ('contact' in line ? [line] : []))
  const all = onPage.length <= wanted.limit ? onPage : inPart
  const firstGroup = page[0]?.group ?? groups.length
  const named = [...new Set(part.map(({ group }) => group))]
  return {
    rows: all.map(({ contact }) => contact),
    offset: all[0]?.before ?? start + page.slice(0, offset).filter((line) => !isHead(line)).length,
    lines: {
      groups: groups.length,
      open,
      start,
      count: page.length,
      heads: Uint32Array.from([...page.keys()].filter((at) => isHead(page[at]))),
      firstGroup: page.length === 0 ? 0 : firstGroup,
      firstNamed: page.length === 0 ? 0 : Math.max(0, (named[0] ?? 0) - firstGroup),
      named: named.flatMap((at): ViewGroup[] => {
        const group = groups[at]
        if (!group) return []
        const { key, label, owner, contacts } = group
        const earlier = groups.slice(0, at).filter((one) => !isClosed(one, collapsed))
        return [
          {
            key,
            label,
            owner,
            count: contacts.length,
            isCollapsed: isClosed(group, collapsed),
            first: earlier.flatMap((one) => one.contacts).length,
          },
        ]
      }),
    },
  }
}
