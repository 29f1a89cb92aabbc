import { ChevronDown, Settings2 } from 'lucide-react'
import { useRef, useState } from 'react'

import { Button, TextButton } from '../../ui/button'
import { classes } from '../../ui/classes'
import { lazyPart } from '../../ui/lazy-part'
import { useShownList } from '../../view/selection/shown-list'
import type { ContactsView } from '../../view/use-contacts-view'
import type { ChangeView } from '../../view/use-view-state'
import { type ViewState, filtersInUse } from '../../view/view-address'
import { OwnerTabs, ViewsButton } from '../views/view-tabs'
import { clearAll } from './clear-all'
import { FilterButton, filterLook } from './filter-button'
import { FILTERS, type FilterName, type Fold, foldOf } from './filter-words'

export const DisplayMenu = lazyPart(() => import('./display-menu'), 'DisplayMenu')
export const MoreFilters = lazyPart(() => import('./more-filters'), 'MoreFilters')
export const ListChip = lazyPart(() => import('../selection/list-chip'), 'ListChip')

interface FilterBarProps {
  state: ViewState
  view: ContactsView
  onChange: ChangeView
  /** The filter whose values are shown. */
  open: FilterName | null
  onOpenChange: (open: FilterName | null) => void
}

/** One line that never wraps: views, the filters in fixed order, Clear all when there is something to clear, Display. */
export function FilterBar({ state, view, onChange, open, onOpenChange }: FilterBarProps) {
  const bar = useRef<HTMLElement>(null)
  const inUse = new Set<string>(filtersInUse(state))
  const list = useShownList()
  // What is pressed here goes with what it clears, as chips do: what is first afterwards takes the focus.
  const focusFirst = () =>
    requestAnimationFrame(() => bar.current?.querySelector<HTMLElement>('[data-filter] button')?.focus())
  return (
    <section
      ref={bar}
      aria-label="Filters"
      className="relative flex h-11 flex-none items-center gap-0.5 border-b border-line pl-4 pr-2 phone:hidden"
    >
      <OwnerTabs state={state} owners={view.owners} onChange={onChange} />
      <span className="ml-1.5 flex flex-none">
        <ViewsButton state={state} onChange={onChange} />
      </span>
      <span aria-hidden className="mx-1.5 h-5 w-px flex-none bg-line" />
      <div className="-m-1 flex min-w-0 items-center gap-0.5 overflow-x-auto p-1 [scrollbar-width:none]">
        {FILTERS.map((name) => (
          <FilterButton
            key={name}
            name={name}
            state={state}
            owners={view.owners}
            isInUse={inUse.has(name)}
            isOpen={open === name}
            fold={hidden[foldOf(name, inUse.size)]}
            onOpenChange={(isOpen) => onOpenChange(isOpen ? name : null)}
            onChange={onChange}
          />
        ))}
      </div>
      {list && <ListChip list={list} onChange={onChange} onRemoved={focusFirst} />}
      <MoreButton inUse={inUse} onOpen={onOpenChange} />
      {(inUse.size > 0 || list) && (
        <TextButton
          className="ml-1.5 flex-none"
          onClick={() => {
            clearAll(state, onChange, focusFirst)
            focusFirst()
          }}
        >
          Clear all
        </TextButton>
      )}
      <span className="flex-1" />
      <DisplayButton state={state} onChange={onChange} />
    </section>
  )
}

const hidden: Record<Fold, string> = {
  never: '',
  slim: 'slim:hidden',
  narrow: 'narrow:hidden',
  always: 'hidden',
}

const shown: Record<Fold, string> = {
  never: 'hidden',
  slim: 'hidden slim:inline-flex',
  narrow: 'hidden narrow:inline-flex',
  always: 'inline-flex',
}

/** Opens the list of the filters that have no room on a narrower window. */
function MoreButton({ inUse, onOpen }: { inUse: ReadonlySet<string>; onOpen: (name: FilterName) => void }) {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const folds = FILTERS.filter((name) => !inUse.has(name)).map((name) => ({
    name,
    fold: foldOf(name, inUse.size),
  }))
  // It is there wherever something has folded into it.
  const widest = (['always', 'narrow', 'slim', 'never'] as const).find((one) =>
    folds.some(({ fold }) => fold === one),
  )
  return (
    <>
      <button
        ref={button}
        type="button"
        data-filter="more"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        className={classes(filterLook, shown[widest ?? 'never'])}
        onPointerEnter={MoreFilters.preload}
        onClick={() => setOpen(!isOpen)}
      >
        More filters
        <ChevronDown className="size-3.5 text-fg-3" aria-hidden />
      </button>
      {isOpen && (
        <MoreFilters anchor={button} folds={folds} onChoose={onOpen} onClose={() => setOpen(false)} />
      )}
    </>
  )
}

function DisplayButton({ state, onChange }: Pick<FilterBarProps, 'state' | 'onChange'>) {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <Button
        ref={button}
        variant="ghost"
        size="small"
        icon={<Settings2 className="size-4" aria-hidden />}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPointerEnter={DisplayMenu.preload}
        onClick={() => setOpen(!isOpen)}
      >
        Display
      </Button>
      {isOpen && (
        <DisplayMenu anchor={button} state={state} onChange={onChange} onClose={() => setOpen(false)} />
      )}
    </>
  )
}
