import type { ReadState } from '../directory/directory'
import {
  type ChoiceFilter,
  type ContactFilters,
  type InstantRange,
  type VisitNewsKind,
  choiceText,
} from '../directory/filters'
import { NO_OWNER, type OwnerFacet, type ViewQuery } from '../directory/view-query'
import { ownerLabel } from '../linq/contact'
import { zonedInstantWriter } from './csv/zoned-instant'
import { type FormatKey, formatOf } from './formats'

export interface NamedFile {
  query: Pick<ViewQuery, 'search' | 'owners' | 'filters'>
  /** Who the owners of the query are. */
  owners: readonly OwnerFacet[]
  /** The stretch of the view that the file holds, from 0, when it is not all of it; perhaps of its open groups alone. */
  page: { offset: number; isOfOpenGroups?: boolean } | null
  /** Whether the file holds selected contacts, and neither a stretch of the view nor all of it. */
  isSelected?: boolean
  /** Contacts in the file. */
  rows: number
  read: ReadState
  /** Milliseconds since 1970. */
  atMs: number
  /** The viewer's IANA zone, in which the date is written. */
  timeZone: string
  format: FormatKey
}

/** The longest name, in bytes of UTF-8: with it and a folder every system and every archive is content. */
const longestBytes = 120

/**
 * A file's name that tells its content: `contacts_owner-jane_nor_2026-01-31_231-of-4812.csv`, with further
 * filters before the date: `_company-not-acme_no-email_`; what has no room is only counted. The file for Linq's import,
 * which is CSV as well, begins with `contacts_linq-import_`. It is made of letters
 * and digits of any script, hyphens and underscores, with one dot before the extension, at most 120 bytes long, and
 * begins with "contacts", so that no system finds a reserved name, sign or direction mark in it. Latin letters lose
 * their accents. Where contacts may be missing it ends in `incomplete` or `maybe-incomplete`.
 */
export function fileName(file: NamedFile): string {
  const { owners, page, rows, read, format } = file
  const { extension } = formatOf(format)
  const begin = format === 'linq-import' ? 'contacts_linq-import' : 'contacts'
  // Selected contacts were not chosen by the filters, so these would tell something untrue.
  const query = file.isSelected ? { search: '', owners: [] } : file.query
  const date = zonedInstantWriter(file.timeZone)(file.atMs).slice(0, 10)
  const stretch = file.isSelected ? 'selected' : rowsPart(page, rows)
  const count = `${rows}-of-${Math.max(read.total ?? 0, read.contacts)}`
  const end = [stretch, date, count, completenessPart(read)].filter(Boolean).join('_')
  const space = longestBytes - `${begin}___${end}.${extension}`.length
  const search = cutToBytes(wordsOf(query.search.replace(/(^|\s)-(?=\S)/g, '$1not ')), Math.floor(space / 2))
  const owner = cutToBytes(ownersPart(query, owners), space - byteLength(search))
  const left = space - byteLength(search) - byteLength(owner) - 1
  const filters = fittingParts(filterParts(query.filters ?? {}, file.timeZone), left)
  return `${[begin, owner, search, filters, end].filter(Boolean).join('_')}.${extension}`
}

/** `rows-26-to-50`, `rows-26-to-50-of-open-groups` */
function rowsPart(page: NamedFile['page'], rows: number): string {
  if (!page || rows === 0) return ''
  const { offset, isOfOpenGroups = false } = page
  return `rows-${offset + 1}-to-${offset + rows}${isOfOpenGroups ? '-of-open-groups' : ''}`
}

/** Whether all contacts of the organisation are known to be here, known to be missing in part, or neither. */
export function completenessOf(read: ReadState): 'complete' | 'incomplete' | 'unknown' {
  const { status, failedPages, unreadable } = read
  if (isMissing(read) || status === 'partial' || failedPages.length > 0 || unreadable > 0) return 'incomplete'
  return read.status === 'complete' || read.status === 'verified' ? 'complete' : 'unknown'
}

/** Whether fewer contacts are here than Linq counts. */
export function isMissing({ contacts, total }: ReadState): boolean {
  return total !== null && contacts < total
}

function completenessPart(read: ReadState): string {
  const completeness = completenessOf(read)
  if (completeness === 'complete') return ''
  return completeness === 'incomplete' ? 'incomplete' : 'maybe-incomplete'
}

/** More owners, or values of another filter, than this are only counted. */
const mostNamed = 3

