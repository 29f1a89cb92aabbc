import { type SortingState, type Updater, useTable } from '@tanstack/react-table'
import { type ReactNode, type RefObject, useEffect, useMemo, useState } from 'react'

import { type FieldKey, fieldOf, isFieldKey } from '../../directory/fields'
import type { SortKey, ViewQuery } from '../../directory/view-query'
import { type Density, useDensity } from '../../ui/device/density'
import { lazyPart } from '../../ui/lazy-part'
import { useSelection } from '../../view/selection/selection'
import type { ContactsView } from '../../view/use-contacts-view'
import type { ChangeView } from '../../view/use-view-state'
import type { CellContext } from './cells'
import { type DrawnColumn, useDrawnColumns } from './column-layout'
import { columnsOf, features } from './columns'
import { ContactRow, SkeletonRow } from './contact-row'
import type { RowGroup } from './group-signs'
import { HeaderCell } from './header-row'
import { createRowSlots } from './row-slots'
import { Spacer } from './spacer'
import type { LinesOnScreen } from './use-lines'

const VirtualLines = lazyPart(() => import('./virtual-lines'), 'VirtualLines')
const GroupedRows = lazyPart(() => import('../grouped/grouped-rows'), 'GroupedRows')
const PageBox = lazyPart(() => import('../selection/page-box'), 'PageBox')

export interface ContactListProps {
  view: ContactsView
  query: ViewQuery
  openContact: number | null
  hrefOf: (id: number) => string
  onOpen: (id: number) => void
  onChange: ChangeView
  /** Told the positions on screen, when every row is in one list; with groups the lines of the page. */
  onRange: (range: { first: number; last: number }) => void
  /** The element that scrolls. */
  scroller: RefObject<HTMLDivElement | null>
  context: CellContext
}

interface ContactsTableProps extends ContactListProps {
  visibleColumns: readonly FieldKey[]
  sort: readonly SortKey[]
}

/** The height of a line by density, the same as `--row` in tailwind.config.ts. */
const rowHeightsPx: Record<Density, number> = { compact: 32, default: 40, comfortable: 48 }

/** How many lines stand for rows that have not come, before anybody knows how many there are. */
const SKELETON_ROWS = 25

/**
 * The table: TanStack Table in manual mode over the rows that the view returned and no others; `aria-rowcount` tells
 * how many there are (WAI-ARIA, table pattern). "All" draws only the lines on screen.
 */
export function ContactsTable(props: ContactsTableProps) {
  const { view, query, scroller, visibleColumns, sort } = props
  const table = useContactsTable(props)
  const drawn = useDrawnColumns(visibleColumns)
  const lineHeightPx = rowHeightsPx[useDensity()[0]]
  const start = view.isAll ? 0 : (view.page - 1) * view.rowsPerPage
  const isComing = view.source === 'none' && !view.error
  const onPage = isComing ? SKELETON_ROWS : rowsOnPage(view, start)
  const everyLine = { first: 0, last: onPage - 1, beforePx: 0, afterPx: 0 }
  const [rowAt, columns] = useRow(props, table, drawn)
  const rows = (lines: LinesOnScreen) => (
    <Rows lines={lines} start={start} view={view} rowAt={rowAt} onRange={props.onRange} />
  )
  return (
    <table
      aria-label="Contacts"
      aria-rowcount={isComing ? -1 : (view.lines ? view.lines.open + view.lines.groups : view.rowCount) + 1}
      aria-busy={isComing}
      className="w-full table-fixed border-separate border-spacing-0"
    >
      <colgroup>
        {drawn.map(({ key, widthPx }) => (
          <col key={key} style={{ width: widthPx }} />
        ))}
        <col />
      </colgroup>
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} aria-rowindex={1}>
            {group.headers.map((header) => (
              <HeaderCell
                key={header.id}
                header={header}
                sortCount={sort.length}
                leftPx={drawn.find(({ key }) => key === header.id)?.leftPx ?? null}
                before={
                  header.id === 'name' && (
                    <PageBox
                      view={view}
                      query={query}
                      fallback={<span className="box-content w-8 flex-none pr-1.5" />}
                    />
                  )
                }
              />
            ))}
            <td aria-hidden className="sticky top-0 z-head border-b border-line bg-bg" />
          </tr>
        ))}
      </thead>
      <tbody>
        {view.lines && query.group ? (
          <GroupedRows
            {...props}
            lines={view.lines}
            field={query.group}
            columns={columns}
            lineHeightPx={lineHeightPx}
          >
            {rowAt}
          </GroupedRows>
        ) : view.isAll ? (
          <VirtualLines
            fallback={rows({ ...everyLine, last: Math.min(everyLine.last, SKELETON_ROWS) })}
            count={onPage}
            lineHeightPx={lineHeightPx}
            scroller={scroller}
          >
            {rows}
          </VirtualLines>
        ) : (
          rows(everyLine)
        )}
      </tbody>
    </table>
  )
}

