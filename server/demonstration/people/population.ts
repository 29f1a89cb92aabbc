import { byWeight, Draw } from '../draw'
import { america } from './countries/america'
import { asia } from './countries/asia'
import type { Country } from './countries/country'
import { northernAndEasternEurope } from './countries/europe-north-east'
import { westernEurope } from './countries/europe-west'
import type { Names, Sex, Word } from './names'

interface Company {
  name: string
  /** Under `.example` (RFC 2606), so that no message can ever arrive anywhere. */
  domain: string
}

interface Place {
  city: string
  /** E.164 with `#` for the digits that differ. */
  phone: string
}

/** A country with its names and companies drawn. */
interface Population {
  country: Country
  weight: number
  names: Names
  companies: readonly Company[]
  places: readonly Place[]
  titles: readonly Readonly<Record<Sex, string>>[]
}

/** Who somebody is, before anything goes missing. */
export interface Person {
  sex: Sex
  given: Word
  family: Word
  fullName: string
  company: Company
  title: string
  location: string
  /** E.164. */
  phone: string
  offsetMinutes: number
}

const countries = [...america, ...westernEurope, ...northernAndEasternEurope, ...asia]
const companiesPerCountry = 300

/**
 * Draws the names and companies of every country once and gives a function that makes person `number` from them:
 * the same seed and number give the same person, at no cost in memory.
 */
export function createPopulation(seed: number): (number: number, draw: Draw) => Person {
  const populationAt = byWeight(countries.map((country, index) => populate(country, seed * 100 + index)))
  return (number, draw) => makePerson(populationAt(draw.fraction()), number, draw)
}

function populate(country: Country, seed: number): Population {
  const names = country.names(seed)
  return {
    country,
    weight: country.weight,
    names,
    companies: foundCompanies(country, names, new Draw(seed)),
    places: country.places.map((place) => {
      const [city = '', phone = ''] = place.split(':')
      return { city, phone }
    }),
    titles: country.titles.map((title) => {
      const [male = '', female = male] = title.split('|')
      return { male, female }
    }),
  }
}

function foundCompanies(country: Country, names: Names, draw: Draw): Company[] {
  const byDomain = new Map<string, Company>()
  for (let tries = 0; tries < companiesPerCountry * 2 && byDomain.size < companiesPerCountry; tries++) {
    const [name = '', domain = ''] = draw.pick(country.companies).split('|')
    const last = draw.pick(names.family.male)
    const other = draw.pick(names.family.male)
    const company = {
      name: name.replace('{last}', last.text).replace('{other}', other.text),
      domain: `${domain.replace('{last}', last.latin).replace('{other}', other.latin)}.example`,
    }
    if (last !== other && !byDomain.has(company.domain)) byDomain.set(company.domain, company)
  }
  return [...byDomain.values()]
}

function makePerson(population: Population, number: number, draw: Draw): Person {
  const { country, names, places } = population
  const sex = draw.happens(0.5) ? 'female' : 'male'
  const given = draw.pick(names.given[sex])
  const family = draw.pick(names.family[sex])
  const place = places[number % places.length] ?? { city: '', phone: '' }
  return {
    sex,
    given,
    family,
    fullName: nameParts(country, given, family),
    // A few companies have many contacts, most have few.
    company: draw.pick(population.companies, 1.8),
    title: draw.pick(population.titles, 1.3)[sex],
    location: country.location.replace('{city}', place.city),
    phone: dial(place.phone, Math.floor(number / places.length), number % places.length),
    offsetMinutes: country.offsetMinutes,
  }
}

function nameParts(country: Country, given: Word, family: Word): string {
  if (country.fullName === 'given family') return `${given.text} ${family.text}`
  return `${family.text}${country.fullName === 'family given' ? ' ' : ''}${given.text}`
}

/**
 * Fills in the digits of a number so that the contacts of one place get different ones, until its range is used up
 * (ranges set aside for fiction are small: large organisations share numbers). Four digits begin at 0100, because
 * 555-0100 to 555-0199 are the fictional ones of North America; beyond 5,400 contacts the rest of 555 follows.
 */
function dial(pattern: string, count: number, place: number): string {
  const width = pattern.length - pattern.indexOf('#')
  const hundreds = Math.floor(count / 100) + (width === 4 ? 1 : 0)
  const digits = (hundreds * 100 + ((count * 73 + place * 29) % 100)) % 10 ** width
  return pattern.replace(/#+/, String(digits).padStart(width, '0'))
}
