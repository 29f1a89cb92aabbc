import { ChevronDown, X } from 'lucide-react'
import { type ReactNode, type RefObject, useRef, useState } from 'react'

import type { OwnerFacet, OwnerKey } from '../../directory/view-query'
import { ownerName } from '../../linq/contact'
import { Avatar, NobodyAvatar } from '../../ui/avatar/avatar'
import { LazyBoundary } from '../../ui/lazy-boundary'
import { lazyPart } from '../../ui/lazy-part'
import { formatCount } from '../../ui/text/format'
import { ownerLabelOf, withUnknown } from './owner-options'

export const OwnerPopover = lazyPart(() => import('./owner-popover'), 'OwnerPopover')

interface OwnerFilterProps {
  owners: readonly OwnerFacet[]
  chosen: readonly OwnerKey[]
  onChange: (chosen: OwnerKey[]) => void
}

/** The owner filter of the filter bar: a button, or a chip in the same place once owners are chosen. */
export function OwnerFilter({ owners, chosen, onChange }: OwnerFilterProps) {
  const [isOpen, setOpen] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const facets = withUnknown(owners, chosen)
  const trigger = {
    type: 'button' as const,
    'aria-haspopup': 'dialog' as const,
    'aria-expanded': isOpen,
    onPointerEnter: OwnerPopover.preload,
    onClick: () => setOpen(!isOpen),
  }
  return (
    <div ref={place} className="flex min-w-0">
      {chosen.length === 0 ? (
        <button
          {...trigger}
          className="-ml-2 inline-flex h-7 items-center gap-1 whitespace-nowrap rounded px-2 font-medium text-fg-2 transition-colors hover:bg-hover hover:text-fg aria-expanded:bg-active"
        >
          Owner
          <ChevronDown className="size-3.5 text-fg-3" aria-hidden />
        </button>
      ) : (
        <div className="forced-outline mr-1 inline-flex h-7 min-w-0 items-stretch rounded border border-accent-line bg-accent-soft text-accent-text">
          <button
            {...trigger}
            className="hover:bg-accent/9 aria-expanded:bg-accent/9 inline-flex min-w-0 items-center gap-1.5 whitespace-nowrap rounded-l-[5px] px-2"
          >
            <span className="font-medium">Owner</span>
            <span className="text-fg-2">is</span>
            <ChosenOwners chosen={chosen.flatMap((key) => facets.find((facet) => facet.key === key) ?? [])} />
          </button>
          <RemoveButton place={place} onRemove={() => onChange([])} />
        </div>
      )}
      {isOpen && (
        <LazyBoundary>
          <OwnerPopover
            anchor={place}
            facets={facets}
            chosen={chosen}
            onChange={onChange}
            onClose={() => setOpen(false)}
          />
        </LazyBoundary>
      )}
    </div>
  )
}

function RemoveButton({
  place,
  onRemove,
}: {
  place: RefObject<HTMLDivElement | null>
  onRemove: () => void
}) {
  return (
    <button
      type="button"
      aria-label="Remove the owner filter"
      title="Remove the owner filter"
      onClick={() => {
        onRemove()
        // The chip is gone; the button in its place takes the focus.
        requestAnimationFrame(() => place.current?.querySelector('button')?.focus())
      }}
      className="hover:bg-accent/9 grid w-[26px] flex-none place-items-center rounded-r-[5px] border-l border-accent-line"
    >
      <X className="size-3.5" aria-hidden />
    </button>
  )
}

/** Up to two owners by name, and how many more there are. */
function ChosenOwners({ chosen }: { chosen: readonly OwnerFacet[] }) {
  const named = chosen.slice(0, 2)
  const more = chosen.length - named.length
  return (
    <span className="inline-flex min-w-0 items-center gap-2.5 font-medium text-fg">
      {named.map((facet) => (
        <span key={facet.key} className="inline-flex min-w-0 items-center gap-1.5">
          {smallAvatar(facet)}
          <bdi className="max-w-40">{ownerLabelOf(facet)}</bdi>
        </span>
      ))}
      {more > 0 && <span className="font-normal text-fg-2">and {formatCount(more)} more</span>}
    </span>
  )
}

function smallAvatar({ owner }: OwnerFacet): ReactNode {
  return owner ? (
    <Avatar shape="square" id={owner.id} name={ownerName(owner)} size={16} />
  ) : (
    <NobodyAvatar size={16} />
  )
}
