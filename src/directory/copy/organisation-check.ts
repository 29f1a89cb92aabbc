import type { Contact } from '../../linq/contact'

/**
 * Finds out whether a copy is of the organisation that answers now. The API gives an organisation no name, and the
 * token never reaches the browser; but two organisations share no contact.
 */
export class OrganisationCheck {
  /** The contacts of the copy, as they were before any other came. */
  readonly #ids: ReadonlySet<number>
  readonly #wasDemonstration: boolean
  #strangers = 0
  #verdict: 'same' | 'other' | 'unknown' = 'unknown'

  /** @param ids the contacts of the copy */
  constructor(ids: Iterable<number>, wasDemonstration: boolean) {
    this.#ids = new Set(ids)
    this.#wasDemonstration = wasDemonstration
  }

  /** `unknown` after a whole pass says the same as `other`: none of the contacts was met. */
  get verdict(): 'same' | 'other' | 'unknown' {
    return this.#verdict
  }

  /**
   * Takes in an answer, before its contacts are put. Newcomers stand on top of a list, however many were imported:
   * only when so many were met that the copy's would not fit into the rest of the list, they cannot be there.
   *
   * @param total contacts of the organisation, as far as it says
   */
  take(contacts: readonly Contact[], isDemonstration: boolean, total: number | null): void {
    if (this.#verdict !== 'unknown') return
    if (isDemonstration !== this.#wasDemonstration) this.#verdict = 'other'
    else if (contacts.some(({ id }) => this.#ids.has(id))) this.#verdict = 'same'
    else {
      this.#strangers += contacts.length
      const rest = total === null ? Infinity : total - this.#strangers
      if (rest < this.#ids.size / 2) this.#verdict = 'other'
    }
  }
}
