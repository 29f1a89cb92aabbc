import { Settings2 } from 'lucide-react'
import { useRef, useState } from 'react'

import { Button, TextButton } from '../../ui/button'
import { LazyBoundary } from '../../ui/lazy-boundary'
import { lazyPart } from '../../ui/lazy-part'
import type { ContactsView } from '../../view/use-contacts-view'
import type { ChangeView } from '../../view/use-view-state'
import { UNFILTERED, type ViewState, isFiltered, queryOf } from '../../view/view-address'
import { OwnerFilter } from './owner-filter'

export const DisplayMenu = lazyPart(() => import('./display-menu'), 'DisplayMenu')

interface FilterBarProps {
  state: ViewState
  view: ContactsView
  onChange: ChangeView
}

/** One line that never wraps: the filters in fixed order, Reset when there is something to reset, Display. */
export function FilterBar({ state, view, onChange }: FilterBarProps) {
  return (
    <section
      aria-label="Filters"
      className="relative flex h-11 flex-none items-center gap-0.5 border-b border-line pl-4 pr-2 phone:hidden"
    >
      <OwnerFilter owners={view.owners} chosen={state.owners} onChange={(owners) => onChange({ owners })} />
      {isFiltered(queryOf(state)) && (
        <TextButton
          className="ml-1.5"
          onClick={(event) => {
            // The button goes with what it resets; the first filter takes the focus.
            event.currentTarget.parentElement?.querySelector('button')?.focus()
            onChange(UNFILTERED)
          }}
        >
          Reset
        </TextButton>
      )}
      <span className="flex-1" />
      <DisplayButton state={state} onChange={onChange} />
    </section>
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
        <LazyBoundary>
          <DisplayMenu anchor={button} state={state} onChange={onChange} onClose={() => setOpen(false)} />
        </LazyBoundary>
      )}
    </>
  )
}
