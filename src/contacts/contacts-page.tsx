import { type ReactNode, useCallback, useDeferredValue, useEffect, useRef, useState } from 'react'

import { usePhone } from '../ui/device/use-media'
import { inQuietMoments, lazyPart } from '../ui/lazy-part'
import { ToastCard } from '../ui/toasts/toasts'
import { useDirectory, useSnapshot } from '../view/directory-context'
import { loadProblemWords } from '../view/problem-toast'
import { selectionNow } from '../view/selection/selection'
import { useShownList } from '../view/selection/shown-list'
import { type ContactsView, useContactsView } from '../view/use-contacts-view'
import { useViewQuery, useViewState } from '../view/use-view-state'
import { type ViewState, isFiltered } from '../view/view-address'
import type { OpenCommands } from './commands/commands-part'
import type { PageActions } from './commands/page-commands'
import { DisplayMenu, FilterBar, ListChip, MoreFilters } from './filters/filter-bar'
import { FilterPopover } from './filters/filter-button'
import type { FilterName } from './filters/filter-words'
import {
  onScreen,
  useCellContext,
  useContactHref,
  useReadAgain,
  useSearchKeys,
  useTitle,
  useTopOfPage,
} from './page-hooks'
import { Pager } from './pager'
import { ReadTrouble, WaitPill } from './read/read-words'
import { ResultLine } from './result-line'
import { ContactsTable } from './table/contacts-table'
import { loadMarks } from './table/use-marks'
import { FieldWords } from './toolbar/search-box'
import { MoreMenu, Toolbar } from './toolbar/toolbar'
import { ViewsMenu, WhoAreYou } from './views/view-tabs'

const ContactCards = lazyPart(() => import('./contact-cards'), 'ContactCards')
const DemonstrationLine = lazyPart(() => import('./demonstration-line'), 'DemonstrationLine')
const ContactPanel = lazyPart(() => import('./panel/contact-panel'), 'ContactPanel')
const FiltersSheet = lazyPart(() => import('./filters/filters-sheet'), 'FiltersSheet')
const EmptyList = lazyPart(() => import('./nothing-found'), 'EmptyList')
const CellMenu = lazyPart(() => import('./table/cell-menu'), 'CellMenu')
const SettingsDialog = lazyPart(() => import('./settings/settings-dialog'), 'SettingsDialog')
const Notices = lazyPart(() => import('./read/notices'), 'Notices')
const ColumnTools = lazyPart(() => import('./table/column-tools'), 'ColumnTools')
const CommandsPart = lazyPart(() => import('./commands/commands-part'), 'CommandsPart')
const PrintedList = lazyPart(() => import('./print/printed-list'), 'PrintedList')
const PasteDialog = lazyPart(() => import('./paste/paste-dialog'), 'PasteDialog')
const RowKeys = lazyPart(() => import('./table/row-keys'), 'RowKeys')
const SelectionTools = lazyPart(() => import('./selection/selection-tools'), 'SelectionTools')
const SummaryPanel = lazyPart(() => import('./summary/summary-panel'), 'SummaryPanel')

/** What can be exported of the page. */
export interface ExportedPart {
  state: ViewState
  view: ContactsView
  /** The ids of the selected contacts, and whether these are meant and not the view. */
  selected: ReadonlySet<number>
  isOfSelected: boolean
  onClose: () => void
}

interface ContactsPageProps {
  /** The origin of the API; empty for our own. */
  baseUrl: string
  /** The export dialog, given by the app because features do not import each other. */
  renderExportDialog: (part: ExportedPart) => ReactNode
}

