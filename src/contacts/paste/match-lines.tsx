import { useQueries, useQuery } from '@tanstack/react-query'

import type { Directory } from '../../directory/directory'
import type { UnclearLine } from '../../directory/list-match'
import { type Contact, ownerName } from '../../linq/contact'
import { Avatar, NobodyAvatar } from '../../ui/avatar/avatar'
import { usePrivacy } from '../../ui/device/privacy'
import { Select } from '../../ui/select'
import { countOf } from '../../ui/text/format'
import { useDirectory } from '../../view/directory-context'
import { ContactAvatar } from '../table/cells'
import { shownName, shownOwner } from '../table/shown'
import { maskedLine } from './masked-line'

/** A line as it was pasted, or with masks for its emails and phones. */
function shownLine(line: string, isPrivate: boolean): string {
  return isPrivate ? maskedLine(line) : line
}

/** A line that was found: the contact, the line as it was pasted, and whose the contact is. */
export function FoundLine({ line, id }: { line: string; id: number }) {
  const directory = useDirectory()
  const [isPrivate] = usePrivacy()
  const { data: contact } = useQuery(contactOptions(directory, id))
  const owner = contact?.contact_owner
  return (
    <div className="flex h-full items-center gap-3 px-3">
      {contact ? (
        <ContactAvatar contact={contact} size={28} />
      ) : (
        <span className="size-7 flex-none rounded-full bg-active" />
      )}
      <span className="flex min-w-0 flex-1 flex-col">
        <bdi className="block text-left font-medium">{contact && shownName(contact, { isPrivate })}</bdi>
        <bdi className="block text-left text-caption text-fg-3">{shownLine(line, isPrivate)}</bdi>
      </span>
      {contact && (
        <span className="flex min-w-0 flex-none items-center gap-2 text-fg-2">
          {owner ? (
            <Avatar shape="square" id={owner.id} name={ownerName(owner)} size={20} />
          ) : (
            <NobodyAvatar size={20} />
          )}
          <bdi className="max-w-44 phone:max-w-28">{owner ? shownOwner(owner) : 'No owner'}</bdi>
        </span>
      )}
    </div>
  )
}

/** A line that means nobody, as it was pasted. */
export function MissingLine({ line }: { line: string }) {
  const [isPrivate] = usePrivacy()
  return (
    <div className="flex h-full items-center px-3">
      <bdi>{shownLine(line, isPrivate)}</bdi>
    </div>
  )
}

interface UnclearChoiceProps {
  line: UnclearLine
  chosen: number | null
  onChoose: (id: number | null) => void
}

/** A line that several contacts fit, or one only by its name; and who is meant. */
export function UnclearChoice({ line: { line, ids, more }, chosen, onChoose }: UnclearChoiceProps) {
  const directory = useDirectory()
  const [isPrivate] = usePrivacy()
  const shown = shownLine(line, isPrivate)
  const contacts = useQueries({ queries: ids.map((id) => contactOptions(directory, id)) })
  const options = contacts.flatMap(({ data }) =>
    data ? [[String(data.id), wordsOf(data, isPrivate)] as const] : [],
  )
  const fits =
    ids.length === 1 && more === 0 ? 'Only the name fits' : `${countOf(ids.length + more, 'contact')} fit`
  return (
    <div className="flex h-full flex-col justify-center gap-1 px-3">
      <bdi className="block text-left">{shown}</bdi>
      <Select
        label={`Who is meant by ${shown}`}
        value={chosen === null ? '' : String(chosen)}
        options={[['', `Nobody chosen: ${fits.charAt(0).toLowerCase()}${fits.slice(1)}`], ...options]}
        onChange={(value) => onChoose(value === '' ? null : Number(value))}
      />
    </div>
  )
}

/** "Jane Whitfield, Acme, owned by Tom Becker": what tells namesakes apart. */
function wordsOf(contact: Contact, isPrivate: boolean): string {
  const owner = contact.contact_owner
  return [
    shownName(contact, { isPrivate }),
    contact.company,
    owner ? `owned by ${shownOwner(owner)}` : 'no owner',
  ]
    .filter(Boolean)
    .join(', ')
}

function contactOptions(directory: Directory, id: number) {
  return {
    queryKey: ['contact', id] as const,
    queryFn: () => directory.contact(id),
    staleTime: Infinity,
  }
}
