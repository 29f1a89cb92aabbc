import { UntrustedCopy } from '../copy/untrusted-copy'
import { Dictionary, SearchedDictionary } from './columns/dictionary'
import { FramedText } from './columns/framed-text'
import { largeNumbers, smallNumbers, wholeNumbers } from './columns/number-column'
import type { Compare } from './columns/ranking'
import { SearchedText } from './columns/searched-text'
import { TextColumn } from './columns/text-column'
import { OwnerTable } from './owner-table'
import { type SavedColumns, mapValues } from './saved-columns'
import { VisitNews } from './visit-news'

/** A dictionary, and the code of every row. */
export interface Coded<D extends Dictionary> {
  dictionary: D
  codes: ReturnType<typeof wholeNumbers>
}

/** The columns that hold contacts by row, and how they are kept on a device. */
export class ContactColumns {
  readonly compare: Compare
  readonly owners: OwnerTable
  readonly ids = largeNumbers()
  /** The place in Linq's order; with what is new, the one thing about a row that changes. */
  readonly positions = largeNumbers()
  /** Grows with every id that is new; decides between equal positions. */
  readonly arrivals = wholeNumbers()
  /** 1 for the rows of contacts, 0 for those that died. */
  readonly alive = smallNumbers()
  /** Instants are NaN where they are blank. */
  readonly created = largeNumbers()
  readonly updated = largeNumbers()
  readonly ownerCodes = wholeNumbers()
  /** What is amiss with a contact, and more: see `Trait`. */
  readonly traits = smallNumbers()
  readonly news = new VisitNews()
  readonly firstName: Coded<SearchedDictionary>
  readonly lastName: Coded<SearchedDictionary>
  readonly company: Coded<SearchedDictionary>
  readonly title: Coded<SearchedDictionary>
  readonly location: Coded<SearchedDictionary>
  /** The displayed name up to its first space, and what follows: see `splitName`. */
  readonly nameHead: Coded<Dictionary>
  readonly nameTail: Coded<Dictionary>
  readonly email = new SearchedText('hyphens')
  readonly phone = new SearchedText('never')
  readonly phoneDigits = new TextColumn()
  readonly imageUrl = new FramedText()
  /** How the full name is kept: see `FullName`. */
  readonly fullNames = smallNumbers()
  /** What is shown as a name and is in no other column: `full_name` where it is kept, or `#id`. */
  readonly furtherName = new SearchedText('names')

  constructor(compare: Compare) {
    this.compare = compare
    this.owners = new OwnerTable(compare)
    this.firstName = coded(new SearchedDictionary(compare, 'names'))
    this.lastName = coded(new SearchedDictionary(compare, 'names'))
    this.company = coded(new SearchedDictionary(compare, 'hyphens'))
    this.title = coded(new SearchedDictionary(compare, 'hyphens'))
    this.location = coded(new SearchedDictionary(compare, 'hyphens'))
    this.nameHead = coded(new Dictionary(compare))
    this.nameTail = coded(new Dictionary(compare))
  }

  /** The first `rows` rows as plain data to be kept; costs a copy of their numbers. */
  protected savedColumns(rows: number): SavedColumns {
    return {
      rows,
      owners: this.owners.saved(),
      numbers: mapValues(this.#numbers(), (column) => column.saved(rows)),
      dictionaries: mapValues(this.#dictionaries(), ({ dictionary, codes }) => ({
        texts: dictionary.saved(),
        codes: codes.saved(rows),
      })),
      searched: mapValues(this.#searched(), (column) => column.saved()),
      phoneDigits: this.phoneDigits.saved(),
      imageUrl: this.imageUrl.saved(),
      isComparing: this.news.isComparing,
    }
  }

  /**
   * Takes kept columns over into these, which are empty.
   *
   * @throws when anything in them does not fit; these columns are then of no use
   */
  protected restoreColumns(saved: SavedColumns): void {
    const { rows } = saved
    this.owners.restore(saved.owners)
    mapValues(this.#numbers(), (column, name) => column.restore(saved.numbers[name], rows))
    mapValues(this.#dictionaries(), ({ dictionary, codes }, name) => {
      dictionary.restore(saved.dictionaries[name].texts)
      codes.restore(saved.dictionaries[name].codes, rows)
      checkCodes(codes.values, rows, dictionary.size)
    })
    mapValues(this.#searched(), (column, name) => column.restore(saved.searched[name], rows))
    this.phoneDigits.restore(saved.phoneDigits, rows)
    this.imageUrl.restore(saved.imageUrl, rows)
    checkCodes(this.ownerCodes.values, rows, this.owners.size)
    this.news.isComparing = saved.isComparing
  }

  #numbers() {
    const { ids, positions, arrivals, alive, created, updated, ownerCodes, traits, fullNames } = this
    const news = this.news.marks
    return { ids, positions, arrivals, alive, created, updated, ownerCodes, traits, fullNames, news }
  }

  #dictionaries() {
    const { firstName, lastName, company, title, location, nameHead, nameTail } = this
    return { firstName, lastName, company, title, location, nameHead, nameTail }
  }

  #searched() {
    const { email, phone, furtherName } = this
    return { email, phone, furtherName }
  }
}

function coded<D extends Dictionary>(dictionary: D): Coded<D> {
  return { dictionary, codes: wholeNumbers() }
}

function checkCodes(codes: Uint32Array, rows: number, size: number): void {
  for (let row = 0; row < rows; row++) if ((codes[row] ?? size) >= size) throw new UntrustedCopy('a code')
}
