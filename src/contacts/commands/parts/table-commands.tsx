import {
  ChevronLeft,
  ChevronRight,
  ChevronsDownUp,
  ChevronsLeft,
  ChevronsRight,
  ChevronsUpDown,
  Columns3,
  Eye,
  EyeOff,
  Group,
  Pin,
  PinOff,
  Rows3,
} from 'lucide-react'

import { DEFAULT_COLUMNS, FIELDS, fieldOf } from '../../../directory/fields'
import { GROUP_FIELDS, type GroupField } from '../../../directory/grouping'
import { ROWS_PER_PAGE } from '../../../view/view-address'
import { collapseAll, expandAll } from '../../grouped/collapse'
import { columnLayout, resetLayout } from '../../table/change-layout'
import { columnActions } from '../../table/column-actions'
import { pinnedOf, withColumn } from '../../table/column-order'
import { directionWords, fieldInSentence } from '../../table/columns'
import { type Command, command } from '../command'
import type { CommandContext } from '../page-commands'

/** What can be done with the table: its order, its groups, its columns and its pages. */
export function tableCommands(context: CommandContext): Command[] {
  return [
    ...pageTurns(context),
    ...sortCommands(context),
    ...groupCommands(context),
    ...columnCommands(context),
    ...rowCounts(context),
  ]
}

/** The ways to other pages; those of a page that is shown already are not there. */
function pageTurns({ change, view: { page, pages } }: CommandContext): Command[] {
  // From the page that is wanted: what is shown follows a quick second press.
  const turn = (by: number) => () =>
    change((now) => ({ page: Math.max(1, Math.min(pages, Math.min(pages, now.page) + by)) }))
  const before = [
    command('first', 'First page', undefined, <ChevronsLeft aria-hidden />, () => change({ page: 1 })),
    command('previous', 'Previous page', '[', <ChevronLeft aria-hidden />, turn(-1)),
  ]
  const after = [
    command('next', 'Next page', ']', <ChevronRight aria-hidden />, turn(1)),
    command('last', 'Last page', undefined, <ChevronsRight aria-hidden />, () => change({ page: pages })),
  ]
  return [...(page > 1 ? before : []), ...(page < pages ? after : [])]
}

function rowCounts({ state, change }: CommandContext): Command[] {
  return ROWS_PER_PAGE.filter((rows) => rows !== state.rows).map((rows) =>
    command(
      `rows ${rows}`,
      rows === 'all' ? 'Show all rows on one page' : `Show ${rows} rows per page`,
      undefined,
      <Rows3 aria-hidden />,
      () => change({ rows }),
      'size',
    ),
  )
}

/** Showing, hiding and pinning; the name is where every row begins, and stays. */
function columnCommands({ state, change }: CommandContext): Command[] {
  const { columns } = state
  const pinned = pinnedOf(columns, columnLayout().pinned)
  const each = FIELDS.filter(({ key }) => key !== 'name').flatMap(({ key }) => {
    const name = `the ${fieldInSentence(key)} column`
    if (!columns.includes(key)) {
      return command(`show ${key}`, `Show ${name}`, undefined, <Eye aria-hidden />, () =>
        change({ columns: withColumn(columns, key) }),
      )
    }
    const isPinned = pinned.includes(key)
    // What the menu of the column does.
    const run = (action: 'hide' | 'pin') => () =>
      columnActions(key, state, change)
        .flat()
        .find((item) => item.key === action)
        ?.onSelect()
    return [
      command(`hide ${key}`, `Hide ${name}`, undefined, <EyeOff aria-hidden />, run('hide')),
      command(
        `pin ${key}`,
        isPinned ? `Unpin ${name}` : `Pin ${name} beside the name`,
        undefined,
        isPinned ? <PinOff aria-hidden /> : <Pin aria-hidden />,
        run('pin'),
      ),
    ]
  })
  const reset = command('columns', 'Reset the columns', undefined, <Columns3 aria-hidden />, () => {
    change({ columns: DEFAULT_COLUMNS })
    resetLayout()
  })
  return [...each, reset]
}

function sortCommands({ change }: CommandContext): Command[] {
  return FIELDS.filter(({ isColumn }) => isColumn).map(({ key, kind }) => {
    const descending = kind === 'instant'
    return command(
      `sort ${key}`,
      `Sort by ${fieldInSentence(key)}, ${directionWords(fieldOf(key).kind, descending)}`,
      undefined,
      <Columns3 aria-hidden />,
      () => change({ sort: [{ field: key, descending }] }),
      'order',
    )
  })
}

const groupKeys: Record<GroupField, string> = { owner: 'G O', company: 'G C' }

function groupCommands({ state, change }: CommandContext): Command[] {
  const { group } = state
  const by = GROUP_FIELDS.filter((field) => field !== group).map((field) =>
    command(
      `group ${field}`,
      `Group by ${fieldInSentence(field)}`,
      groupKeys[field],
      <Group aria-hidden />,
      () => change({ group: field }),
    ),
  )
  if (!group) return by
  return [
    ...by,
    command(
      'no groups',
      'Show no groups',
      'G X',
      <Group aria-hidden />,
      () => change({ group: null }),
      'ungroup',
    ),
    command('collapse all', 'Collapse all groups', undefined, <ChevronsDownUp aria-hidden />, () =>
      collapseAll(group, change),
    ),
    command('expand all', 'Expand all groups', undefined, <ChevronsUpDown aria-hidden />, expandAll, 'open'),
  ]
}
