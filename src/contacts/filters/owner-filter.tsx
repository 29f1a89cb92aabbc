import { ChevronDown, X } from 'lucide-react'
import { Popover } from 'radix-ui'
import { type ReactNode, useRef, useState } from 'react'

import { NO_OWNER, type OwnerFacet, type OwnerKey } from '../../directory/view-query'
import { ownerName } from '../../linq/contact'
import { Avatar, NobodyAvatar } from '../../ui/avatar'
import { formatCount } from '../../ui/format'
import { FacetList } from './facet-list'
import { ownerLabelOf, ownerOptions } from './owner-options'

interface OwnerFilterProps {
  owners: readonly OwnerFacet[]
  chosen: readonly OwnerKey[]
  onChange: (chosen: OwnerKey[]) => void
}

/** The owner filter of the filter bar: a button, or a chip in the same place once owners are chosen. */
export function OwnerFilter({ owners, chosen, onChange }: OwnerFilterProps) {
  const [isOpen, setOpen] = useState(false)
  const bar = useRef<HTMLDivElement>(null)
  const facets = withUnknown(owners, chosen)
  const chosenFacets = chosen.flatMap((key) => facets.find((facet) => facet.key === key) ?? [])
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Anchor asChild>
        <div ref={bar} className="flex min-w-0">
          {chosen.length === 0 ? (
            <Popover.Trigger className="inline-flex h-7 items-center gap-1 whitespace-nowrap rounded px-2 font-medium text-fg-2 transition-colors hover:bg-hover hover:text-fg aria-expanded:bg-active">
              Owner
              <ChevronDown className="size-3.5 text-fg-3" aria-hidden />
            </Popover.Trigger>
          ) : (
            <div className="forced-outline mx-1 inline-flex h-7 min-w-0 items-stretch rounded border border-accent-line bg-accent-soft text-accent-text">
              <Popover.Trigger className="hover:bg-accent/9 aria-expanded:bg-accent/9 inline-flex min-w-0 items-center gap-1.5 whitespace-nowrap rounded-l-[5px] px-2">
                <span className="font-medium">Owner</span>
                <span className="text-fg-2">is</span>
                <ChosenOwners chosen={chosenFacets} />
              </Popover.Trigger>
              <button
                type="button"
                aria-label="Remove the owner filter"
                title="Remove the owner filter"
                onClick={() => {
                  onChange([])
                  requestAnimationFrame(() => bar.current?.querySelector('button')?.focus())
                }}
                className="hover:bg-accent/9 grid w-[26px] flex-none place-items-center rounded-r-[5px] border-l border-accent-line"
              >
                <X className="size-3.5" aria-hidden />
              </button>
            </div>
          )}
        </div>
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          aria-label="Owner"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          className="max-h-(--radix-popover-content-available-height) rise z-pop flex w-80 flex-col overflow-hidden rounded-lg border border-line-strong bg-raised shadow-pop"
        >
          <FacetList
            label="Owners"
            one="owner"
            options={ownerOptions(facets)}
            chosen={chosen}
            onChange={onChange}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** Up to two owners by name, then how many more. */
function ChosenOwners({ chosen }: { chosen: readonly OwnerFacet[] }) {
  const named = chosen.length > 3 ? chosen.slice(0, 2) : chosen.slice(0, 3)
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

/** While nothing has been read there are no facets; what the address names is shown all the same, "no owner" too. */
export function withUnknown(owners: readonly OwnerFacet[], chosen: readonly OwnerKey[]): OwnerFacet[] {
  const known = new Set(owners.map((facet) => facet.key))
  const missing = [...new Set([...chosen, NO_OWNER])].filter((key) => !known.has(key))
  const unknown = missing.map((key): OwnerFacet => ({ key, owner: null, count: 0 }))
  return [...owners, ...unknown].toSorted(
    (left, right) => Number(left.key === NO_OWNER) - Number(right.key === NO_OWNER),
  )
}
