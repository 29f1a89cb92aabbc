import { Draw } from '../draw'
import { curiosities } from './curiosities'
import { chicagoOffset, creationInstant, updateInstant, writeInstant } from './instants'
import { pickOwner } from './owners'
import { createPopulation, type Person } from './population'
import { portraitPath } from './portraits'
import type { WireContact, WireText } from './wire'

interface ContactsOptions {
  seed: number
  /** How many contacts there are at the start; number 1 is the oldest. */
  total: number
  /** The latest instant of the contacts at the start, milliseconds since 1970, UTC. */
  endMs: number
}

/**
 * Gives a function that makes contact `number` (from 1), again and again the same one, from nothing but its number:
 * a few microseconds, no memory. `change` counts the edits since the start, `changedMs` is the last one's instant.
 */
export function createContacts(options: ContactsOptions): (number: number, change?: Change) => WireContact {
  const { seed } = options
  const personOf = createPopulation(seed)
  const plain = (number: number) => {
    const draw = new Draw(seed, number)
    const person = personOf(number, draw)
    return leaveOut(introduce(options, number, person, draw), draw)
  }
  return (number, change) => {
    const contact = isDuplicate(seed, number)
      ? duplicate(plain(number), plain(originalOf(seed, number)), new Draw(seed, number, 2))
      : decorate(plain(number), number)
    return change ? edit(contact, personOf(number, new Draw(seed, number, 3, change.count)), change) : contact
  }
}

/** An edit that somebody made since the start. */
export interface Change {
  /** From 1. */
  count: number
  /** Milliseconds since 1970, UTC. */
  atMs: number
}

/** Ids rise with the time of creation, with gaps as in any database that deletes. */
export function idOf(seed: number, number: number): number {
  return 100_000 + number * 7 + new Draw(seed, number, 1).below(7)
}

function introduce(options: ContactsOptions, number: number, person: Person, draw: Draw): WireContact {
  const { seed, total, endMs } = options
  const createdMs = creationInstant(number, total, endMs, draw.fraction())
  const updatedMs = updateInstant(createdMs, endMs, draw)
  // Most were written by the office in Chicago, the others where the contact is.
  const isOffice = draw.happens(0.7)
  const offsetOf = (ms: number) => (isOffice ? chicagoOffset(ms) : person.offsetMinutes)
  return {
    id: idOf(seed, number),
    first_name: person.given.text,
    last_name: person.family.text,
    full_name: person.fullName,
    email: `${mailbox(person, draw)}@${person.company.domain}`,
    phone_number: draw.happens(0.05) ? oddPhone(person.phone, draw) : person.phone,
    company: person.company.name,
    title: person.title,
    location: person.location,
    image_url: draw.happens(0.32) ? portraitPath(person.sex, draw.fraction()) : null,
    created_at: writeInstant(createdMs, offsetOf(createdMs)),
    updated_at: writeInstant(updatedMs, offsetOf(updatedMs)),
    contact_owner: pickOwner(draw.fraction()),
  }
}

function mailbox({ given, family }: Person, draw: Draw): string {
  const forms = [
    `${given.latin}.${family.latin}`,
    `${given.latin[0] ?? ''}.${family.latin}`,
    given.latin,
    `${given.latin[0] ?? ''}${family.latin}`,
    `${family.latin}.${given.latin}`,
  ]
  return draw.pick(forms, 1.6)
}

/** Phones as people type them: grouped, with an extension, with letters, or not a number at all. */
function oddPhone(phone: string, draw: Draw): string {
  const end = phone.slice(-4)
  const forms = [
    `${phone.slice(0, -7)} ${phone.slice(-7, -4)} ${end}`,
    `${phone} ext. ${10 + draw.below(90)}`,
    ` ${phone} `,
    `00${phone.slice(1)}`,
    `${phone}x${100 + draw.below(900)}`,
    `${phone.slice(0, -4)}-${end}`,
    '1-800-555-HELP',
    'ask reception',
    `555${draw.below(10)}`,
    `${phone.slice(0, -4)}/${end}`,
  ]
  return draw.pick(forms, 1.2)
}

/** What the API's documentation leaves open: a missing text may be null, empty, or absent. */
const blanks: readonly WireText[] = [null, '', undefined]

/** Linq makes a contact from any one of first name, last name, email or phone: most have most, some only one. */
function leaveOut(contact: WireContact, draw: Draw): WireContact {
  const blank = () => blanks[draw.below(blanks.length)]
  const rarity = draw.fraction()
  if (rarity < 0.045) {
    const kept = {
      email: rarity < 0.018 ? contact.email : blank(),
      phone_number: rarity >= 0.018 && rarity < 0.032 ? contact.phone_number : blank(),
      first_name: rarity >= 0.032 ? contact.first_name : blank(),
    }
    const full_name = kept.first_name ? kept.first_name : blank()
    const others = { last_name: blank(), company: blank(), title: blank(), location: blank() }
    return { ...contact, ...kept, ...others, full_name, image_url: null }
  }
  return {
    ...contact,
    email: draw.happens(0.09) ? blank() : contact.email,
    phone_number: draw.happens(0.13) ? blank() : contact.phone_number,
    company: draw.happens(0.08) ? blank() : contact.company,
    title: draw.happens(0.16) ? blank() : contact.title,
    location: draw.happens(0.12) ? blank() : contact.location,
  }
}

/** Every 167th contact carries one of the curiosities, in turn, so that each is found early. */
function decorate(contact: WireContact, number: number): WireContact {
  if (number % 167 !== 23) return contact
  const turn = Math.floor(number / 167)
  const curious = { ...contact, ...curiosities[turn % curiosities.length] }
  const round = Math.floor(turn / curiosities.length)
  return round > 0 && curious.email
    ? { ...curious, email: curious.email.replace('@', `.${round}@`) }
    : curious
}

function isDuplicate(seed: number, number: number): boolean {
  return number > 1 && new Draw(seed, number, 4).happens(0.02)
}

/** An earlier contact, not far away, that is no duplicate itself and not decorated. */
function originalOf(seed: number, number: number): number {
  let original = Math.max(1, number - 1 - new Draw(seed, number, 5).below(400))
  while (original > 1 && (isDuplicate(seed, original) || original % 167 === 23)) original -= 1
  return original
}

/** Somebody who was typed in twice: by the same email, the same phone, or name and company spelt otherwise. */
function duplicate(contact: WireContact, original: WireContact, draw: Draw): WireContact {
  const { id, created_at, updated_at, contact_owner } = contact
  const again = { ...original, id, created_at, updated_at, contact_owner, image_url: null }
  const kind = draw.fraction()
  if (kind < 0.4 && original.email) return { ...again, phone_number: null, title: null }
  if (kind < 0.7 && original.phone_number) return { ...again, email: '', location: '' }
  const { first_name, last_name, full_name, company } = original
  const names = {
    first_name: plainly(first_name),
    last_name: plainly(last_name),
    full_name: plainly(full_name),
  }
  return { ...again, ...names, company: company?.toUpperCase() }
}

/** Without accents, as on a keyboard that lacks them. Syllables of other scripts stay whole. */
function plainly(text: WireText): WireText {
  return text?.replace(/\p{Script=Latin}\p{M}*/gu, (letter) => letter.normalize('NFD').replace(/\p{M}/gu, ''))
}

function edit(contact: WireContact, now: Person, change: Change): WireContact {
  return { ...contact, title: now.title, updated_at: writeInstant(change.atMs, chicagoOffset(change.atMs)) }
}
