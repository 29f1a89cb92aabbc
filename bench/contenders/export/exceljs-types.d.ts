/**
 * Of ExcelJS's types what exceljs-worker.ts uses. The package lies in `bench/node_modules` and only after
 * `npm run bench`: types are checked without it.
 */
declare module 'exceljs' {
  type Cell = string | number | Date | null

  interface Worksheet {
    columns: { header: string; width: number; style: { numFmt: string } }[]
    addRows: (rows: readonly (readonly Cell[])[]) => void
    autoFilter: { from: { row: number; column: number }; to: { row: number; column: number } }
  }

  class Workbook {
    addWorksheet: (name: string, options: { views: { state: 'frozen'; ySplit: number }[] }) => Worksheet
    readonly xlsx: { writeBuffer: () => Promise<ArrayBuffer> }
  }

  const ExcelJS: { Workbook: typeof Workbook }
  export default ExcelJS
}
