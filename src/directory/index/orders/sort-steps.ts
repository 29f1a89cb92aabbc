import type { FieldKey } from '../../fields'
import type { ChoiceField } from '../../filters'
import type { GroupField } from '../../grouping'
import type { SortKey } from '../../view-query'
import type { Dictionary } from '../columns/dictionary'
import type { NumberColumn } from '../columns/number-column'
import { BLANK_RANK, Ranking, type Ranks } from '../columns/ranking'
import type { ContactStore } from '../contact-store'
import type { Choices } from '../filters/choices'
import { Trait } from '../filters/quality'
import { codesOf } from '../filters/row-filters'
import { sortByNumbers, sortByRanks } from './stable-sort'

/** One pass of a sort: by ranks (of the row's code, or of the row itself), or by numbers of the rows. */
type SortStep = { descending: boolean } & (
  | { ranks: Ranks; codes: Uint32Array | null }
  | { numbers: Float64Array }
)

/** What the rows of a store are sorted by. */
export class SortSteps {
  readonly #store: ContactStore
  readonly #choices: Record<ChoiceField, Choices>
  readonly #rankings: Record<'email' | 'phone' | 'photo', Ranking>

  constructor(store: ContactStore, choices: Record<ChoiceField, Choices>) {
    this.#store = store
    this.#choices = choices
    this.#rankings = {
      email: new Ranking(store.compare, (row) => store.email.get(row)),
      // Digit by digit, so that the numbers of a country stand together: by their size, short ones would come first.
      phone: new Ranking(byUnits, (row) => store.phoneDigits.get(row) || store.phone.get(row)),
      photo: new Ranking(store.compare, (row) => store.imageUrl.get(row)),
    }
  }

  /** The steps of a sort as the store is now, the one that decides first. */
  of(sort: readonly SortKey[]): readonly SortStep[] {
    return sort.flatMap(({ field, descending }) => this.#ofField(field, descending))
  }

  /** The one step that brings the rows of each group together, in the order of the groups. */
  ofGroup(field: GroupField): readonly SortStep[] {
    const choices = this.#choices[field]
    const order = choices.order()
    const ranks = new Uint32Array(choices.size).fill(BLANK_RANK)
    for (let rank = 0; rank < order.length; rank++) ranks[order[rank] ?? 0] = rank
    const of = Uint32Array.from({ length: choices.codes }, (_, code) => ranks[choices.valueOf(code)] ?? 0)
    return [{ descending: false, ranks: { of, count: order.length }, codes: codesOf(this.#store, field) }]
  }

  #ofField(field: FieldKey, descending: boolean): readonly SortStep[] {
    const store = this.#store
    const byText = ({ dictionary, codes }: CodedText) => [
      { descending, ranks: dictionary.ranks(), codes: codes.values },
    ]
    const byOwnText = (ranking: Ranking) => [{ descending, ranks: ranking.ranks(store.rows), codes: null }]
    const byOwner = (ranks: Ranks) => [{ descending, ranks, codes: store.ownerCodes.values }]
    const byNumber = ({ values }: NumberColumn<Float64Array>) => [{ descending, numbers: values }]
    const byPart = ({ dictionary, codes }: CodedText) => [
      { descending, ranks: blanksFirst(dictionary.ranks()), codes: codes.values },
    ]
    const steps: Record<FieldKey, () => SortStep[]> = {
      name: () => [...this.#nameless(), ...byPart(store.nameHead), ...byPart(store.nameTail)],
      first_name: () => byText(store.firstName),
      last_name: () => byText(store.lastName),
      company: () => byText(store.company),
      title: () => byText(store.title),
      location: () => byText(store.location),
      email: () => byOwnText(this.#rankings.email),
      phone: () => byOwnText(this.#rankings.phone),
      photo: () => byOwnText(this.#rankings.photo),
      created: () => byNumber(store.created),
      updated: () => byNumber(store.updated),
      id: () => byNumber(store.ids),
      owner: () => byOwner(store.owners.labelRanks()),
      owner_email: () => byOwner(store.owners.emailRanks()),
      owner_id: () => byOwner(store.owners.idRanks()),
    }
    return steps[field]()
  }

  /** Who has no name comes last in both directions, however the email or phone is written that stands in its place. */
  #nameless(): SortStep[] {
    const { traits, rows } = this.#store
    // Without the unused room of the column, which would look like people without a name.
    const of = Uint32Array.from(traits.values.subarray(0, rows), (one) =>
      one & Trait.named ? 0 : BLANK_RANK,
    )
    return of.includes(BLANK_RANK) ? [{ descending: false, ranks: { of, count: 1 }, codes: null }] : []
  }
}

function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Sorts rows; ties keep their order. The last step goes first: every pass is stable, so the first one decides. */
export function sortBySteps(rows: Uint32Array, steps: readonly SortStep[]): Uint32Array {
  return steps.reduceRight(
    (sorted, step) =>
      'ranks' in step
        ? sortByRanks(sorted, step.ranks, step.codes, step.descending)
        : sortByNumbers(sorted, step.numbers, step.descending),
    rows,
  )
}

/** Compares two rows as `sortBySteps` orders them; 0 for ties. */
export function compareBySteps(a: number, b: number, steps: readonly SortStep[]): number {
  for (const step of steps) {
    const [left, right] = [valueOf(a, step), valueOf(b, step)]
    if (left === right) continue
    if (left === null || right === null) return left === null ? 1 : -1
    return step.descending ? right - left : left - right
  }
  return 0
}

/** A rank or a number, null for a blank. */
function valueOf(row: number, step: SortStep): number | null {
  if ('numbers' in step) {
    const number = step.numbers[row] ?? NaN
    return Number.isNaN(number) ? null : number
  }
  const rank = step.ranks.of[step.codes ? (step.codes[row] ?? 0) : row] ?? BLANK_RANK
  return rank === BLANK_RANK ? null : rank
}

interface CodedText {
  dictionary: Dictionary
  codes: NumberColumn<Uint32Array>
}

/** Ranks for a part of a name: a missing part is the lowest text, and no blank that comes last both ways. */
function blanksFirst({ of, count }: Ranks): Ranks {
  return { of: of.map((rank) => (rank === BLANK_RANK ? 0 : rank + 1)), count: count + 1 }
}
