import { ChevronDown, ChevronUp, Copy } from 'lucide-react'

import { raiseToast } from '../../../ui/toasts/toast-store'
import { collapsedGroups } from '../../../view/collapsed-groups'
import { cellActions } from '../../table/cell-actions'
import { type Command, command } from '../command'
import type { CommandContext } from '../page-commands'

/** What can be done with the open contact; nothing while none is open. */
export function contactCommands(context: CommandContext): Command[] {
  const id = context.state.contact
  if (id === null) return []
  return [
    command(
      'next contact',
      'Next contact',
      undefined,
      <ChevronDown aria-hidden />,
      () => void walk(context, id, 'next'),
    ),
    command(
      'previous contact',
      'Previous contact',
      undefined,
      <ChevronUp aria-hidden />,
      () => void walk(context, id, 'previous'),
    ),
    ...(['email', 'phone'] as const).map((field) =>
      command(
        `copy ${field}`,
        `Copy the ${field} of this contact`,
        undefined,
        <Copy aria-hidden />,
        () => void copyOf(context, id, field),
      ),
    ),
  ]
}

/** Opens the neighbour in the view, or says that there is none. */
async function walk(
  { directory, query, change }: CommandContext,
  id: number,
  to: 'previous' | 'next',
): Promise<void> {
  const place = await directory.place(query, id, collapsedGroups(query.group)).catch(() => null)
  const neighbour = place?.[to] ?? null
  if (neighbour !== null) change({ contact: neighbour })
  else raiseToast({ key: 'walk', tone: 'warning', title: `There is no ${to} contact in this view` })
}

async function copyOf(
  { directory, state, change }: CommandContext,
  id: number,
  field: 'email' | 'phone',
): Promise<void> {
  const contact = await directory.contact(id).catch(() => null)
  // What the menu of the cell does.
  const copy =
    contact &&
    cellActions(contact, field, { state, onChange: change, onOpen: (other) => change({ contact: other }) })
      .flat()
      .find(({ key }) => key === `copy ${field}`)
  if (copy) copy.onSelect()
  else raiseToast({ key: 'clipboard', tone: 'warning', title: `This contact has no ${field} to copy` })
}
