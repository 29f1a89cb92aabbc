import type { CellContext } from '../cells'

/** Cells that show everything as it is. */
export const plainCells: CellContext = {
  now: 0,
  phoneText: String,
  rangesOf: () => [],
  isPrivate: false,
  dateText: String,
}
