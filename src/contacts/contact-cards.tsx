import { Mail, Phone } from 'lucide-react'
import { Fragment, type ReactNode, memo, useEffect } from 'react'

import { type Contact, hasOwnName } from '../linq/contact'
import { classes } from '../ui/classes'
import { lazyPart } from '../ui/lazy-part'
import { ReachLink } from '../ui/reach-link'
import { callLink, mailLink } from '../ui/text/reach'
import { useSelection } from '../view/selection/selection'
import { ContactBox } from './selection/contact-box'
import { type CellContext, ContactAvatar, OwnerName } from './table/cells'
import { type ContactListProps, groupOf, rowsOnPage, stretch } from './table/contacts-table'
import { OwnersSign, type RowGroup, alikeWords } from './table/group-signs'
import { Marked } from './table/marked'
import { shownName, shownText } from './table/shown'
import { useLines } from './table/use-lines'

const GroupedCards = lazyPart(() => import('./grouped/grouped-cards'), 'GroupedCards')

/** A card is 88 px and a line (look.md). */
const CARD_PX = 89
const SKELETON_CARDS = 12

/** The contacts on a phone: cards that are lines, not boxes. */
export function ContactCards(props: ContactListProps) {
  const { view, query, openContact, hrefOf, onOpen, context } = props
  const { ids, isChoosing } = useSelection()
  const isGone = query.filters?.since === 'gone'
  const cardAt = (position: number, contact: Contact | undefined) =>
    contact ? (
      <Card
        contact={contact}
        isOpen={contact.id === openContact}
        isSelected={isGone ? null : ids.has(contact.id)}
        isBoxShown={isChoosing || ids.size > 0}
        href={hrefOf(contact.id)}
        onOpen={onOpen}
        context={context}
        {...groupOf(view, position)}
      />
    ) : (
      <SkeletonCard seed={position} />
    )
  if (!view.lines || !query.group) return <PlainCards {...props} cardAt={cardAt} />
  return (
    <GroupedCards {...props} lines={view.lines} field={query.group} lineHeightPx={CARD_PX}>
      {cardAt}
    </GroupedCards>
  )
}

interface PlainCardsProps extends ContactListProps {
  cardAt: (position: number, contact: Contact | undefined) => ReactNode
}

function PlainCards({ view, onRange, scroller, cardAt }: PlainCardsProps) {
  const start = view.isAll ? 0 : (view.page - 1) * view.rowsPerPage
  const isComing = view.source === 'none' && !view.error
  const onPage = isComing ? SKELETON_CARDS : rowsOnPage(view, start)
  const { first, last, beforePx, afterPx } = useLines({
    count: onPage,
    lineHeightPx: CARD_PX,
    scroller,
    overscan: 8,
  })
  const heightPx = beforePx + (last - first + 1) * CARD_PX + afterPx
  useEffect(() => onRange({ first, last }), [onRange, first, last])
  return (
    <ul aria-label="Contacts" aria-busy={isComing} className="relative" style={{ height: heightPx }}>
      {stretch(first, last).map((index) => {
        const contact = view.rowAt(start + index)
        return (
          <li
            key={contact?.id ?? `at ${index}`}
            data-contact={contact?.id}
            aria-setsize={isComing ? -1 : view.rowCount}
            aria-posinset={start + index + 1}
            className="absolute inset-x-0 h-[89px] border-b border-line"
            style={{ top: beforePx + (index - first) * CARD_PX }}
          >
            {cardAt(start + index, contact)}
          </li>
        )
      })}
    </ul>
  )
}

interface CardProps extends RowGroup {
  contact: Contact
  isOpen: boolean
  /** Null where it cannot be selected. */
  isSelected: boolean | null
  isBoxShown: boolean
  href: string
  onOpen: (id: number) => void
  context: CellContext
}

