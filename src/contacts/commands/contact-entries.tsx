import { rangesFinder } from '../../directory/match-ranges'
import type { Contact } from '../../linq/contact'
import { type CellContext, ContactAvatar } from '../table/cells'
import { shownName, shownText } from '../table/shown'
import type { Command } from './command'

/** Contacts that were found, as entries of the palette: the name, and the work or a way to reach them. */
export function contactEntries(
  contacts: readonly Contact[],
  search: string,
  context: CellContext,
  onOpen: (id: number) => void,
): Command[] {
  const rangesOf = context.isPrivate ? () => [] : rangesFinder(search)
  return contacts.map((contact) => {
    const label = shownName(contact, context)
    return {
      id: `contact ${contact.id}`,
      group: 'Contacts',
      label,
      hint: hintOf(contact, context),
      icon: <ContactAvatar contact={contact} size={20} />,
      ranges: rangesOf('name', label),
      run: () => onOpen(contact.id),
    }
  })
}

function hintOf(contact: Contact, context: CellContext): string {
  const work = [contact.title, contact.company].filter(Boolean).join(', ')
  return (
    work || shownText('email', contact.email, context) || shownText('phone', contact.phone_number, context)
  )
}
