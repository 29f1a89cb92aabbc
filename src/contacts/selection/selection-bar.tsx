import { Copy, Download, ListFilter, X } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useState } from 'react'

import type { ViewQuery } from '../../directory/view-query'
import { Button, IconButton, TextButton } from '../../ui/button'
import { usePhone } from '../../ui/device/use-media'
import { formatCount } from '../../ui/text/format'
import { useDirectory } from '../../view/directory-context'
import { type Selection, useSelection } from '../../view/selection/selection'
import { useShownList } from '../../view/selection/shown-list'
import type { ContactsView } from '../../view/use-contacts-view'
import type { ChangeView } from '../../view/use-view-state'
import type { ViewState } from '../../view/view-address'
import { clearSelection, copySelected, selectAll, showSelected } from './selection-actions'

interface SelectionBarProps {
  scroller: RefObject<HTMLElement | null>
  state: ViewState
  query: ViewQuery
  view: ContactsView
  onChange: ChangeView
  onExport: (() => void) | null
}

/** The room below the rows, so that the bar covers none of them at the end of the list (look.md). */
const ROOM_PX = { desk: 72, phone: 120 }

/** What was done is said in the place of the count for so long. */
const SAID_MS = 4_000

/** How many contacts are selected, and what can be done with them. It floats, so that no row moves. */
export function SelectionBar({ scroller, state, query, view, onChange, onExport }: SelectionBarProps) {
  const directory = useDirectory()
  const selection = useSelection()
  const { ids } = selection
  const isPhone = usePhone()
  const [said, say] = useSaid()
  const [whole, setWhole] = useState<{ query: ViewQuery; selection: Selection } | null>(null)
  const isNobody = ids.size === 0
  const list = useShownList()
  const isShownAlone = list?.kind === 'selected' && list.count === ids.size
  useRoom(scroller, isPhone ? ROOM_PX.phone : ROOM_PX.desk)

  const isWhole =
    (whole?.query === query && whole.selection === selection) ||
    (view.rows.length >= view.matching && view.rows.every(({ id }) => ids.has(id)))
  // As many as match may be those that match, however they were chosen: looked at only then.
  const isPerhapsWhole = !isWhole && view.source === 'directory' && ids.size >= view.matching
  useEffect(() => {
    if (!isPerhapsWhole) return
    let isOver = false
    const compare = (all: Float64Array) => {
      if (!isOver && all.every((id) => selection.ids.has(id))) setWhole({ query, selection })
    }
    directory.ids(query).then(compare, () => undefined)
    return () => {
      isOver = true
    }
  }, [directory, query, selection, isPerhapsWhole, view.matching])
  const isOffered = view.source === 'directory' && !isWhole && query.filters?.since !== 'gone'
  const copy = async (field: 'email' | 'phone') => say(await copySelected(directory, query, field))
  const close = () => {
    clearSelection()
    scroller.current?.focus({ preventScroll: true })
  }
  const action = (label: string, short: string, icon: ReactNode, run: (() => void) | null) => (
    <Button
      variant="ghost"
      size="small"
      aria-label={label}
      disabled={isNobody || run === null}
      onClick={run ?? undefined}
      className="phone:flex-1"
      {...(!isPhone && { icon })}
    >
      {isPhone ? short : label}
    </Button>
  )
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-16 z-selection flex justify-center phone:inset-x-2">
      <section
        aria-label="Selection"
        className="pointer-events-auto flex min-h-12 items-center gap-2 whitespace-nowrap rounded-xl border border-line-strong bg-raised pl-4 pr-2 shadow-pop phone:flex-1 phone:flex-wrap phone:gap-y-0"
      >
        <p role="status" className="min-w-0 tabular-nums">
          {said ?? (
            <>
              <strong className="font-semibold">{formatCount(ids.size)}</strong> selected
            </>
          )}
        </p>
        {isOffered && (
          <TextButton onClick={() => void selectAll(directory, query)}>
            Select all {formatCount(view.matching)}
          </TextButton>
        )}
        {isPhone ? (
          <>
            <span className="flex-1" />
            <ClearButton onClick={close} />
          </>
        ) : (
          <span aria-hidden className="h-5 w-px flex-none bg-line" />
        )}
        <div className="flex items-center phone:w-full">
          {!isShownAlone &&
            action('Show only these', 'Show', <ListFilter className="size-4" aria-hidden />, () =>
              showSelected(directory, state, onChange),
            )}
          {action('Copy emails', 'Emails', <Copy className="size-4" aria-hidden />, () => void copy('email'))}
          {action('Copy phones', 'Phones', <Copy className="size-4" aria-hidden />, () => void copy('phone'))}
          {action(
            `Export ${formatCount(ids.size)}`,
            'Export',
            <Download className="size-4" aria-hidden />,
            onExport,
          )}
        </div>
        {!isPhone && <ClearButton onClick={close} />}
      </section>
    </div>
  )
}

function ClearButton({ onClick }: { onClick: () => void }) {
  return (
    <IconButton label="Clear selection" onClick={onClick}>
      <X className="size-4" aria-hidden />
    </IconButton>
  )
}

/** Something that is said for a while. */
function useSaid() {
  const [said, setSaid] = useState<string | null>(null)
  useEffect(() => {
    if (said === null) return
    const timer = setTimeout(() => setSaid(null), SAID_MS)
    return () => clearTimeout(timer)
  }, [said])
  return [said, setSaid] as const
}

/** Room at the end of what scrolls, as long as the bar is there; and above it for what is told (`ui/toasts`). */
function useRoom(scroller: RefObject<HTMLElement | null>, heightPx: number): void {
  useEffect(() => {
    const rows = scroller.current
    rows?.style.setProperty('padding-bottom', `${heightPx}px`)
    document.documentElement.toggleAttribute('data-bar', true)
    return () => {
      rows?.style.removeProperty('padding-bottom')
      document.documentElement.toggleAttribute('data-bar', false)
    }
  }, [scroller, heightPx])
}
