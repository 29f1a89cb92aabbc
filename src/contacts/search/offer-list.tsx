import { classes } from '../../ui/classes'
import { countOf, formatCount } from '../../ui/text/format'
import type { Offer, Offers } from './offers'

interface OfferListProps extends Offers {
  listId: string
  /** The place of the offer that Enter takes; -1 for none. */
  active: number
  onTake: (offer: Offer) => void
}

/** What is offered for a word, below the search. The focus stays in the search box, whose keys walk through it. */
export function OfferList({ listId, label, offers, message, active, onTake }: OfferListProps) {
  return (
    <div className="rise absolute inset-x-0 top-full z-pop mt-1 overflow-hidden rounded-lg border border-line-strong bg-raised shadow-pop">
      <div id={listId} role="listbox" aria-label={label} className="p-1 empty:hidden">
        {offers.map((offer, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys belong to the search box
          <div
            key={offer.id}
            id={offerId(listId, index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onTake(offer)}
            className={classes(
              'flex min-h-8 items-center gap-2 rounded px-2 phone:min-h-11 phone:text-title',
              index === active ? 'forced-focus bg-active' : 'hover:bg-hover',
            )}
          >
            {offer.avatar}
            <span className="flex min-w-0 flex-1 items-baseline gap-2">
              <bdi className={classes(offer.count === 0 && 'text-fg-3')}>{offer.label}</bdi>
              {offer.hint && <span className="truncate text-caption text-fg-3">{offer.hint}</span>}
            </span>
            {offer.count !== null && (
              <span className="text-caption tabular-nums text-fg-3 phone:text-search">
                {formatCount(offer.count)}
              </span>
            )}
          </div>
        ))}
      </div>
      <p role="status" className={message === '' ? 'sr-only' : 'px-3 py-2 text-fg-3'}>
        {message || countOf(offers.length, 'offer')}
      </p>
    </div>
  )
}

/** The id of the option at a place. */
export function offerId(listId: string, place: number): string {
  return `${listId}-${place}`
}
