import { type ReactNode, useEffect } from 'react'

import type { Contact } from '../../linq/contact'
import { GroupHead } from './group-head'
import { useGroupHints } from './group-words'
import { type GroupLinesOptions, type HeadLine, useGroupLines } from './use-group-lines'

/** A head is a target for a thumb (look.md). */
const HEAD_PX = 44

interface GroupedCardsProps extends Omit<GroupLinesOptions, 'headHeightPx'> {
  onRange: (range: { first: number; last: number }) => void
  /** Draws what is on the card at a position of the view. */
  children: (position: number, contact: Contact | undefined) => ReactNode
}

/** The cards of a page with groups: above each group its head, which stays at the top while its cards are passed. */
export function GroupedCards(props: GroupedCardsProps) {
  const { view, field, lineHeightPx, onRange, children: cardAt } = props
  const { first, last, beforePx, afterPx, stuck, drawn, toggle } = useGroupLines({
    ...props,
    headHeightPx: HEAD_PX,
  })
  const hintOf = useGroupHints(view.owners, field)
  useEffect(() => onRange({ first, last }), [onRange, first, last])

  const headItem = (line: HeadLine, isStuck: boolean, abovePx: number) => (
    <li
      key={`group ${line.group}`}
      data-line={line.line}
      data-stuck={isStuck || undefined}
      style={{ height: HEAD_PX, marginTop: abovePx }}
      className="sticky top-0 z-head border-b border-line bg-subtle text-title"
    >
      {line.head && (
        <GroupHead group={line.head} field={field} hint={hintOf(line.head)} onToggle={() => toggle(line)} />
      )}
    </li>
  )
  return (
    <ul aria-label="Contacts" style={{ paddingBottom: afterPx }}>
      {stuck && headItem(stuck, true, 0)}
      {drawn.map((line, at) => {
        const abovePx = at > 0 ? 0 : beforePx - (stuck ? HEAD_PX : 0)
        if (line.isHead) return headItem(line, false, abovePx)
        const contact = view.rowAt(line.position)
        return (
          <li
            key={contact?.id ?? `at ${line.position}`}
            data-contact={contact?.id}
            className="border-b border-line"
            style={{ height: lineHeightPx, marginTop: abovePx }}
          >
            {cardAt(line.position, contact)}
          </li>
        )
      })}
    </ul>
  )
}
