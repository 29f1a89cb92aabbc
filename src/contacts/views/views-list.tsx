import { Check, Search } from 'lucide-react'
import { useId, useRef, useState } from 'react'

import { fold } from '../../directory/index/text/fold'
import { TextButton } from '../../ui/button'
import { usePhone } from '../../ui/device/use-media'
import { formatCount } from '../../ui/text/format'
import { type NamedView, isChanged } from '../../view/named/named-view'
import { useNamedViews } from '../../view/named/named-views'
import type { ChangeView } from '../../view/use-view-state'
import type { ViewState } from '../../view/view-address'
import { NewViewForm } from './new-view-form'
import { ViewLine } from './view-line'
import { type Told, deleteView, raiseTold, resetView, updateView } from './views-actions'
import { ViewsFile } from './views-file'

interface ViewsListProps {
  state: ViewState
  onChange: ChangeView
  /** Called when a view was opened. */
  onDone: () => void
}

/** So many lines are drawn; the search finds the others. */
const MOST_LINES = 100

/** From so many views on there is a search. */
const SEARCH_FROM = 9

/** Named views: open, save, update, rename, copy, delete, to a file and from one. */
export function ViewsList({ state, onChange, onDone }: ViewsListProps) {
  const views = useNamedViews()
  const [search, setSearch] = useState('')
  const [isNaming, setNaming] = useState(false)
  const [told, setTold] = useState<Told | null>(null)
  const saveButton = useRef<HTMLSpanElement>(null)
  const isPhone = usePhone()
  const current = views.find(({ id }) => id === state.named)
  // On a phone the list lies in a sheet, which toasts lie behind.
  const tell = (one: Told) => (isPhone ? setTold(one) : raiseTold(one))
  const endNaming = () => {
    setNaming(false)
    requestAnimationFrame(() => saveButton.current?.querySelector('button')?.focus())
  }
  const found = search === '' ? views : views.filter(({ name }) => holdsWords(name, search))
  return (
    <div className="flex min-h-0 flex-1 flex-col phone:text-title">
      {views.length >= SEARCH_FROM && <FindView value={search} onChange={setSearch} />}
      {views.length === 0 && (
        <p className="px-4 py-3 text-fg-2">
          A view is what you see now: search, filters, order and columns. Give it a name, and it is one click
          away on this device.
        </p>
      )}
      <ul className="scroll-thin max-h-[360px] min-h-0 flex-1 overflow-auto overscroll-contain p-1 empty:hidden phone:max-h-none">
        {found.slice(0, MOST_LINES).map((view) => (
          <ViewLine
            key={view.id}
            view={view}
            isCurrent={view === current}
            isChanged={view === current && isChanged(state, view)}
            onOpen={() => {
              resetView(view, onChange)
              onDone()
            }}
            onDelete={() => tell({ title: `“${view.name}” deleted`, undo: deleteView(view) })}
          />
        ))}
      </ul>
      <p role="status" className="px-4 pb-2 text-fg-3 empty:hidden">
        {search !== '' && found.length === 0 && 'No view is called that.'}
        {found.length > MOST_LINES && `${formatCount(found.length - MOST_LINES)} more: type to find them`}
      </p>
      {told && (
        <div className="flex items-center gap-1 border-t border-line bg-subtle px-4 py-2">
          <p role={told.isError === true ? 'alert' : 'status'} className="min-w-0 flex-1 text-fg-2">
            {told.title}
          </p>
          {told.undo && (
            <TextButton
              onClick={() => {
                told.undo?.()
                setTold(null)
              }}
            >
              Undo
            </TextButton>
          )}
        </div>
      )}
      {current && isChanged(state, current) && (
        <Changed
          view={current}
          onUpdate={() => tell({ title: `“${current.name}” updated`, undo: updateView(current, state) })}
          onReset={() => resetView(current, onChange)}
        />
      )}
      <div className="border-t border-line p-3 phone:p-4">
        {isNaming || views.length === 0 ? (
          <NewViewForm
            state={state}
            onChange={onChange}
            onSaved={endNaming}
            onCancel={views.length === 0 ? null : endNaming}
          />
        ) : (
          <div className="flex items-center gap-1">
            <span ref={saveButton} className="flex-1">
              <TextButton className="-ml-1" onClick={() => setNaming(true)}>
                Save as a new view
              </TextButton>
            </span>
            <ViewsFile onTold={tell} />
          </div>
        )}
        {views.length === 0 && (
          <div className="-ml-1 mt-1">
            <ViewsFile onTold={tell} />
          </div>
        )}
      </div>
    </div>
  )
}

function FindView({ value, onChange }: { value: string; onChange: (search: string) => void }) {
  const id = useId()
  return (
    <div className="flex h-10 flex-none items-center gap-2 border-b border-line px-3 phone:h-12">
      <Search className="size-4 flex-none text-fg-3" aria-hidden />
      <input
        id={id}
        type="search"
        aria-label="Find a view"
        placeholder="Find a view"
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-full min-w-0 flex-1 bg-transparent outline-none"
      />
    </div>
  )
}

interface ChangedProps {
  view: NamedView
  onUpdate: () => void
  onReset: () => void
}

/** What can be done when the view that is shown is no longer what was saved. */
function Changed({ view, onUpdate, onReset }: ChangedProps) {
  return (
    <div
      role="group"
      aria-label="This view was changed"
      className="flex items-center gap-1 border-t border-line bg-subtle px-3 py-2 phone:px-4"
    >
      <span className="flex min-w-0 flex-1 gap-1 text-fg-2">
        <bdi>{view.name}</bdi>
        <span className="flex-none">was changed</span>
      </span>
      <TextButton onClick={onReset}>Reset</TextButton>
      <TextButton onClick={onUpdate}>
        <Check className="mr-1 inline size-4 align-[-3px]" aria-hidden />
        Update
      </TextButton>
    </div>
  )
}

function holdsWords(name: string, search: string): boolean {
  const folded = fold(name)
  return fold(search)
    .split(/\s+/)
    .every((word) => folded.includes(word))
}
