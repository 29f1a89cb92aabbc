import { createLoader } from 'nuqs'

import type { ChoiceFilter } from '../../directory/filters'
import { type ViewState, addressKeys, isViewId, printAddress, viewParsers } from '../view-address'

/** A view that somebody gave a name: search, filters, sort, rows and columns, and no place in them. */
export interface NamedView {
  id: string
  name: string
  /** The view as the part of an address behind the question mark, as `addressOf` prints it; empty for all contacts. */
  address: string
}

/** The longest name that is kept; it stands on a button. */
export const LONGEST_NAME = 80

/** A file may hold so many views; more than anybody will ever find again. */
const MOST_VIEWS = 10_000

/** What names a file of views, so that no other JSON is taken for one. */
const FILE_FORMAT = 'linq-contacts-views'

const readAddress = createLoader(viewParsers, { urlKeys: addressKeys })

/** The view that a state shows, without its place: page, open contact, summary, and the name that it came under. */
export function addressOf(state: ViewState): string {
  const { search } = new URL(
    printAddress('', { ...state, page: 1, contact: null, summary: false, named: null }),
    'http://localhost',
  )
  return search.slice(1)
}

/** What leads to a named view, from whatever is shown now; the open contact is closed and the list begins anew. */
export function stateOf({ id, address }: NamedView): Omit<ViewState, 'summary'> {
  const { summary: _, ...state } = readAddress(`?${address}`)
  return { ...state, page: 1, contact: null, named: id }
}

/** Whether a state shows something else than the view that it began as, in whatever order values were chosen. */
export function isChanged(state: ViewState, view: NamedView): boolean {
  return addressOf(inOneOrder(state)) !== addressOf(inOneOrder({ ...stateOf(view), summary: false }))
}

function inOneOrder(state: ViewState): ViewState {
  const { owners, companies, titles, locations, quality } = state
  const chosen = ({ values, mode }: ChoiceFilter) => ({ mode, values: values.toSorted() })
  return {
    ...state,
    owners: chosen(owners),
    companies: chosen(companies),
    titles: chosen(titles),
    locations: chosen(locations),
    quality: quality.toSorted(),
  }
}

/** A name as it is kept: without what cannot be seen, at most `LONGEST_NAME` characters; empty for none. */
export function cleanName(text: string): string {
  const seen = text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return seen
    .slice(0, LONGEST_NAME)
    .replace(/[\ud800-\udbff]$/, '')
    .trim()
}

/** The view that has a name already, whatever the case. */
export function viewCalled(views: readonly NamedView[], name: string): NamedView | undefined {
  const wanted = nameKey(cleanName(name))
  return views.find((view) => nameKey(view.name) === wanted)
}

/** Views as a file holds them: names and addresses, to be read by people and by `readViews`. */
export function printViews(views: readonly NamedView[]): string {
  const named = views.map(({ name, address }) => ({ name, address }))
  return `${JSON.stringify({ format: FILE_FORMAT, version: 1, views: named }, null, 2)}\n`
}

/**
 * The views of a file. What is no view is left out; an address that a hand or another version wrote becomes the
 * nearest valid one.
 *
 * @returns null when the text is no such file
 */
export function readViews(text: string): NamedView[] | null {
  const file = parseJson(text)
  if (typeof file !== 'object' || file === null || !('format' in file) || file.format !== FILE_FORMAT)
    return null
  return 'views' in file ? viewsOf(file.views) : []
}

/** The views in whatever was remembered; never throws. */
export function viewsOf(list: unknown): NamedView[] {
  if (!Array.isArray(list)) return []
  const ids = new Set<string>()
  return list.slice(0, MOST_VIEWS).flatMap((one: unknown): NamedView[] => {
    if (typeof one !== 'object' || one === null || !('name' in one) || !('address' in one)) return []
    const { name, address } = one
    if (typeof name !== 'string' || typeof address !== 'string' || cleanName(name) === '') return []
    const id = 'id' in one && typeof one.id === 'string' && isViewId(one.id) ? one.id : newViewId()
    if (ids.has(id)) return []
    ids.add(id)
    return [{ id, name: cleanName(name), address }]
  })
}

/**
 * Views with those of a file behind them. One that is here already, name and all, is not taken twice; one of a name
 * that is taken gets a number.
 */
export function withImported(
  views: readonly NamedView[],
  imported: readonly NamedView[],
): { views: NamedView[]; added: number } {
  const all = [...views]
  const names = new Map(views.map((view) => [nameKey(view.name), view]))
  for (const { name, address } of imported) {
    if (all.length >= MOST_VIEWS) break
    const asPrinted = addressOf({ ...stateOf({ id: '', name, address }), summary: false })
    let free = name
    // What came from the same file before has a number by now.
    const isHere = () => names.get(nameKey(free))?.address === asPrinted
    for (let number = 2; names.has(nameKey(free)) && !isHere(); number++) {
      const ending = ` (${number})`
      free = cleanName(name.slice(0, LONGEST_NAME - ending.length)) + ending
    }
    if (isHere()) continue
    const view = { id: newViewId(), name: free, address: asPrinted }
    names.set(nameKey(free), view)
    all.push(view)
  }
  return { views: all, added: all.length - views.length }
}

/** An id that no other view of this device has; it stands in addresses. */
export function newViewId(): string {
  return crypto.getRandomValues(new Uint32Array(2)).reduce((id, part) => id + part.toString(36), '')
}

function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return null
  }
}
