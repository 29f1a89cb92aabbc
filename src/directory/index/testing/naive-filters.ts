import { type Contact, contactName, hasOwnName, ownerLabel } from '../../../linq/contact'
import {
  type ChoiceField,
  type ChoiceFilter,
  type ContactFilters,
  type DuplicateGroup,
  type InstantRange,
  NONE,
  QUALITY_ISSUES,
  type QualityIssue,
  choiceKey,
  choiceText,
} from '../../filters'
import { ownerKey } from '../../view-query'
import type { ViewQuery } from '../../view-query'
import { nameToCompare } from '../text/contact-names'
import { fold } from '../text/fold'

/** All filters of a query; the counts of one ignore it by its name. */
export type NaiveFilterName =
  | ChoiceField
  | 'created'
  | 'updated'
  | QualityIssue
  | 'duplicates'
  | 'since'
  | 'list'

/** Lists of ids by their numbers. */
export type NaiveLists = ReadonlyMap<number, readonly number[]>

/** The key of a contact's value of a field. */
export function naiveKey(contact: Contact, field: ChoiceField): string {
  return field === 'owner' ? ownerKey(contact.contact_owner) : choiceKey(contact[field])
}

/** The text of a contact's value of a field, as a list of values shows it. */
export function naiveLabel(contact: Contact, field: ChoiceField): string {
  if (field === 'owner') return contact.contact_owner ? ownerLabel(contact.contact_owner) : ''
  return choiceText(choiceKey(contact[field]))
}

/** Whether every filter of a query but one lets a contact through. */
export function passes(
  contact: Contact,
  { owners, filters = {} }: Pick<ViewQuery, 'owners' | 'filters'>,
  context: {
    nowMs: number
    groups: () => ReadonlyMap<number, DuplicateGroup>
    news: ReadonlyMap<number, ReadonlySet<string>>
    lists: NaiveLists
  },
  ignored: NaiveFilterName | null,
): boolean {
  const own: ContactFilters & { owners: ChoiceFilter } = {
    ...filters,
    owners: { values: owners, mode: filters.ownersMode ?? 'include' },
  }
  const verdicts: [NaiveFilterName, boolean][] = [
    ['owner', isChosen(naiveKey(contact, 'owner'), own.owners)],
    ['company', isChosen(naiveKey(contact, 'company'), own.companies)],
    ['title', isChosen(naiveKey(contact, 'title'), own.titles)],
    ['location', isChosen(naiveKey(contact, 'location'), own.locations)],
    ['created', isWithin(contact.created_at, own.created)],
    ['updated', isWithin(contact.updated_at, own.updated)],
    ...QUALITY_ISSUES.map((issue): [NaiveFilterName, boolean] => [
      issue,
      !(own.quality ?? []).includes(issue) || hasIssue(contact, issue, context.nowMs),
    ]),
    ['duplicates', own.duplicates !== true || context.groups().has(contact.id)],
    ['since', own.since === undefined || context.news.get(contact.id)?.has(own.since) === true],
    ['list', own.list === undefined || context.lists.get(own.list)?.includes(contact.id) === true],
  ]
  return verdicts.every(([name, isPassed]) => isPassed || name === ignored)
}

function isChosen(key: string, filter: ChoiceFilter | undefined): boolean {
  if (!filter || filter.values.length === 0) return true
  return filter.values.includes(key) === (filter.mode === 'include')
}

function isWithin(instant: number | null, range: InstantRange | undefined): boolean {
  if (!range || (range.from === null && range.to === null)) return true
  if (instant === null) return false
  return (range.from === null || range.from <= instant) && (range.to === null || instant < range.to)
}

/** What is amiss with a contact. */
export function hasIssue(contact: Contact, issue: QualityIssue, nowMs: number): boolean {
  const phone = fold(contact.phone_number)
  const changed = contact.updated_at ?? contact.created_at
  const rules: Record<QualityIssue, boolean> = {
    'no-name': !hasOwnName(contact),
    'no-email': contact.email.trim() === '',
    'no-phone': contact.phone_number.trim() === '',
    'odd-phone': contact.phone_number.trim() !== '' && !isUsualPhone(phone),
    'no-company': choiceKey(contact.company) === NONE,
    'no-photo': contact.image_url === null,
    stale: changed !== null && (nowMs - (nowMs % 86_400_000) - changed) / 86_400_000 > 365,
    'has-email': contact.email.trim() !== '',
    'has-phone': contact.phone_number.trim() !== '',
  }
  return rules[issue]
}

function isUsualPhone(phone: string): boolean {
  const number = phone.replace(/ *(x|ext\.?|#) *\d{1,6}$/, '')
  const digits = number.replace(/[^0-9]/g, '')
  return (
    /^\+?[^+]*\d\)?$/.test(number) &&
    !/[^0-9+()\-./ ]/.test(number) &&
    digits.length >= 7 &&
    digits.length <= 15 &&
    digits !== digits.charAt(0).repeat(digits.length)
  )
}

/** The groups of duplicates, by the id of their contacts: groups are merged until no two share anything. */
export function naiveGroups(contacts: readonly Contact[]): Map<number, DuplicateGroup> {
  let groups = contacts.map((contact) => [contact])
  for (;;) {
    const [first, second] = firstAlike(groups)
    if (!first || !second) break
    groups = [...groups.filter((group) => group !== first && group !== second), [...first, ...second]]
  }
  return new Map(
    groups
      .filter((group) => group.length > 1)
      .flatMap((group) => {
        const owners = new Set(group.map((contact) => ownerKey(contact.contact_owner)))
        const id = Math.min(...group.map((contact) => contact.id))
        const described = { id, size: group.length, hasSeveralOwners: owners.size > 1 }
        return group.map((contact): [number, DuplicateGroup] => [contact.id, described])
      }),
  )
}

function firstAlike(groups: readonly Contact[][]): readonly (Contact[] | undefined)[] {
  for (const [place, first] of groups.entries()) {
    const second = groups
      .slice(place + 1)
      .find((other) => other.some((b) => first.some((a) => isAlike(a, b))))
    if (second) return [first, second]
  }
  return []
}

function isAlike(a: Contact, b: Contact): boolean {
  const email = fold(a.email)
  const digits = fold(a.phone_number).replace(/\D/g, '')
  const name = foldedName(a)
  const company = fold(a.company)
  return (
    (email.includes('@') && email === fold(b.email)) ||
    (digits.length >= 7 && digits === fold(b.phone_number).replace(/\D/g, '')) ||
    (name !== '' && company !== '' && name === foldedName(b) && company === fold(b.company))
  )
}

function foldedName(contact: Contact): string {
  return hasOwnName(contact) ? fold(nameToCompare(contactName(contact))) : ''
}
