// @ts-check
import { choose, randomOf } from './random.mjs'
import { makeWords } from './words.mjs'

/**
 * @typedef {{ id: number, email: string, first_name: string, last_name: string, name: string }} Owner
 *
 * A contact as Linq's API writes it (List Contacts, v2).
 *
 * @typedef {object} WireContact
 * @property {number} id
 * @property {string} first_name
 * @property {string} last_name
 * @property {string} full_name
 * @property {string} email
 * @property {string} phone_number
 * @property {string | null} company
 * @property {string | null} title
 * @property {string | null} location
 * @property {string | null} image_url
 * @property {string} created_at
 * @property {string} updated_at
 * @property {Owner | null} contact_owner
 */

/** How many different values there are (performance.md). */
const sizes = {
  firstNames: 3_700,
  lastNames: 12_000,
  companies: 20_000,
  titles: 500,
  locations: 2_000,
  owners: 200,
}

const firstNames = makeWords(sizes.firstNames, 100)
const lastNames = makeWords(sizes.lastNames, 200)
const companies = withSuffix(makeWords(sizes.companies, 300), [
  'GmbH',
  'Inc',
  'Ltd',
  'SARL',
  'Group',
  'Partners',
])
const titles = withSuffix(makeWords(sizes.titles, 400), [
  'Director',
  'Engineer',
  'Secretary',
  'Buyer',
  'Officer',
])
const locations = withSuffix(makeWords(sizes.locations, 500), [
  'Poland',
  'Sweden',
  'USA',
  'Mexico',
  'Brazil',
  'Kenya',
])
const owners = makeOwners()

const latestMs = Date.UTC(2026, 10, 24)
const threeYearsMs = 3 * 365 * 86_400_000

/**
 * Contact `index` of the list, in Linq's order (newest first): the same one in every run, page and process. 590 bytes
 * of JSON on average, with pictures.
 *
 * @param {number} index from 0
 * @param {{ total: number, hasImage?: boolean }} of
 * @returns {WireContact}
 */
function contactAt(index, { total, hasImage = true }) {
  const id = 1_000_000 + total - index
  const first_name = at(firstNames, id, 1)
  const last_name = at(lastNames, id, 2)
  const company = choose(id, 3, sizes.companies)
  const createdMs = latestMs - Math.floor((index / total) * threeYearsMs) - choose(id, 4, 60_000)
  const updatedMs = createdMs + Math.floor((latestMs - createdMs) * (randomOf(id, 5) / 2 ** 32))
  return {
    id,
    first_name,
    last_name,
    full_name: `${first_name} ${last_name}`,
    email: `${mailName(first_name, last_name, id)}@firm${company}.example`,
    phone_number: `+1 ${200 + choose(id, 6, 700)} 555 ${String(choose(id, 7, 10_000)).padStart(4, '0')}`,
    company: isBlank(id, 8, 8) ? null : (companies[company] ?? null),
    title: isBlank(id, 9, 10) ? null : at(titles, id, 10),
    location: isBlank(id, 11, 12) ? null : at(locations, id, 12),
    image_url: hasImage && !isBlank(id, 13, 40) ? imageOf(id) : null,
    created_at: new Date(createdMs).toISOString(),
    updated_at: new Date(updatedMs).toISOString(),
    contact_owner: isBlank(id, 14, 5) ? null : at(owners, id, 15),
  }
}

/**
 * All contacts as a page has them that read Linq's API: each parsed from JSON, so that no object is shared between
 * them. Costs a second for 200,000.
 *
 * @param {number} total
 * @returns {WireContact[]}
 */
export function parsedContacts(total) {
  /** @type {WireContact[]} */
  const all = []
  const perPage = 100
  for (let start = 0; start < total; start += perPage) {
    for (const contact of JSON.parse(JSON.stringify(contactsFrom(start, perPage, { total }))))
      all.push(contact)
  }
  return all
}

/**
 * @param {number} start from 0
 * @param {number} limit
 * @param {{ total: number, hasImage?: boolean }} of
 */
export function contactsFrom(start, limit, of) {
  const count = Math.max(0, Math.min(limit, of.total - start))
  return Array.from({ length: count }, (_, offset) => contactAt(start + offset, of))
}

/** Three owners in a row: 1.4 % of all contacts. */
export const chosenOwners = owners.slice(20, 23).map(({ id }) => String(id))

/** @returns {Owner[]} */
function makeOwners() {
  return Array.from({ length: sizes.owners }, (_, index) => {
    const first_name = at(firstNames, index, 20)
    const last_name = at(lastNames, index, 21)
    const email = `owner${index}@linq.example`
    return { id: 500 + index, email, first_name, last_name, name: `${first_name} ${last_name}` }
  })
}

/**
 * @template Value
 * @param {readonly Value[]} list
 * @param {number} item
 * @param {number} salt
 * @returns {Value}
 */
function at(list, item, salt) {
  const value = list[choose(item, salt, list.length)]
  if (value === undefined) throw new RangeError('There is nothing to choose from.')
  return value
}

/**
 * @param {number} id
 * @param {number} salt
 * @param {number} percent
 */
function isBlank(id, salt, percent) {
  return choose(id, salt, 100) < percent
}

/**
 * @param {readonly string[]} words
 * @param {readonly string[]} suffixes
 */
function withSuffix(words, suffixes) {
  return words.map((word, index) => `${word} ${at(suffixes, index, 22)}`)
}

/**
 * The name in an address: of names in Latin letters without accents, else a number.
 *
 * @param {string} first
 * @param {string} last
 * @param {number} id
 */
function mailName(first, last, id) {
  const isPlain = /^[A-Za-z]+$/.test(first + last)
  return isPlain ? `${first}.${last}${id % 1000}`.toLowerCase() : `contact${id}`
}

/** @param {number} id */
function imageOf(id) {
  const hash = [30, 31, 32, 33, 34, 35, 36, 37, 38]
    .map((salt) => randomOf(id, salt).toString(16).padStart(8, '0'))
    .join('')
  return `https://images.linq.example/proxy/representations/${hash}/${id}/contact_portrait_400_by_400_pixels.jpg`
}
