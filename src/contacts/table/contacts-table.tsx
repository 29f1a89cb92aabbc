import { type SortingState, type Updater, useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useMemo } from 'react'

import { type FieldKey, fieldOf, isFieldKey } from '../../directory/fields'
import type { SortKey } from '../../directory/view-query'
import type { Contact } from '../../linq/contact'
import { type Density, useDensity } from '../../ui/density'
import type { ContactsView } from '../../view/use-contacts-view'
import type { CellContext } from './cells'
import { columns, features, widthOf } from './columns'
import { ContactRow, SkeletonRow } from './contact-row'
import { HeaderCell } from './header-row'

interface ContactsTableProps {
  view: ContactsView
  visibleColumns: readonly FieldKey[]
  sort: readonly SortKey[]
  onSort: (sort: SortKey[]) => void
  openContact: number | null
  hrefOf: (id: number) => string
  onOpen: (id: number) => void
  /** The positions on screen, when every row is in one list. */
  onRange: (range: { first: number; last: number }) => void
  /** The element that scrolls. */
  scroller: RefObject<HTMLDivElement | null>
  context: CellContext
}

/** The height of a line by density, the same as `--row` in tailwind.config.ts. */
const rowHeightsPx: Record<Density, number> = { compact: 32, default: 40, comfortable: 48 }

/** How many lines stand for rows that have not come, before anybody knows how many there are. */
const SKELETON_ROWS = 25

/**
 * The table: TanStack Table in manual mode over the rows that the view returned and no others, `aria-rowcount` tells
 * how many there are (WAI-ARIA, table pattern). "All" draws only the lines on screen.
 */
export function ContactsTable(props: ContactsTableProps) {
  const { view, visibleColumns, sort, onSort, openContact, hrefOf, onOpen, onRange, scroller, context } =
    props
  const rowHeightPx = rowHeightsPx[useDensity()[0]]
  const start = view.isAll ? 0 : (view.page - 1) * view.rowsPerPage
  const onPage =
    view.source === 'none' ? SKELETON_ROWS : Math.max(0, Math.min(view.rowsPerPage, view.matching - start))
  const virtual = useVirtualizer({
    count: onPage,
    enabled: view.isAll,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 12,
  })
  const lines = view.isAll ? virtual.getVirtualItems().map((item) => item.index) : stretch(0, onPage - 1)
  const [first, last] = [lines[0] ?? 0, lines.at(-1) ?? 0]

  useEffect(() => virtual.measure(), [virtual, rowHeightPx])
  useEffect(() => onRange({ first, last }), [onRange, first, last])

  const contacts = useMemo(
    () => stretch(start + first, start + last).flatMap((position) => view.rowAt(position) ?? []),
    [view, start, first, last],
  )
  const table = useTable({
    features,
    columns,
    data: contacts,
    getRowId: (contact) => String(contact.id),
    manualSorting: true,
    enableMultiSort: true,
    state: {
      sorting: useMemo(() => sort.map((key) => ({ id: key.field, desc: key.descending })), [sort]),
      columnOrder: useMemo(() => [...visibleColumns], [visibleColumns]),
      columnVisibility: useMemo(
        () =>
          Object.fromEntries(columns.map((one) => [one.id, visibleColumns.some((key) => key === one.id)])),
        [visibleColumns],
      ),
    },
    onSortingChange: (change: Updater<SortingState>) => {
      const before = sort.map((key) => ({ id: key.field, desc: key.descending }))
      const after = typeof change === 'function' ? change(before) : change
      onSort(after.flatMap(({ id, desc }) => (isFieldKey(id) ? [{ field: id, descending: desc }] : [])))
    },
  })
  const fields = useMemo(() => visibleColumns.map(fieldOf), [visibleColumns])
  const before = view.isAll ? first * rowHeightPx : 0
  const after = view.isAll ? Math.max(0, onPage - last - 1) * rowHeightPx : 0

  return (
    <table
      aria-label="Contacts"
      aria-rowcount={view.source === 'none' ? -1 : view.matching + 1}
      aria-busy={view.source === 'none'}
      className="w-full table-fixed border-separate border-spacing-0"
    >
      <colgroup>
        {visibleColumns.map((key) => (
          <col key={key} className={widthOf(key)} />
        ))}
        <col />
      </colgroup>
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} aria-rowindex={1}>
            {group.headers.map((header) => (
              <HeaderCell key={header.id} header={header} sortCount={sort.length} />
            ))}
            <td aria-hidden className="sticky top-0 z-head border-b border-line bg-bg" />
          </tr>
        ))}
      </thead>
      <tbody>
        {before > 0 && <Spacer heightPx={before} />}
        {lines.map((line) => {
          const position = start + line
          const contact = view.rowAt(position)
          return contact ? (
            <ContactRow
              key={contact.id}
              contact={contact}
              fields={fields}
              rowIndex={position + 2}
              isOpen={contact.id === openContact}
              href={hrefOf(contact.id)}
              onOpen={onOpen}
              context={context}
            />
          ) : (
            <SkeletonRow key={`at ${position}`} fields={fields} seed={position} />
          )
        })}
        {after > 0 && <Spacer heightPx={after} />}
      </tbody>
    </table>
  )
}

/** Stands for the lines above or below the screen. */
function Spacer({ heightPx }: { heightPx: number }) {
  return (
    <tr aria-hidden>
      <td style={{ height: heightPx }} />
    </tr>
  )
}

/** Whole numbers from first to last. */
function stretch(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
}
