import { type ReactNode, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'

import type { ViewQuery } from '../directory/view-query'
import { usePhone } from '../ui/device/use-media'
import { useNow } from '../ui/device/use-now'
import { LazyBoundary } from '../ui/lazy-boundary'
import { lazyPart, whenIdle } from '../ui/lazy-part'
import { usePhoneText } from '../ui/text/use-phone-text'
import { ToastDetails } from '../ui/toasts/toasts'
import { useDirectory, useSnapshot } from '../view/directory-context'
import { loadProblemWords } from '../view/problem-toast'
import { type ContactsView, useContactsView } from '../view/use-contacts-view'
import { useViewQuery, useViewState } from '../view/use-view-state'
import { type ViewState, isFiltered, printAddress } from '../view/view-address'
import { useCopyNotices } from './copy/use-copy-notices'
import { DemonstrationLine } from './demonstration-line'
import { DisplayMenu, FilterBar, MoreFilters } from './filters/filter-bar'
import { FilterPopover } from './filters/filter-button'
import { Pager } from './pager'
import { ReadTrouble, WaitPill } from './read/read-words'
import { ResultLine } from './result-line'
import type { CellContext } from './table/cells'
import { ContactsTable } from './table/contacts-table'
import { loadMarks, useMarks } from './table/use-marks'
import { Toolbar } from './toolbar'
import { useReadNotices } from './use-read-notices'

const ContactCards = lazyPart(() => import('./contact-cards'), 'ContactCards')
const ContactPanel = lazyPart(() => import('./panel/contact-panel'), 'ContactPanel')
const FiltersSheet = lazyPart(() => import('./filters/filters-sheet'), 'FiltersSheet')
const EmptyList = lazyPart(() => import('./nothing-found'), 'EmptyList')
const CellMenu = lazyPart(() => import('./table/cell-menu'), 'CellMenu')
const SettingsDialog = lazyPart(() => import('./copy/settings-dialog'), 'SettingsDialog')
const SummaryPanel = lazyPart(() => import('./summary/summary-panel'), 'SummaryPanel')

interface ContactsPageProps {
  /** The origin of the API; empty for our own. */
  baseUrl: string
  /** The export dialog, given by the app because features do not import each other. */
  renderExportDialog: (part: { state: ViewState; view: ContactsView; onClose: () => void }) => ReactNode
}

/** The page: search, filters, the table, the open contact. */
export function ContactsPage({ baseUrl, renderExportDialog }: ContactsPageProps) {
  const directory = useDirectory()
  const snapshot = useSnapshot()
  const [state, change] = useViewState()
  const [range, setRange] = useState({ first: 0, last: 0 })
  const view = useContactsView(state, range, baseUrl)
  const query = useViewQuery(state)
  const isPhone = usePhone()
  const scroller = useRef<HTMLDivElement>(null)
  const searchField = useRef<HTMLInputElement>(null)
  const summaryButton = useRef<HTMLButtonElement>(null)
  const [isExporting, setExporting] = useState(false)
  const [areFiltersOpen, setFiltersOpen] = useState(false)
  const [areSettingsOpen, setSettingsOpen] = useState(false)
  const isReading = snapshot.read.status === 'reading' || snapshot.read.status === 'paused'
  // The links of the rows follow a moment later, so that a keystroke does not draw the rows for them alone.
  const hrefOf = useContactHref(useDeferredValue(state))
  const context = useCellContext(view.search)

  useEffect(() => whenIdle(preloadParts), [])
  useReadNotices(snapshot, directory, view.retry)
  useCopyNotices(snapshot)
  useSearchKey(searchField)
  useTitle(state)
  useTopOfPage(scroller, query, state)

  const onSearch = useCallback((search: string) => change({ search }), [change])
  const onOpen = useCallback((contact: number) => change({ contact }), [change])
  const onClose = () => {
    change({ contact: null })
    // The row that was open gets the focus back; without it, the list does.
    const row = scroller.current?.querySelector<HTMLElement>('[aria-current]')
    requestAnimationFrame(() => (row ?? scroller.current)?.focus({ preventScroll: true }))
  }
  const onSummary = (summary: boolean) => {
    change({ summary, contact: null })
    if (!summary) requestAnimationFrame(() => summaryButton.current?.focus())
  }

  const list = {
    view,
    openContact: state.contact,
    hrefOf,
    onOpen,
    onRange: setRange,
    scroller,
    context,
  }
  const isEmpty = view.source !== 'none' && view.rowCount === 0
  const isCovered = isPhone && (state.contact !== null || state.summary)
  return (
    <div className="flex h-full flex-col">
      <div inert={isCovered} className="contents">
        {view.demonstration && <DemonstrationLine total={snapshot.read.total ?? view.total} />}
        <Toolbar
          state={state}
          onSearch={onSearch}
          searchField={searchField}
          summaryButton={summaryButton}
          isSummaryOpen={state.summary && state.contact === null}
          onSummary={onSummary}
          onExport={view.source === 'directory' && !isEmpty ? () => setExporting(true) : null}
          onFilters={() => setFiltersOpen(true)}
          onSettings={() => setSettingsOpen(true)}
        />
        <FilterBar state={state} view={view} onChange={change} />
      </div>
      <main className="relative flex min-h-0 flex-1">
        <section aria-label="List" inert={isCovered} className="relative flex min-w-0 flex-1 flex-col">
          <ResultLine
            view={view}
            read={snapshot.read}
            isBroken={snapshot.broken}
            isFiltered={isFiltered(query)}
            state={state}
            since={snapshot.since}
            onChange={change}
            directory={directory}
          />
          <div
            ref={scroller}
            tabIndex={0}
            role="region"
            aria-label="Rows"
            onScroll={(event) => {
              const rows = event.currentTarget
              rows.toggleAttribute('data-scrolled', rows.scrollLeft > 0)
            }}
            className="scroll-thin relative min-h-0 flex-1 overflow-auto border-t border-line focus-visible:-outline-offset-2"
          >
            {isPhone ? (
              <LazyBoundary>
                <ContactCards {...list} />
              </LazyBoundary>
            ) : (
              <ContactsTable
                {...list}
                visibleColumns={state.columns}
                sort={state.sort}
                onSort={(sort) => change({ sort })}
              />
            )}
            <LazyBoundary>
              {!isPhone && (
                <CellMenu
                  scroller={scroller}
                  contactAt={view.rowAt}
                  state={state}
                  onChange={change}
                  onOpen={onOpen}
                />
              )}
            </LazyBoundary>
            <LazyBoundary>
              {(isEmpty || (view.source === 'none' && view.error !== null)) && (
                <EmptyList
                  state={state}
                  view={view}
                  isFiltered={isFiltered(query)}
                  isReading={isReading}
                  onChange={change}
                />
              )}
            </LazyBoundary>
          </div>
          <Pager view={view} rows={state.rows} isReading={isReading} onChange={change} />
        </section>
        {/* One place: the summary comes back when the contact before it is closed. */}
        {state.contact !== null ? (
          <LazyBoundary>
            <ContactPanel
              id={state.contact}
              query={query}
              onScreen={onScreen(view, state.contact)}
              matching={view.matching}
              onOpen={onOpen}
              onClose={onClose}
              context={context}
            />
          </LazyBoundary>
        ) : (
          state.summary && (
            <LazyBoundary>
              <SummaryPanel
                query={query}
                nowMs={context.now}
                opener={summaryButton}
                onOwners={(values) => change({ owners: { values, mode: 'include' } })}
                onClose={() => onSummary(false)}
              />
            </LazyBoundary>
          )
        )}
      </main>
      <LazyBoundary>
        {areFiltersOpen && (
          <FiltersSheet
            open
            onOpenChange={setFiltersOpen}
            state={state}
            view={view}
            since={snapshot.since}
            onChange={change}
          />
        )}
        {areSettingsOpen && <SettingsDialog onClose={() => setSettingsOpen(false)} />}
        {isExporting && renderExportDialog({ state, view, onClose: () => setExporting(false) })}
      </LazyBoundary>
    </div>
  )
}

/** What is likely to be opened next is fetched while nothing else is to do. */
function preloadParts(): void {
  ContactPanel.preload()
  FilterPopover.preload()
  EmptyList.preload()
  loadMarks().catch(() => undefined)
  loadProblemWords().catch(() => undefined)
  ReadTrouble.preload()
  ToastDetails.preload()
  WaitPill.preload()
  for (const part of [SummaryPanel, DisplayMenu, MoreFilters, FiltersSheet, SettingsDialog]) part.preload()
}

/** One moment, one way to write phones and one search for a whole screen. */
function useCellContext(search: string): CellContext {
  const now = useNow(60_000)
  const phoneText = usePhoneText()
  const rangesOf = useMarks(search)
  return useMemo(() => ({ now, phoneText, rangesOf }), [now, phoneText, rangesOf])
}

/** The link of a contact in this view, so that it can be opened in a new tab and shared. */
function useContactHref(state: ViewState): (id: number) => string {
  return useMemo(() => {
    // What stands around the id is the same for every row, and costs more than a row may.
    const sample = printAddress(location.pathname || '/', { ...state, contact: 0 })
    const [before = '', after = ''] = sample.split(/(?<=[?&]contact=)0(?=&|$)/)
    return (contact: number) => before + String(contact) + after
  }, [state])
}

/** `/` leads to the search, unless one is writing somewhere. */
function useSearchKey(field: { current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { target, key, ctrlKey, metaKey, altKey } = event
      if (key !== '/' || ctrlKey || metaKey || altKey || document.querySelector('dialog[open]')) return
      if (target instanceof Element && target.matches('input, textarea, select, [contenteditable]')) return
      event.preventDefault()
      field.current?.focus()
      field.current?.select()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [field])
}

/** The title of the window tells what is searched, for tabs and for the history. */
function useTitle({ search }: ViewState): void {
  useEffect(() => {
    document.title = search.trim()
      ? `${search.trim()} · Contacts · Linq Contacts`
      : 'Contacts · Linq Contacts'
  }, [search])
}

/** Another page, order or filter begins at the top; data that arrives does not move the list. */
function useTopOfPage(
  scroller: { current: HTMLDivElement | null },
  query: ViewQuery,
  { page, rows }: ViewState,
): void {
  const asked = JSON.stringify([query, page, rows])
  useEffect(() => {
    // Newer browsers give a promise here, which React would take for a clean-up.
    scroller.current?.scrollTo({ top: 0 })
  }, [scroller, asked])
}

function onScreen(view: ContactsView, id: number) {
  const start = (view.page - 1) * view.rowsPerPage
  const end = Math.min(start + view.rowsPerPage, view.matching, start + 100)
  for (let position = start; position < end; position++) {
    const contact = view.rowAt(position)
    if (contact?.id === id) return contact
  }
  return undefined
}
