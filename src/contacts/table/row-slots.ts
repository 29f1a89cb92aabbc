/** Which element of a list draws which of its rows. */
export interface RowSlots {
  /**
   * The keys of the elements that draw these rows, by their ids; undefined is a row that has not come. A row that
   * stays keeps its element, and with it the focus and its picture; one that comes takes the element of one that goes,
   * at the same place where it can: to draw it costs a few texts instead of all its elements.
   */
  keysOf: (ids: readonly (number | undefined)[]) => readonly number[]
}

/** Starts without elements. */
export function createRowSlots(): RowSlots {
  let former: readonly (number | undefined)[] = []
  let keys: readonly number[] = []
  let made = 0
  return {
    keysOf(ids) {
      const coming = new Set(ids)
      const kept = new Map<number, number>()
      const free = new Set<number>()
      keys.forEach((key, place) => {
        const id = former[place]
        if (id !== undefined && coming.has(id)) kept.set(id, key)
        else free.add(key)
      })
      const taken = ids.map((id, place) => {
        const own = id === undefined ? undefined : kept.get(id)
        if (own !== undefined) return own
        const here = keys[place]
        return here !== undefined && free.delete(here) ? here : undefined
      })
      const spare = free.values()
      keys = taken.map((key) => key ?? spare.next().value ?? made++)
      former = ids
      return keys
    },
  }
}
