import type { FieldKey } from '../../directory/fields'
import { type ColumnLayout, NARROWEST_PX, UNTOUCHED, WIDEST_PX, layoutStore } from './column-layout'

/** The layout of the columns now. */
export function columnLayout(): ColumnLayout {
  return layoutStore.now()
}

/** Changes the layout, on this device. */
export function changeLayout(part: Partial<ColumnLayout>): void {
  layoutStore.set({ ...layoutStore.now(), ...part })
}

/** Makes a column so wide, within bounds; null gives it the width that it has by itself. */
export function setWidth(key: FieldKey, widthPx: number | null): void {
  changeLayout({ widths: withWidth(key, widthPx) })
}

/** As `setWidth`, until the layout is changed: for every step of a pointer, which nobody needs to remember. */
export function previewWidth(key: FieldKey, widthPx: number): void {
  layoutStore.preview({ ...layoutStore.now(), widths: withWidth(key, widthPx) })
}

function withWidth(key: FieldKey, widthPx: number | null): ColumnLayout['widths'] {
  const { [key]: _, ...others } = layoutStore.now().widths
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
