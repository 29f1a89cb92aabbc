/**
 * Of Glide Data Grid's types what glide.ts uses. The package lies in `bench/node_modules` and only after
 * `npm run bench`: types are checked without it.
 */
declare module '@glideapps/glide-data-grid' {
  import type { ComponentType } from 'react'

  export type GridCell =
    | { kind: GridCellKind.Text; allowOverlay: boolean; data: string; displayData: string }
    | { kind: GridCellKind.Drilldown; allowOverlay: boolean; data: readonly { text: string; img: string }[] }

  export enum GridCellKind {
    Text = 'text',
    Drilldown = 'drilldown',
  }

  export const DataEditor: ComponentType<{
    getCellContent: (cell: readonly [number, number]) => GridCell
    columns: readonly { title: string; width: number }[]
    rows: number
    rowHeight: number
    width: string
    height: string
  }>
}

declare module '@glideapps/glide-data-grid/dist/index.css'
