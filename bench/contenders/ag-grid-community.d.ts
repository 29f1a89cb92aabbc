/**
 * Of AG Grid's types what ag-grid.ts uses. The package lies in `bench/node_modules` and only after `npm run bench`:
 * types are checked without it.
 */
declare module 'ag-grid-community' {
  interface ColumnDefinition<Row> {
    field?: string
    headerName?: string
    valueGetter?: (parameters: { data: Row | undefined }) => string | null | undefined
    cellRenderer?: (parameters: { data: Row | undefined }) => HTMLElement
    comparator?: (left: string | null | undefined, right: string | null | undefined) => number
    getQuickFilterText?: (parameters: { data: Row | undefined }) => string
  }

  interface GridOptions<Row> {
    rowData: Row[]
    columnDefs: ColumnDefinition<Row>[]
    cacheQuickFilter?: boolean
    isExternalFilterPresent?: () => boolean
    doesExternalFilterPass?: (node: { data: Row | undefined }) => boolean
    rowBuffer?: number
    animateRows: boolean
    rowHeight?: number
  }

  export interface GridApi<Row> {
    getDisplayedRowCount: () => number
    getDisplayedRowAtIndex: (index: number) => { data?: Row } | undefined
    setGridOption: (name: 'quickFilterText', text: string) => void
    onFilterChanged: () => void
    applyColumnState: (change: {
      state: { colId: string; sort: 'asc'; sortIndex: number }[]
      defaultState: { sort: null }
    }) => void
  }

  export function createGrid<Row>(element: HTMLElement, options: GridOptions<Row>): GridApi<Row>

  export const ModuleRegistry: { registerModules: (modules: readonly object[]) => void }
  export const ClientSideRowModelModule: object
  export const CellStyleModule: object
  export const ColumnApiModule: object
  export const ExternalFilterModule: object
  export const QuickFilterModule: object
  export const RowApiModule: object
}
