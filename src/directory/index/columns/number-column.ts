/** The typed arrays that columns are made of. */
type Numbers = Float64Array | Uint32Array | Uint8Array

const FIRST_ROOM = 1024

/** A column of numbers that grows at its end; twice the room whenever it is full, so that a row costs the same. */
export class NumberColumn<T extends Numbers> {
  /** The numbers by row, with unused room at the end. A new array after growth: read it anew for each pass. */
  values: T
  readonly #make: (length: number) => T

  constructor(make: (length: number) => T) {
    this.#make = make
    this.values = make(FIRST_ROOM)
  }

  set(row: number, value: number): void {
    if (row >= this.values.length) {
      const larger = this.#make(Math.max(row + 1, this.values.length * 2))
      larger.set(this.values)
      this.values = larger
    }
    this.values[row] = value
  }

  get(row: number): number {
    return this.values[row] ?? 0
  }
}

/** A column of codes, ranks or offsets. */
export function wholeNumbers(): NumberColumn<Uint32Array> {
  return new NumberColumn((length) => new Uint32Array(length))
}

/** A column of ids and instants, which need all 53 bits. */
export function largeNumbers(): NumberColumn<Float64Array> {
  return new NumberColumn((length) => new Float64Array(length))
}

/** A column of flags and small codes. */
export function smallNumbers(): NumberColumn<Uint8Array> {
  return new NumberColumn((length) => new Uint8Array(length))
}
