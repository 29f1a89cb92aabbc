import { Draw } from '../draw'
import type { Change } from '../people/contact'
import type { WireContact } from '../people/wire'

/** The organisation's contacts, newest first, made when they are asked for. */
export interface ContactList {
  count(): number
  /** The contacts from row `start` (from 0), at most `limit` of them. */
  rows(start: number, limit: number): WireContact[]
  /** Lets other people work for a moment: by schedule a contact is added on top, deleted, changed, or nothing is. */
  write(): void
}

/** How much of the organisation may be deleted in all, so that a long demonstration does not empty it. */
const deletableShare = 0.25

/**
 * Makes the list. Until `write` is called it holds nothing but numbers; then one number for each deletion and edit.
 *
 * @param options.makeContact gives contact `number`, from 1, the oldest
 * @param options.endMs the latest instant of the contacts at the start, milliseconds since 1970, UTC
 */
export function createContactList(options: {
  total: number
  seed: number
  endMs: number
  makeContact: (number: number, change?: Change) => WireContact
}): ContactList {
  const { total, seed, endMs, makeContact } = options
  const changes = new Map<number, Change>()
  /** Numbers that are gone, highest first, as rows go. */
  const deleted: number[] = []
  let newest = total
  let writes = 0

  const count = () => newest - deleted.length

  /** The number in a row: rows go down from the newest, and pass over what is deleted. */
  const numberAt = (row: number): number => {
    let low = 0
    let high = deleted.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const rowsAbove = newest - (deleted[middle] ?? 0) - middle
      if (rowsAbove <= row) low = middle + 1
      else high = middle
    }
    return newest - row - low
  }

  const remove = (number: number): void => {
    const at = deleted.findIndex((other) => other < number)
    deleted.splice(at === -1 ? deleted.length : at, 0, number)
    changes.delete(number)
  }

  return {
    count,
    rows: (start, limit) =>
      Array.from({ length: Math.max(0, Math.min(limit, count() - start)) }, (_, index) => {
        const number = numberAt(start + index)
        return makeContact(number, changes.get(number))
      }),
    write() {
      writes += 1
      const draw = new Draw(seed, writes, 6)
      const kind = draw.fraction()
      const target = numberAt(draw.below(count()))
      if (kind < 0.18) newest += 1
      else if (kind < 0.3 && deleted.length < total * deletableShare && count() > 1) remove(target)
      else if (kind < 0.42) {
        const atMs = Math.max(endMs, endMs + (newest - total) * 1000) + writes
        changes.set(target, { count: (changes.get(target)?.count ?? 0) + 1, atMs })
      }
    },
  }
}