/** The page: search, filters, the table, the open contact. */
export function ContactsPage({ baseUrl, renderExportDialog }: ContactsPageProps) {
  const directory = useDirectory()
  const snapshot = useSnapshot()
  const [state, change] = useViewState()
  const [range, setRange] = useState({ first: 0, last: 0 })
  const view = useContactsView(state, range, baseUrl)
  const query = useViewQuery(state)
  const shownAlone = useShownList()
  const isPhone = usePhone()
  const scroller = useRef<HTMLDivElement>(null)
  const searchField = useRef<HTMLInputElement>(null)
  const summaryButton = useRef<HTMLButtonElement>(null)
  const [exported, setExported] = useState<'view' | 'selected' | null>(null)
  const [areFiltersOpen, setFiltersOpen] = useState(false)
  const [areSettingsOpen, setSettingsOpen] = useState(false)
  const [openFilter, setOpenFilter] = useState<FilterName | null>(null)
  const [commands, setCommands] = useState<OpenCommands>(null)
  const [isPrinting, setPrinting] = useState(false)
  const [isPasting, setPasting] = useState(false)
  const isReading = snapshot.read.status === 'reading' || snapshot.read.status === 'paused'
  // The links of the rows follow a moment later, so that a keystroke does not draw the rows for them alone.
  const isEmpty = view.source !== 'none' && view.rowCount === 0
  const hrefOf = useContactHref(useDeferredValue(state))
  const context = useCellContext(view.search)
  const [isAwaited, readAgain] = useReadAgain(snapshot.read, directory)

  useEffect(() => inQuietMoments(likelyParts), [])
  useSearchKeys(searchField, () => setCommands('palette'))
  useTitle(context.isPrivate ? '' : state.search)
  useTopOfPage(scroller, query, state)

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

  const actions: PageActions = {
    focusSearch: () => searchField.current?.focus(),
    onExport: view.source === 'directory' ? () => setExported('view') : null,
    onSummary,
    onSettings: () => setSettingsOpen(true),
    onFilter: (name) => (isPhone ? setFiltersOpen(true) : setOpenFilter(name)),
    onRefresh: readAgain,
    onPrint: () => setPrinting(true),
    onPaste: () => setPasting(true),
    onPalette: () => setCommands('palette'),
    onKeys: () => setCommands('keys'),
  }

  const list = {
    view,
    query,
    openContact: state.contact,
    hrefOf,
    onOpen,
    onChange: change,
    onRange: setRange,
    scroller,
    context,
  }
  const isCovered = isPhone && (state.contact !== null || state.summary)
  return (
    <div className="flex h-full min-h-80 flex-col">
      <div inert={isCovered} className="contents">
        {view.demonstration && (
          <DemonstrationLine
            total={snapshot.read.total ?? view.total}
            fallback={
              <div className="h-9 flex-none border-b border-accent-line bg-accent-soft phone:h-auto phone:min-h-11" />
            }
          />
        )}
        <Toolbar
          state={state}
          onChange={change}
          owners={view.owners}
          searchField={searchField}
          summaryButton={summaryButton}
          isSummaryOpen={state.summary && state.contact === null}
          onSummary={onSummary}
          onExport={actions.onExport}
          onFilters={() => setFiltersOpen(true)}
          more={actions}
        />
        <FilterBar
          state={state}
          view={view}
          onChange={change}
          open={openFilter}
          onOpenChange={setOpenFilter}
        />
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
            isAwaited={isAwaited}
            onReadAgain={readAgain}
          />
          {isPhone && shownAlone && (
            <div className="flex flex-none px-2 pb-2">
              <ListChip list={shownAlone} onChange={change} onRemoved={() => scroller.current?.focus()} />
            </div>
          )}
          <div
            ref={scroller}
            tabIndex={0}
            role="region"
            aria-label="Rows"
            onScroll={(event) => {
              const rows = event.currentTarget
              rows.toggleAttribute('data-scrolled', rows.scrollLeft > 0)
              rows.toggleAttribute('data-below', rows.scrollTop > 0)
            }}
            className="scroll-thin relative min-h-0 flex-1 overflow-auto border-t border-line focus-visible:-outline-offset-2"
          >
            {isPhone ? (
              <ContactCards {...list} />
            ) : (
              <ContactsTable {...list} visibleColumns={state.columns} sort={state.sort} />
            )}
            <RowKeys scroller={scroller} />
            {!isPhone && <ColumnTools scroller={scroller} state={state} onChange={change} />}
            {!isPhone && (
              <CellMenu
                scroller={scroller}
                contacts={view.rows}
                state={state}
                onChange={change}
                onOpen={onOpen}
              />
            )}
            {(isEmpty || (view.source === 'none' && view.error !== null)) && (
              <EmptyList
                state={state}
                view={view}
                isFiltered={isFiltered(query)}
                isReading={isReading}
                onChange={change}
              />
            )}
          </div>
          <SelectionTools
            scroller={scroller}
            state={state}
            query={query}
            view={view}
            onChange={change}
            onExport={view.source === 'directory' ? () => setExported('selected') : null}
          />
          <Pager view={view} wanted={state.page} rows={state.rows} isReading={isReading} onChange={change} />
        </section>
        {/* One place: the summary comes back when the contact before it is closed. */}
        {state.contact !== null ? (
          <ContactPanel
            id={state.contact}
            query={query}
            onScreen={onScreen(view, state.contact)}
            matching={view.matching}
            onOpen={onOpen}
            onClose={onClose}
            context={context}
          />
        ) : (
          state.summary && (
            <SummaryPanel
              query={query}
              nowMs={context.now}
              opener={summaryButton}
              state={state}
              onChange={change}
              onClose={() => onSummary(false)}
            />
          )
        )}
      </main>
      <Notices retry={view.retry} />
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
      {areSettingsOpen && <SettingsDialog owners={view.owners} onClose={() => setSettingsOpen(false)} />}
      {isPasting && <PasteDialog state={state} onChange={change} onClose={() => setPasting(false)} />}
      {isPrinting && (
        <PrintedList state={state} query={query} context={context} onDone={() => setPrinting(false)} />
      )}
      <CommandsPart
        open={commands}
        onOpenChange={setCommands}
        onOpenContact={onOpen}
        state={state}
        change={change}
        view={view}
        actions={actions}
        context={context}
      />
      {exported &&
        renderExportDialog({
          state,
          view,
          selected: selectionNow().ids,
          isOfSelected: exported === 'selected',
          onClose: () => setExported(null),
        })}
    </div>
  )
}

/** What is needed when the network is gone is fetched first, and together: then it could not be. */
const troubleParts = [
  ToastCard.preload,
  ReadTrouble.preload,
  WaitPill.preload,
  EmptyList.preload,
  () => loadProblemWords().catch(() => undefined),
  // Who types while the network is away must not be told that a part of the search is missing.
  FieldWords.preload,
]

/** What is likely to be opened next is fetched while nothing else is to do, the likeliest first. */
const likelyParts = [
  () => Promise.all(troubleParts.map((preload) => preload())),
  ContactPanel.preload,
  FilterPopover.preload,
  () => loadMarks().catch(() => undefined),
  ViewsMenu.preload,
  MoreMenu.preload,
  DisplayMenu.preload,
  MoreFilters.preload,
  FiltersSheet.preload,
  SummaryPanel.preload,
  SettingsDialog.preload,
  WhoAreYou.preload,
]
