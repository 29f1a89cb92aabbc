import { UntrustedCopy } from '../../copy/untrusted-copy'

/** The typed arrays that columns are made of. */
type Numbers = Float64Array | Uint32Array | Uint8Array

const FIRST_ROOM = 1024

/** Twice the room would be filled to three quarters on average; a number is moved four times instead of once. */
const GROWTH = 1.25

/** A column of numbers that grows at its end, by a quarter whenever it is full, so that a row costs the same. */
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
      const larger = this.#make(Math.max(row + 1, Math.ceil(this.values.length * GROWTH)))
      larger.set(this.values)
      this.values = larger
    }
    this.values[row] = value
  }

  get(row: number): number {
    return this.values[row] ?? 0
  }

  /** The numbers of the first `rows` rows, to be kept. */
  saved(rows: number): T {
    const copy = this.#make(rows)
    copy.set(this.values.subarray(0, rows))
    return copy
  }

  /** Takes kept numbers over, which must be of the same kind and as many. @throws UntrustedCopy */
  restore(saved: unknown, rows: number): void {
    const room = this.#make(Math.max(FIRST_ROOM, rows))
    if (!isLike(room, saved) || saved.length !== rows) throw new UntrustedCopy('a column of numbers')
    room.set(saved)
    this.values = room
  }
}

function isLike<T extends Numbers>(like: T, saved: unknown): saved is T {
  return saved instanceof like.constructor
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