/** How many lines a page has: of one that has come from the API, as many as it holds. */
export function rowsOnPage(view: ContactsView, start: number): number {
  const promised = Math.max(0, Math.min(view.rowsPerPage, view.rowCount - start))
  return view.source === 'linq' ? Math.min(promised, view.rows.length) : promised
}

/** TanStack Table over the rows that have come: columns, their order and visibility, and how a press changes the sort. */
function useContactsTable({ view, visibleColumns, sort, onChange }: ContactsTableProps) {
  return useTable({
    features,
    columns: useMemo(() => columnsOf(visibleColumns), [visibleColumns]),
    data: view.rows,
    getRowId: (contact) => String(contact.id),
    manualSorting: true,
    state: {
      sorting: useMemo(() => toSorting(sort), [sort]),
    },
    onSortingChange: (change: Updater<SortingState>) => {
      const after = typeof change === 'function' ? change(toSorting(sort)) : change
      onChange({
        sort: after.flatMap(({ id, desc }) => (isFieldKey(id) ? [{ field: id, descending: desc }] : [])),
      })
    },
  })
}

function toSorting(sort: readonly SortKey[]): SortingState {
  return sort.map(({ field, descending }) => ({ id: field, desc: descending }))
}

/** Draws the row at a position of the view; its index is 1 for the header (WAI-ARIA). Its key is the contact’s id by default. */
export type RowAt = (position: number, rowIndex: number, ends?: Partial<RowGroup>, key?: number) => ReactNode

/** What draws a row, and how many cells it has. */
function useRow(
  { view, query, ...row }: ContactsTableProps,
  table: ReturnType<typeof useContactsTable>,
  drawn: readonly DrawnColumn[],
): [RowAt, number] {
  const fields = useMemo(() => drawn.map(({ key, leftPx }) => ({ ...fieldOf(key), leftPx })), [drawn])
  const { rowsById } = table.getRowModel()
  const { ids } = useSelection()
  const isGone = query.filters?.since === 'gone'
  const rowAt: RowAt = (position, rowIndex, ends, key) => {
    const contact = rowsById[String(view.rowAt(position)?.id)]?.original
    return contact ? (
      <ContactRow
        key={key ?? contact.id}
        contact={contact}
        fields={fields}
        rowIndex={rowIndex}
        isOpen={contact.id === row.openContact}
        isSelected={isGone ? null : ids.has(contact.id)}
        href={row.hrefOf(contact.id)}
        onOpen={row.onOpen}
        context={row.context}
        {...groupOf(view, position)}
        {...ends}
      />
    ) : (
      <SkeletonRow key={key ?? `at ${position}`} fields={fields} seed={position} />
    )
  }
  return [rowAt, fields.length + 1]
}

interface RowsProps extends Pick<ContactListProps, 'onRange' | 'view'> {
  lines: LinesOnScreen
  /** The position of line 0 in the view. */
  start: number
  rowAt: RowAt
}

function Rows({ lines, start, view, rowAt, onRange }: RowsProps) {
  const { first, last, beforePx, afterPx } = lines
  const [slots] = useState(createRowSlots)
  const positions = stretch(start + first, start + last)
  const keys = slots.keysOf(positions.map((position) => view.rowAt(position)?.id))
  useEffect(() => onRange({ first, last }), [onRange, first, last])
  return (
    <>
      {beforePx > 0 && <Spacer heightPx={beforePx} />}
      {positions.map((position, place) => rowAt(position, position + 2, undefined, keys[place]))}
      {afterPx > 0 && <Spacer heightPx={afterPx} />}
    </>
  )
}

/** The duplicates that the row at a position belongs to, and whether it begins or ends them among those that have come. */
export function groupOf(view: ContactsView, position: number): RowGroup {
  const group = view.groupAt(position)
  return {
    alike: group?.size ?? 0,
    areOwnersDifferent: group?.hasSeveralOwners ?? false,
    isGroupStart: group?.id !== view.groupAt(position - 1)?.id,
    isGroupEnd: group?.id !== view.groupAt(position + 1)?.id,
  }
}

/** Whole numbers from first to last. */
export function stretch(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
}
