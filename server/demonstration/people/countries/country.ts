import type { Names } from '../names'

/** What the people of one country have in common; names, company, place and phone of a contact come from one. */
export interface Country {
  /** Share of the contacts, relative to the other countries. */
  weight: number
  names: (seed: number) => Names
  fullName: 'given family' | 'family given' | 'familygiven'
  /** How a city is written as a location; `{city}` stands for its name. */
  location: string
  /** `City:+E164`, where each `#` is a digit: fictional ranges of the country where it has set some aside. */
  places: readonly string[]
  /** `Name|domain`, where `{last}` and `{other}` stand for family names. */
  companies: readonly string[]
  /** One form for all, or `male|female`. */
  titles: readonly string[]
  /** Minutes east of UTC. */
  offsetMinutes: number
}
