import type { ContactsPage } from '../../linq/contacts-page'

/**
 * What is known of the ages of pages. A gateway that serves many people may answer with a page that it has read a
 * while ago, and says when it did, by its own clock. A pass that proves something about what an earlier one found must
 * be made of pages that were read after all pages of that one; whoever asks for newer contacts, of pages read from then
 * on. All instants are milliseconds since 1970 by the clock of the gateway; null says that it does not tell any.
 */
export class PageAges {
  #newestMs: number | null = null
  /** How far its clock is ahead of ours, at the most: an answer has an age in whole seconds, and was on its way. */
  #aheadMs: number | null = null

  /** When the newest page was read of all that were taken in. */
  get newestMs(): number | null {
    return this.#newestMs
  }

  /** Takes over when the newest page was read of what is here already. */
  know(newestMs: number | null | undefined): void {
    // A copy on the device that was written before there was such an instant has none.
    if (typeof newestMs === 'number') this.#newestMs = Math.max(this.#newestMs ?? -Infinity, newestMs)
  }

  /** @param askedMs when it was asked for, by our own clock */
  note({ readAtMs, ageMs }: Pick<ContactsPage, 'readAtMs' | 'ageMs'>, askedMs: number): void {
    if (readAtMs === null) return
    this.know(readAtMs)
    const aheadMs = readAtMs + ageMs + 1000 - askedMs
    this.#aheadMs = Math.min(this.#aheadMs ?? Infinity, aheadMs)
  }

  /** The instant from which on a page is newer than all that were taken in. */
  afterAll(): number | null {
    return this.#newestMs === null ? null : this.#newestMs + 1
  }

  /** The instant for a window that is asked for once more, because the first answer did not do. */
  afterAllAnd(newerThanMs: number | null): number | null {
    return this.#newestMs === null ? newerThanMs : Math.max(this.#newestMs + 1, newerThanMs ?? -Infinity)
  }

  /** This moment, or up to a second later. @param nowMs by our own clock */
  fromNow(nowMs: number): number | null {
    return this.#newestMs === null ? null : Math.max(this.#newestMs + 1, nowMs + (this.#aheadMs ?? 0))
  }
}
