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
const NARROWEST_PX = 64
const WIDEST_PX = 1_000

const UNTOUCHED: ColumnLayout = { widths: {}, pinned: [] }
const layout = deviceStore<ColumnLayout>('columns', read, JSON.stringify)

/** The layout of the columns, kept up with its changes. */
export function useColumnLayout(): ColumnLayout {
  return layout.use()
}

/** The layout of the columns now. */
export function columnLayout(): ColumnLayout {
  return layout.now()
}

/** Changes the layout, on this device. */
export function changeLayout(part: Partial<ColumnLayout>): void {
  layout.set({ ...layout.now(), ...part })
}

/** Makes a column so wide, within bounds; null gives it the width that it has by itself. */
export function setWidth(key: FieldKey, widthPx: number | null): void {
  changeLayout({ widths: withWidth(key, widthPx) })
}

/** As `setWidth`, until the layout is changed: for every step of a pointer, which nobody needs to remember. */
export function previewWidth(key: FieldKey, widthPx: number): void {
  layout.preview({ ...layout.now(), widths: withWidth(key, widthPx) })
}

function withWidth(key: FieldKey, widthPx: number | null): ColumnLayout['widths'] {
  const { [key]: _, ...others } = layout.now().widths
  if (widthPx === null) return others
  return { ...others, [key]: Math.round(Math.min(WIDEST_PX, Math.max(NARROWEST_PX, widthPx))) }
}

/** Gives all columns the width that they have by themselves, and pins none but the name. */
export function resetLayout(): void {
  changeLayout(UNTOUCHED)
}

/** Whether somebody changed the layout. */
export function isTouched({ widths, pinned }: ColumnLayout): boolean {
  return pinned.length > 0 || Object.keys(widths).length > 0
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
