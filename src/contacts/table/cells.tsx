import type { ReactNode } from 'react'

import type { Field } from '../../directory/fields'
import { type Contact, contactName, hasOwnName, ownerName } from '../../linq/contact'
import { Avatar, type AvatarSize, NobodyAvatar } from '../../ui/avatar/avatar'
import { formatInstant } from '../../ui/text/format'
import { Marked } from './marked'
import { shownOwner, shownText } from './shown'
import type { RangesOf } from './use-marks'

/** What the cells of a row need besides the contact. */
export interface CellContext {
  /** Milliseconds since 1970; one moment for a whole screen, so that ages agree. */
  now: number
  phoneText: (phone: string) => string
  /** What the search found in a text that is shown. */
  rangesOf: RangesOf
  /** Whether emails and phones are masked, for whoever shares the screen. */
  isPrivate: boolean
  /** How an instant (milliseconds since 1970) is read in a list. */
  dateText: (instant: number) => string
}

/** The avatar of a contact: its picture, its initials, or a sign for what it is known by. */
export function ContactAvatar({ contact, size }: { contact: Contact; size?: AvatarSize }) {
  return (
    <Avatar
      shape="circle"
      id={contact.id}
      name={hasOwnName(contact) ? contactName(contact) : ''}
      imageUrl={contact.image_url}
      knownBy={contact.email === '' && contact.phone_number !== '' ? 'phone' : 'email'}
      {...(size && { size })}
    />
  )
}

interface OwnerNameProps {
  contact: Contact
  size?: AvatarSize
  context: CellContext
}

/** An owner with avatar and name, or "No owner". */
export function OwnerName({ contact, size, context }: OwnerNameProps) {
  const owner = contact.contact_owner
  const look = size ? { size } : {}
  if (!owner) {
    return (
      <span className="flex min-w-0 items-center gap-2 text-fg-3">
        <NobodyAvatar {...look} />
        No owner
      </span>
    )
  }
  const label = shownOwner(owner)
  return (
    <span className="flex min-w-0 items-center gap-2" title={label}>
      <Avatar shape="square" id={owner.id} name={ownerName(owner)} {...look} />
      <bdi>
        <Marked text={label} ranges={context.rangesOf('owner', label)} />
      </bdi>
    </span>
  )
}

/** How a value of a field is read in a cell. The name has a cell of its own, because it is the row's link. */
export function cellContent(field: Field, contact: Contact, context: CellContext): ReactNode {
  if (field.key === 'owner') return <OwnerName contact={contact} context={context} />
  const value = field.value(contact)
  if (value === null || value === '') return <Blank label={field.label} />
  if (typeof value === 'string') {
    const shown =
      field.kind === 'phone' || field.kind === 'email' ? shownText(field.kind, value, context) : value
    return (
      <bdi title={shown}>
        <Marked text={shown} ranges={context.rangesOf(field.key, shown)} />
      </bdi>
    )
  }
  if (field.kind === 'instant') {
    return (
      <time dateTime={new Date(value).toISOString()} title={formatInstant(value)}>
        {context.dateText(value)}
      </time>
    )
  }
  return <span>{value}</span>
}

/** A dash for the eye, "No email" for a screen reader. */
export function Blank({ label }: { label: string }) {
  return (
    <span className="text-fg-3">
      <span aria-hidden>–</span>
      <span className="sr-only">No {label.toLowerCase()}</span>
    </span>
  )
}

/** How strongly a column reads: names and values first, dates last. */
export function cellTone(field: Field): string {
  if (field.kind === 'instant' || field.kind === 'number') return 'text-fg-3 tabular-nums'
  if (field.kind === 'phone') return 'tabular-nums'
  return field.key === 'company' || field.key === 'owner' ? '' : 'text-fg-2'
}
