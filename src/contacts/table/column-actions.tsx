import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  EyeOff,
  ListPlus,
  Maximize2,
  Minimize2,
  Pin,
  PinOff,
  RotateCcw,
} from 'lucide-react'

import { type FieldKey, fieldOf } from '../../directory/fields'
import type { MenuItem } from '../../ui/menu'
import type { ChangeView } from '../../view/use-view-state'
import type { ViewState } from '../../view/view-address'
import { changeLayout, columnLayout, setWidth } from './change-layout'
import { drawColumns } from './column-layout'
import { moveColumn, pinnedOf, togglePin } from './column-order'
import { directionWords } from './columns'

/** One step of a width by keyboard. */
const STEP_PX = 24

/** What can be done with a column: order by it, move, pin, widen and hide it. */
export function columnActions(key: FieldKey, state: ViewState, onChange: ChangeView): MenuItem[][] {
  return [sortActions(key, state, onChange), placeActions(key, state, onChange), widthActions(key, state)]
}

function sortActions(key: FieldKey, { sort }: ViewState, onChange: ChangeView): MenuItem[] {
  const { kind } = fieldOf(key)
  if (kind === 'image') return []
  const by = (descending: boolean): MenuItem => ({
    key: descending ? 'descending' : 'ascending',
    label: `Sort ${directionWords(kind, descending)}`,
    icon: descending ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />,
    onSelect: () => onChange({ sort: [{ field: key, descending }] }),
  })
  const isSorted = sort.some(({ field }) => field === key)
  const canAdd = sort.length > 0 && !isSorted
  return [
    by(false),
    by(true),
    ...(canAdd
      ? [
          {
            key: 'add',
            label: 'Then sort by this, too',
            icon: <ListPlus aria-hidden />,
            onSelect: () => onChange({ sort: [...sort, { field: key, descending: kind === 'instant' }] }),
          },
        ]
      : []),
    ...(isSorted && sort.length > 1
      ? [
          {
            key: 'remove',
            label: 'Take out of the order',
            icon: <RotateCcw aria-hidden />,
            onSelect: () => onChange({ sort: sort.filter(({ field }) => field !== key) }),
          },
        ]
      : []),
  ]
}

function placeActions(key: FieldKey, { columns }: ViewState, onChange: ChangeView): MenuItem[] {
  // The name is where every row begins.
  if (key === 'name') return []
  const at = columns.indexOf(key)
  const { pinned } = columnLayout()
  const isPinned = pinnedOf(columns, pinned).includes(key)
  const take = (after: { columns: FieldKey[]; pinned: FieldKey[] }) => {
    changeLayout({ pinned: after.pinned })
    onChange({ columns: after.columns })
  }
  const move = (to: number) => take(moveColumn(columns, pinned, key, to))
  return [
    ...(at > 1
      ? [{ key: 'left', label: 'Move left', icon: <ArrowLeft aria-hidden />, onSelect: () => move(at - 1) }]
      : []),
    ...(at < columns.length - 1
      ? [
          {
            key: 'right',
            label: 'Move right',
            icon: <ArrowRight aria-hidden />,
            onSelect: () => move(at + 1),
          },
        ]
      : []),
    {
      key: 'pin',
      label: isPinned ? 'Unpin' : 'Pin beside the name',
      icon: isPinned ? <PinOff aria-hidden /> : <Pin aria-hidden />,
      onSelect: () => take(togglePin(columns, pinned, key)),
    },
    {
      key: 'hide',
      label: 'Hide',
      icon: <EyeOff aria-hidden />,
      onSelect: () => onChange({ columns: columns.filter((other) => other !== key) }),
    },
  ]
}

function widthActions(key: FieldKey, { columns }: ViewState): MenuItem[] {
  const layout = columnLayout()
  const isWide = matchMedia('(width >= 1680px)').matches
  const widthPx = drawColumns(columns, layout, isWide).find((column) => column.key === key)?.widthPx ?? 0
  return [
    {
      key: 'wider',
      label: 'Wider',
      icon: <Maximize2 aria-hidden />,
      onSelect: () => setWidth(key, widthPx + STEP_PX),
    },
    {
      key: 'narrower',
      label: 'Narrower',
      icon: <Minimize2 aria-hidden />,
      onSelect: () => setWidth(key, widthPx - STEP_PX),
    },
    ...(layout.widths[key] === undefined
      ? []
      : [
          {
            key: 'width',
            label: 'Reset the width',
            icon: <RotateCcw aria-hidden />,
            onSelect: () => setWidth(key, null),
          },
        ]),
  ]
}
