import { useMemo } from 'react'

import { type FieldKey, isFieldKey } from '../../directory/fields'
import { deviceStore } from '../../ui/device/device-store'
import { useMedia } from '../../ui/device/use-media'
import { defaultWidthPx } from './columns'

/** How wide columns were made, and which stay in sight; of this device, as the height of the rows is. */
export interface ColumnLayout {
  /** In pixels; columns that nobody touched are not in it. */
  widths: Readonly<Partial<Record<FieldKey, number>>>
  /** The name always stays in sight, and is not in it. */
  pinned: readonly FieldKey[]
}

/** No column is made narrower than its sort arrow and some letters, nor wider than a window. */
export const NARROWEST_PX = 64
export const WIDEST_PX = 1_000

/** The layout of columns that nobody touched. */
export const UNTOUCHED: ColumnLayout = { widths: {}, pinned: [] }

/** Keeps the layout on this device; what changes it is in `change-layout.ts`, and loaded later. */
export const layoutStore = deviceStore<ColumnLayout>('columns', read, JSON.stringify)

/** The layout of the columns, kept up with its changes. */
export function useColumnLayout(): ColumnLayout {
  return layoutStore.use()
}

/** A visible column as it is drawn. */
export interface DrawnColumn {
  key: FieldKey
  widthPx: number
  /** Where it stays when the table is scrolled sideways, in pixels from the left; null when it goes with the others. */
  leftPx: number | null
}

/**
 * The visible columns as they are drawn. Those that are pinned stay as long as they stand at the beginning: a link may
 * bring an order in which they do not.
 */
export function useDrawnColumns(visible: readonly FieldKey[]): readonly DrawnColumn[] {
  const { widths, pinned } = useColumnLayout()
  const isWide = useMedia('(width >= 1680px)')
  return useMemo(() => drawColumns(visible, { widths, pinned }, isWide), [visible, widths, pinned, isWide])
}

/** As `useDrawnColumns`, without React. */
export function drawColumns(
  visible: readonly FieldKey[],
  { widths, pinned }: ColumnLayout,
  isWide: boolean,
): readonly DrawnColumn[] {
  let leftPx: number | null = 0
  return visible.map((key) => {
    const widthPx = widths[key] ?? defaultWidthPx(key, isWide)
    if (key !== 'name' && !pinned.includes(key)) leftPx = null
    const drawn = { key, widthPx, leftPx }
    if (leftPx !== null) leftPx += widthPx
    return drawn
  })
}

function read(text: string | null): ColumnLayout {
  try {
    const known: unknown = JSON.parse(text ?? '{}')
    if (typeof known !== 'object' || known === null) return UNTOUCHED
    const widths: Partial<Record<FieldKey, number>> = {}
    const remembered =
      'widths' in known && typeof known.widths === 'object' && known.widths ? known.widths : {}
    for (const [key, width] of Object.entries(remembered)) {
      if (isFieldKey(key) && typeof width === 'number' && width >= NARROWEST_PX && width <= WIDEST_PX)
        widths[key] = width
    }
    const pinned = 'pinned' in known && Array.isArray(known.pinned) ? known.pinned : []
    return {
      widths,
      pinned: pinned.filter(
        (key): key is FieldKey => typeof key === 'string' && isFieldKey(key) && key !== 'name',
      ),
    }
  } catch {
    return UNTOUCHED
  }
}
