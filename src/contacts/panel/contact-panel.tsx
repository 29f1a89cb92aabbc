import { ChevronDown, ChevronUp, Link as LinkIcon, Mail, MessageSquare, Phone, X } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'

import type { ViewQuery } from '../../directory/view-query'
import type { Contact } from '../../linq/contact'
import { IconButton, buttonLook } from '../../ui/button'
import { CopyButton } from '../../ui/copy-button'
import { lazyPart } from '../../ui/lazy-part'
import { ReachLink } from '../../ui/reach-link'
import { formatCount } from '../../ui/text/format'
import { callLink, mailLink, textLink } from '../../ui/text/reach'
import { useContact, useWalk } from '../../view/use-contact'
import { type CellContext, ContactAvatar } from '../table/cells'
import { shownName } from '../table/shown'
import { ContactFields } from './contact-fields'
import { PanelFrame, PanelHead } from './panel-frame'

const ContactCode = lazyPart(() => import('./contact-code'), 'ContactCode')

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

  // The panel takes the focus when it opens, so that the next key belongs to it; the row gets it back on close.
  useLayoutEffect(() => {
    panel.current?.focus({ preventScroll: true })
  }, [])

  const name = contact ? shownName(contact, context) : 'Contact'

  return (
    <PanelFrame label={name} panel={panel} onClose={onClose} className="w-[400px]">
      <PanelHead>
        {place && (
          <span className="mr-2 tabular-nums text-fg-3">
            {formatCount(place.position + 1)} of {formatCount(matching)}
          </span>
        )}
        <span role="status" className="sr-only">
          {contact && place && `${name}, ${place.position + 1} of ${matching}`}
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
      </PanelHead>
      {contact ? (
        <div className="scroll-thin flex flex-col gap-3.5 overflow-auto overscroll-contain p-5 phone:p-4">
          <Who contact={contact} name={name} />
          <Reach contact={contact} name={name} isHidden={context.isPrivate} />
          <ContactFields key={contact.id} contact={contact} context={context} />
          <ContactCode contact={contact} isHidden={context.isPrivate} name={name} />
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
    </PanelFrame>
  )
}

function Who({ contact, name }: { contact: Contact; name: string }) {
  const { title, company } = contact
  return (
    <div className="flex items-center gap-4">
      <ContactAvatar contact={contact} size={56} />
      <div className="min-w-0">
        <h2 className="wrap-anywhere text-name font-semibold tracking-[-.015em] phone:text-[20px] phone:leading-[26px]">
          <bdi className="whitespace-normal">{name}</bdi>
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

interface ReachProps {
  contact: Contact
  name: string
  /** Whether the numbers and addresses that the links lead to must not be read. */
  isHidden: boolean
}

/** Real links, so that the system's own programs for calls, mail and messages take over. */
function Reach({ contact, name, isHidden }: ReachProps) {
  const ways = [
    { verb: 'Call', href: callLink(contact.phone_number), Icon: Phone },
    { verb: 'Email', href: mailLink(contact.email), Icon: Mail },
    { verb: 'Text', href: textLink(contact.phone_number), Icon: MessageSquare },
  ]
  if (ways.every(({ href }) => href === null)) return null
  return (
    <div className="grid grid-cols-3 gap-2">
      {ways.map(
        ({ verb, href, Icon }) =>
          href !== null && (
            <ReachLink
              key={verb}
              href={href}
              isHidden={isHidden}
              aria-label={`${verb} ${name}`}
              className={buttonLook({ className: 'hover:bg-hover active:bg-active' })}
            >
              <Icon className="size-4" aria-hidden />
              {verb}
            </ReachLink>
          ),
      )}
    </div>
  )
}
