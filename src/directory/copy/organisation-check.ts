import type { Contact } from '../../linq/contact'

/** So many contacts that the copy does not hold, and none that it does, are of another organisation. */
const MANY_STRANGERS = 500

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

  /** Takes in an answer, before its contacts are put. */
  take(contacts: readonly Contact[], isDemonstration: boolean): void {
    if (this.#verdict !== 'unknown') return
    if (isDemonstration !== this.#wasDemonstration) this.#verdict = 'other'
    else if (contacts.some(({ id }) => this.#ids.has(id))) this.#verdict = 'same'
    else {
      this.#strangers += contacts.length
      if (this.#strangers >= MANY_STRANGERS) this.#verdict = 'other'
    }
  }
}