/** `owner-jane`, `owner-jane-lukasz`, `owner-jane-lukasz-amara-and-2-more`, `owner-none`. */
function ownersPart({ owners: keys, filters }: NamedFile['query'], facets: readonly OwnerFacet[]): string {
  if (keys.length === 0) return ''
  const firstWords = facets.map(({ owner }) => (owner ? firstWord(ownerLabel(owner)) : ''))
  const names = keys.slice(0, mostNamed).map((key) => {
    if (key === NO_OWNER) return 'none'
    const owner = facets.find((facet) => facet.key === key)?.owner
    if (!owner) return wordsOf(key)
    const label = ownerLabel(owner)
    const isAlone = firstWords.filter((word) => word === firstWord(label)).length < 2
    return (isAlone && firstWord(label)) || wordsOf(label) || `id-${wordsOf(key)}`
  })
  return listPart('owner', filters?.ownersMode, names, keys.length)
}

/** `company-acme-globex`, `company-not-acme-and-2-more` */
function listPart(
  label: string,
  mode: ChoiceFilter['mode'] | undefined,
  names: readonly string[],
  count: number,
): string {
  const surplus = count - names.length
  const not = mode === 'exclude' ? ['not'] : []
  const more = surplus > 0 ? [`and-${surplus}-more`] : []
  return [label, ...not, ...names.filter(Boolean), ...more].join('-')
}

/** The filters but that of owners, each in its own words. */
function filterParts(filters: ContactFilters, timeZone: string): string[] {
  const { companies, titles, locations, created, updated, quality = [], duplicates, since, list } = filters
  const choice = (label: string, filter: ChoiceFilter | undefined) => {
    if (!filter || filter.values.length === 0) return []
    const names = filter.values.slice(0, mostNamed).map((key) => wordsOf(choiceText(key) || 'none'))
    return [listPart(label, filter.mode, names, filter.values.length)]
  }
  const days = (label: string, range: InstantRange | undefined) => {
    if (!range || (range.from === null && range.to === null)) return []
    const dayOf = (instant: number) => zonedInstantWriter(timeZone)(instant).slice(0, 10)
    // A range ends before the first moment of the next day.
    const first = range.from === null ? [] : [dayOf(range.from)]
    const last = range.to === null ? [] : [dayOf(range.to - 1)]
    if (first.length === 0) return [`${label}-until-${last[0]}`]
    if (last.length === 0) return [`${label}-since-${first[0]}`]
    return [[label, ...new Set([...first, ...last])].join('-').replace(/(\d)-(\d{4}-)/, '$1-to-$2')]
  }
  return [
    ...choice('company', companies),
    ...choice('title', titles),
    ...choice('location', locations),
    ...days('created', created),
    ...days('updated', updated),
    ...quality,
    ...(duplicates === true ? ['duplicates'] : []),
    ...(since === undefined ? [] : [sinceParts[since]]),
    ...(list === undefined ? [] : ['list']),
  ]
}

const sinceParts: Record<VisitNewsKind, string> = {
  new: 'new-since-last-visit',
  changed: 'changed-since-last-visit',
  owner: 'owner-changed-since-last-visit',
  gone: 'gone-since-last-visit',
}

/** As many parts as fit into so many bytes, and how many more there are. */
function fittingParts(parts: readonly string[], mostBytes: number): string {
  for (let count = parts.length; count >= 0; count--) {
    const surplus = parts.length - count
    const more =
      surplus === 0 ? [] : [`${surplus}-${count > 0 ? 'more-' : ''}filter${surplus > 1 ? 's' : ''}`]
    const text = [...parts.slice(0, count), ...more].join('_')
    if (byteLength(text) <= mostBytes) return text
  }
  return ''
}

function firstWord(label: string): string {
  return wordsOf(label).split('-')[0] ?? ''
}

/** Latin letters that are no letter with an accent to Unicode, and what they are written as in plain ASCII. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
}

/** The letters and digits of a text, folded and in lower case; hyphens stand for all that is between them. */
function wordsOf(text: string): string {
  return text
    .slice(0, 400)
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .replace(/[ßæœøłđðþıħŧ]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/['’ʼ`]/g, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/(^|-)\p{M}+/gu, '$1')
    .replace(/-{2,}/g, '-')
    .replace(/^-|-$/g, '')
}

const encoder = new TextEncoder()
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

function byteLength(text: string): number {
  return encoder.encode(text).length
}

/** As much of a text as fits, cut between whole characters as people see them. */
function cutToBytes(text: string, mostBytes: number): string {
  let kept = ''
  let bytes = 0
  for (const { segment } of graphemes.segment(text)) {
    bytes += byteLength(segment)
    if (bytes > mostBytes) break
    kept += segment
  }
  return kept.replace(/-$/, '')
}
