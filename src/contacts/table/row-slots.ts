type Id = number | undefined

/** Which element of a list draws which of its rows. */
export interface RowSlots {
  /**
   * The keys of the elements that draw these rows, by their ids; undefined is a row that has not come. A row that
   * stays keeps its element, and with it the focus and its picture; one that comes takes the element of one that goes:
   * to draw it costs a few texts instead of all its elements.
   */
  keysOf: (ids: readonly Id[]) => readonly number[]
}

/** Starts without elements. */
export function createRowSlots(): RowSlots {
  let former: readonly Id[] = []
  let keys: readonly number[] = []
  let made = 0
  return {
    keysOf(ids) {
      const coming = new Set(ids)
      const kept = new Map<Id, number>()
      const free: number[] = []
      keys.forEach((key, place) => {
        const id = former[place]
        if (id !== undefined && coming.has(id)) kept.set(id, key)
        else free.push(key)
      })
      keys = ids.map((id) => kept.get(id) ?? free.shift() ?? made++)
      former = ids
      return keys
    },
  }
}
