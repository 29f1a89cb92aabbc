import type { ReactNode } from 'react'

import { type Field, type FieldKey, fieldOf } from '../../directory/fields'
import type { Contact } from '../../linq/contact'
import { CopyButton } from '../../ui/copy-button'
import { formatAge, formatInstant } from '../../ui/text/format'
import { callLink, mailLink } from '../../ui/text/reach'
import { Blank, type CellContext, OwnerName } from '../table/cells'
import { fieldInSentence } from '../table/columns'
import { Marked } from '../table/marked'
import { shownText } from '../table/shown'

/** Four blocks: reach and work, owner, dates, names and ids (look.md). */
const blocks: readonly (readonly FieldKey[])[] = [
  ['phone', 'email', 'company', 'title', 'location'],
  ['owner'],
  ['created', 'updated'],
  ['first_name', 'last_name', 'photo', 'id', 'owner_id'],
]

/** Every field of a contact, each with its copy button. */
export function ContactFields({ contact, context }: { contact: Contact; context: CellContext }) {
  return blocks.map((keys) => (
    <dl key={keys[0]} className="border-t border-line pt-2.5">
      {keys.map((key) => (
        <FieldLine key={key} field={fieldOf(key)} contact={contact} context={context} />
      ))}
    </dl>
  ))
}

interface FieldLineProps {
  field: Field
  contact: Contact
  context: CellContext
}

function FieldLine({ field, contact, context }: FieldLineProps) {
  const value = field.value(contact)
  const isBlank = value === null || value === ''
  return (
    <div className="grid grid-cols-[96px_1fr] items-start gap-x-2 py-1 phone:min-h-11 phone:grid-cols-[84px_1fr] phone:items-center phone:py-0">
      <dt className="py-0.5 text-fg-3">{field.label}</dt>
      <dd className="flex min-w-0 items-start justify-between gap-2 phone:items-center">
        <span className="wrap-anywhere flex min-w-0 flex-wrap items-baseline gap-x-2 py-0.5">
          {fieldContent(field, contact, context)}
        </span>
        {!isBlank && <CopyButton label={`Copy ${fieldInSentence(field.key)}`} value={copied(field, value)} />}
      </dd>
    </div>
  )
}

/** On a phone as high as a finger, with what the line around it adds. */
const link =
  'text-accent-text underline decoration-transparent underline-offset-3 hover:decoration-current wrap-anywhere -my-0.5 phone:flex phone:min-h-11 phone:items-center'

function fieldContent(field: Field, contact: Contact, context: CellContext): ReactNode {
  const { now, rangesOf, isPrivate } = context
  if (field.key === 'owner') return <Owner contact={contact} context={context} />
  const value = field.value(contact)
  if (value === null || value === '') return <Blank label={field.label} />
  if (field.kind === 'instant') return <Instant instant={Number(value)} now={now} />
  const text = String(value)
  const marked = (shown: string) => <Marked text={shown} ranges={rangesOf(field.key, shown)} />
  if (field.kind === 'phone' || field.kind === 'email') {
    const shown = marked(shownText(field.kind, text, context))
    const href = field.kind === 'phone' ? callLink(text) : mailLink(text)
    // The link would tell what is masked; the buttons above lead to the same.
    return <Maybe href={isPrivate ? null : href}>{shown}</Maybe>
  }
  if (field.kind === 'image') return <span className="line-clamp-2 text-fg-2">{text}</span>
  return <bdi className="whitespace-normal tabular-nums">{marked(text)}</bdi>
}

function Maybe({ href, children }: { href: string | null; children: ReactNode }) {
  const text = <bdi className="whitespace-normal tabular-nums">{children}</bdi>
  return href ? (
    <a href={href} className={link}>
      {text}
    </a>
  ) : (
    text
  )
}

function Owner({ contact, context }: { contact: Contact; context: CellContext }) {
  const email = contact.contact_owner?.email
  return (
    <>
      <OwnerName contact={contact} size={20} context={context} />
      {email && (
        <span className="basis-full text-caption leading-[18px] text-fg-3">
          {shownText('email', email, context)}
        </span>
      )}
    </>
  )
}

function Instant({ instant, now }: { instant: number; now: number }) {
  return (
    <>
      <time dateTime={new Date(instant).toISOString()}>{formatAge(instant, now, 'long')}</time>
      <span className="text-caption leading-5 text-fg-3">{formatInstant(instant)}</span>
    </>
  )
}

/** What is copied is Linq's value: the phone without groups, the instant itself. */
function copied(field: Field, value: string | number): string {
  return field.kind === 'instant' ? new Date(value).toISOString() : String(value)
}