const Card = memo(function Card(props: CardProps) {
  const { contact, isOpen, isSelected, isBoxShown, href, onOpen, context } = props
  const { alike, areOwnersDifferent, isGroupStart } = props
  const name = shownName(contact, context)
  const below = belowName(contact, context)
  return (
    <div
      className={classes(
        'flex h-full items-stretch',
        !isBoxShown && 'pl-4',
        isSelected === true && 'forced-outline bg-accent-soft',
      )}
    >
      {isBoxShown && (
        <ContactBox
          id={contact.id}
          name={name}
          isSelected={isSelected}
          isStop
          className="size-5 accent-accent"
        />
      )}
      <a
        href={href}
        aria-current={isOpen || undefined}
        // The menu that a phone opens on a long touch of a link would come in the way of selecting.
        style={{ WebkitTouchCallout: 'none' }}
        className="flex min-w-0 flex-1 items-start gap-3 py-3 focus-visible:-outline-offset-2"
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return
          event.preventDefault()
          onOpen(contact.id)
        }}
      >
        <span className="mt-0.5">
          <ContactAvatar contact={contact} size={40} />
        </span>
        <span className="flex min-w-0 flex-1 flex-col gap-px">
          <bdi className="block text-left text-title font-medium leading-[22px]">
            <Marked text={name} ranges={context.rangesOf('name', name)} />
          </bdi>
          <bdi className="block min-h-5 text-left text-fg-2">
            {below.map(({ field, text }, index) => (
              <Fragment key={field}>
                {index > 0 && ', '}
                <Marked text={text} ranges={context.rangesOf(field, text)} />
              </Fragment>
            ))}
          </bdi>
          <span className="flex min-w-0 items-center gap-1.5 whitespace-nowrap text-body text-fg-3">
            <OwnerName contact={contact} size={16} context={context} />
            {alike > 0 && isGroupStart ? (
              <CardGroup alike={alike} areOwnersDifferent={areOwnersDifferent} />
            ) : (
              contact.updated_at !== null && (
                <>
                  <span aria-hidden>·</span>
                  <span>{context.dateText(contact.updated_at)}</span>
                </>
              )
            )}
          </span>
        </span>
      </a>
      <CardAction contact={contact} name={name} isPrivate={context.isPrivate} />
    </div>
  )
})

/** At the first card of a group: how many look like the same person, and whether others own them. */
function CardGroup({ alike, areOwnersDifferent }: Pick<RowGroup, 'alike' | 'areOwnersDifferent'>) {
  return (
    <>
      <span aria-hidden>·</span>
      <span className={areOwnersDifferent ? 'text-warn' : ''}>{alikeWords(alike)}</span>
      {areOwnersDifferent && (
        <>
          <OwnersSign />
          <span className="sr-only">, different owners</span>
        </>
      )}
    </>
  )
}

/** What stands below the name: the work, or a way to reach somebody who is not named after it already. */
function belowName(contact: Contact, context: CellContext) {
  const work = (['title', 'company'] as const).map((field) => ({ field, text: contact[field] }))
  if (work.some(({ text }) => text !== '')) return work.filter(({ text }) => text !== '')
  if (!hasOwnName(contact)) return []
  const phone = shownText('phone', contact.phone_number, context)
  if (phone) return [{ field: 'phone' as const, text: phone }]
  return [{ field: 'email' as const, text: shownText('email', contact.email, context) }]
}

/** The nearest way to reach somebody: a call, or a mail without a phone. */
function CardAction({ contact, name, isPrivate }: { contact: Contact; name: string; isPrivate: boolean }) {
  const call = callLink(contact.phone_number)
  if (call) {
    return (
      <ActionLink href={call} label={`Call ${name}`} isHidden={isPrivate}>
        <Phone className="size-5" aria-hidden />
      </ActionLink>
    )
  }
  const mail = mailLink(contact.email)
  if (mail) {
    return (
      <ActionLink href={mail} label={`Email ${name}`} isHidden={isPrivate}>
        <Mail className="size-5" aria-hidden />
      </ActionLink>
    )
  }
  return <span className="w-[60px] flex-none" />
}

interface ActionLinkProps {
  href: string
  label: string
  isHidden: boolean
  children: ReactNode
}

function ActionLink({ href, label, isHidden, children }: ActionLinkProps) {
  return (
    <ReachLink
      href={href}
      aria-label={label}
      isHidden={isHidden}
      className="grid w-[60px] flex-none place-items-center text-accent-text focus-visible:-outline-offset-2"
    >
      {children}
    </ReachLink>
  )
}

function SkeletonCard({ seed }: { seed: number }) {
  return (
    <span className="flex gap-3 px-4 py-3.5" aria-hidden>
      <span className="size-10 flex-none rounded-full bg-active" />
      <span className="flex flex-1 flex-col gap-3 pt-1.5">
        {[38, 47, 46].map((least, line) => (
          <span
            key={least}
            className="block h-2 rounded-sm bg-active"
            style={{ width: `${least + ((seed * 31 + line * 17) % 30)}%` }}
          />
        ))}
      </span>
    </span>
  )
}
