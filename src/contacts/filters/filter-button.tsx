import { ChevronDown, X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'

import type { OwnerFacet } from '../../directory/view-query'
import { ownerName } from '../../linq/contact'
import { Avatar, NobodyAvatar } from '../../ui/avatar/avatar'
import { classes } from '../../ui/classes'
import { lazyPart } from '../../ui/lazy-part'
import { formatCount } from '../../ui/text/format'
import type { ChangeView } from '../../view/use-view-state'
import { UNFILTERED, type ViewState, filtersInUse } from '../../view/view-address'
import { clearAll } from './clear-all'
import { type FilterName, type FilterSummary, filterLabels, summaryOf } from './filter-words'

export const FilterPopover = lazyPart(() => import('./choose/filter-popover'), 'FilterPopover')

interface FilterButtonProps {
  name: FilterName
  state: ViewState
  owners: readonly OwnerFacet[]
  isInUse: boolean
  isOpen: boolean
  /** Where the button folds away while the filter is not in use and not open. */
  fold: string
  onOpenChange: (isOpen: boolean) => void
  onChange: ChangeView
}

/** The look of a button of the filter bar. */
export const filterLook =
  'h-7 flex-none items-center gap-1 whitespace-nowrap rounded px-2 font-medium text-fg-2 transition-colors hover:bg-hover hover:text-fg aria-expanded:bg-active'

/** A filter of the filter bar: a button, or a chip in the same place once the filter is in use. */
export function FilterButton(props: FilterButtonProps) {
  const { name, state, owners, isInUse, isOpen, fold, onOpenChange, onChange } = props
  const place = useRef<HTMLDivElement>(null)
  const label = filterLabels[name]
  const trigger = {
    type: 'button' as const,
    'aria-haspopup': 'dialog' as const,
    'aria-expanded': isOpen,
    onPointerEnter: FilterPopover.preload,
    onClick: () => onOpenChange(!isOpen),
  }
  return (
    <div ref={place} data-filter={name} className={classes('flex flex-none', !isInUse && !isOpen && fold)}>
      {isInUse ? (
        <div className="forced-outline mx-1 inline-flex h-7 min-w-0 items-stretch rounded border border-accent-line bg-accent-soft text-accent-text">
          <button
            {...trigger}
            className="hover:bg-accent/9 aria-expanded:bg-accent/9 inline-flex min-w-0 items-center gap-1.5 whitespace-nowrap rounded-l-[5px] px-2"
          >
            <Words
              label={label}
              summary={summaryOf(name, state, owners)}
              owners={name === 'owners' ? owners : null}
              isTight={filtersInUse(state).length > 2}
            />
          </button>
          <button
            type="button"
            aria-label={`Remove the ${label.toLowerCase()} filter`}
            title={`Remove the ${label.toLowerCase()} filter`}
            onClick={() => {
              // The chip is gone; the button in its place takes the focus, or what it has folded into.
              const focus = () => requestAnimationFrame(() => focusFilter(place.current))
              clearAll(state, onChange, focus, { [name]: UNFILTERED[name] })
              focus()
            }}
            className="hover:bg-accent/9 grid w-[26px] flex-none place-items-center rounded-r-[5px] border-l border-accent-line"
          >
            <X className="size-3.5" aria-hidden />
          </button>
        </div>
      ) : (
        <button {...trigger} className={classes('inline-flex', filterLook)}>
          {label}
          <ChevronDown className="size-3.5 text-fg-3" aria-hidden />
        </button>
      )}
      {isOpen && (
        <FilterPopover
          name={name}
          anchor={place}
          state={state}
          owners={owners}
          onChange={onChange}
          onClose={() => {
            onOpenChange(false)
            requestAnimationFrame(() => focusFilter(place.current))
          }}
        />
      )}
    </div>
  )
}

/** Gives the focus to a filter, or to "More filters" when it is folded, unless something else has it already. */
function focusFilter(place: HTMLElement | null): void {
  if (document.activeElement !== null && document.activeElement !== document.body) return
  const bar = place?.closest('section')
  const button = place?.querySelector('button')
  const isSeen = button?.checkVisibility() === true
  if (isSeen) button.focus()
  else bar?.querySelector<HTMLElement>('[data-filter="more"]')?.focus()
}

interface WordsProps {
  label: string
  summary: FilterSummary
  /** Whose avatars are shown; null for other values. */
  owners: readonly OwnerFacet[] | null
  /** Whether several chips share the line. */
  isTight: boolean
}

/** Up to two values by name, one where several chips share the line, and how many more there are. */
function Words({ label, summary: { verb, values }, owners, isTight }: WordsProps) {
  const named = values.slice(0, isTight ? 1 : 2)
  const more = values.length - named.length
  return (
    <>
      <span className="font-medium">{label}</span>
      {verb && <span className="text-fg-2">{verb}</span>}
      <span className="inline-flex min-w-0 items-center gap-1.5 font-medium text-fg">
        {named.map((value, index) => (
          <span
            key={value.key}
            className={classes('inline-flex min-w-0 items-center', owners && 'mr-1 gap-1.5')}
          >
            {owners && smallAvatar(owners, value.key)}
            <bdi className={isTight ? 'max-w-28' : 'max-w-44'}>{value.label}</bdi>
            {index < named.length - 1 && <span className={owners ? 'sr-only' : ''}>,</span>}
          </span>
        ))}
        {more > 0 && <span className="flex-none font-normal text-fg-2">and {formatCount(more)} more</span>}
      </span>
    </>
  )
}

function smallAvatar(owners: readonly OwnerFacet[], key: string): ReactNode {
  const owner = owners.find((facet) => facet.key === key)?.owner
  return owner ? (
    <Avatar shape="square" id={owner.id} name={ownerName(owner)} size={16} />
  ) : (
    <NobodyAvatar size={16} />
  )
}
