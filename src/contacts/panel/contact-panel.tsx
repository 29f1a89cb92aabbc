import { ChevronDown, ChevronUp, Link as LinkIcon, Mail, MessageSquare, Phone, X } from 'lucide-react'
import { useEffectEvent, useLayoutEffect, useRef } from 'react'

import type { ViewQuery } from '../../directory/view-query'
import { type Contact, contactName } from '../../linq/contact'
import { ButtonLink, IconButton } from '../../ui/button'
import { CopyButton } from '../../ui/copy-button'
import { usePhone } from '../../ui/device/use-media'
import { formatCount } from '../../ui/text/format'
import { callLink, mailLink, textLink } from '../../ui/text/reach'
import { useContact, useWalk } from '../../view/use-contact'
import { type CellContext, ContactAvatar } from '../table/cells'
import { ContactFields } from './contact-fields'

interface ContactPanelProps {
  id: number
  query: ViewQuery
  /** The contact when a row of the page shows it. */
  onScreen: Contact | undefined
  matching: number
  onOpen: (id: number) => void
  onClose: () => void
  context: CellContext
}

/** One contact beside the table: every field, the ways to reach it, and its neighbours in the view. */
export function ContactPanel(props: ContactPanelProps) {
  const { id, query, onScreen, matching, onOpen, onClose, context } = props
  const { contact, place, isPlaceKnown } = useContact(id, query, onScreen)
  const walk = useWalk(id, query, onOpen)
  const isEnd = (to: 'previous' | 'next') => isPlaceKnown && (place?.[to] ?? null) === null
  const panel = useRef<HTMLElement>(null)
  const isPhone = usePhone()

  // The panel takes the focus when it opens, so that the next key belongs to it; the row gets it back on close.
  useLayoutEffect(() => {
    panel.current?.focus({ preventScroll: true })
  }, [])
  useEscape(onClose)

  return (
    <section
      ref={panel}
      tabIndex={-1}
      role={isPhone ? 'dialog' : 'complementary'}
      aria-modal={isPhone || undefined}
      aria-label={contact ? contactName(contact) : 'Contact'}
      className="z-panel flex min-h-0 w-[400px] flex-none flex-col border-l border-line bg-bg outline-none slim:absolute slim:inset-y-0 slim:right-0 slim:shadow-pop phone:fixed phone:inset-0 phone:z-dialog phone:w-auto phone:border-0"
    >
      <div className="flex h-[41px] flex-none items-center gap-0.5 border-b border-line pl-5 pr-2 phone:h-[52px] phone:pl-4 phone:pr-1">
        {place && (
          <span className="mr-2 tabular-nums text-fg-3">
            {formatCount(place.position + 1)} of {formatCount(matching)}
          </span>
        )}
        <span role="status" className="sr-only">
          {contact && place && `${contactName(contact)}, ${place.position + 1} of ${matching}`}
        </span>
        <IconButton
          label="Previous contact"
          size="small"
          disabled={isEnd('previous')}
          onClick={() => void walk('previous')}
        >
          <ChevronUp className="size-4" aria-hidden />
        </IconButton>
        <IconButton
          label="Next contact"
          size="small"
          disabled={isEnd('next')}
          onClick={() => void walk('next')}
        >
          <ChevronDown className="size-4" aria-hidden />
        </IconButton>
        <span className="flex-1" />
        {contact && (
          <CopyButton label="Copy link to this contact" icon={<LinkIcon />} value={location.href} />
        )}
        <IconButton label="Close" size="small" onClick={onClose}>
          <X className="size-4" aria-hidden />
        </IconButton>
      </div>
      {contact ? (
        <div className="scroll-thin flex flex-col gap-3.5 overflow-auto overscroll-contain p-5 phone:p-4">
          <Who contact={contact} />
          <Reach contact={contact} />
          <ContactFields key={contact.id} contact={contact} context={context} />
        </div>
      ) : (
        <div className="p-5" role="status">
          {contact === null && <h2 className="text-title font-semibold">This contact is not here</h2>}
          <p className="text-fg-2">
            {contact === null
              ? `Contact #${id} is not among the contacts that have been read. It may have been deleted, or belong to another organisation.`
              : 'Looking for the contact'}
          </p>
        </div>
      )}
    </section>
  )
}

/** Escape closes the panel from anywhere on the page, unless something nearer has taken the key for itself. */
function useEscape(onClose: () => void): void {
  const close = useEffectEvent(onClose)
  // Before anything is painted: somebody who sees the panel may press the key at once.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open]'))
        close()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}

function Who({ contact }: { contact: Contact }) {
  const { title, company } = contact
  return (
    <div className="flex items-center gap-4">
      <ContactAvatar contact={contact} size={56} />
      <div className="min-w-0">
        <h2 className="wrap-anywhere text-name font-semibold tracking-[-.015em] phone:text-[20px] phone:leading-[26px]">
          <bdi className="whitespace-normal">{contactName(contact)}</bdi>
        </h2>
        {(title || company) && (
          <p className="wrap-anywhere text-fg-2">
            {title && <bdi className="whitespace-normal">{title}</bdi>}
            {title && company && ' at '}
            {company && <bdi className="whitespace-normal">{company}</bdi>}
          </p>
        )}
      </div>
    </div>
  )
}

/** Real links, so that the system's own programs for calls, mail and messages take over. */
function Reach({ contact }: { contact: Contact }) {
  const name = contactName(contact)
  const call = callLink(contact.phone_number)
  const mail = mailLink(contact.email)
  const text = textLink(contact.phone_number)
  if (!call && !mail) return null
  return (
    <div className="grid grid-cols-3 gap-2">
      {call && (
        <ButtonLink href={call} aria-label={`Call ${name}`} icon={<Phone className="size-4" aria-hidden />}>
          Call
        </ButtonLink>
      )}
      {mail && (
        <ButtonLink href={mail} aria-label={`Email ${name}`} icon={<Mail className="size-4" aria-hidden />}>
          Email
        </ButtonLink>
      )}
      {text && (
        <ButtonLink
          href={text}
          aria-label={`Text ${name}`}
          icon={<MessageSquare className="size-4" aria-hidden />}
        >
          Text
        </ButtonLink>
      )}
    </div>
  )
}
