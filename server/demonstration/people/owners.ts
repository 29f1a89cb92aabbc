import { byWeight } from '../draw'
import { toLatin } from './latin'
import type { WireOwner } from './wire'

/** The made-up organisation whose contacts these are. */
const domain = 'lumenroad.example'

/** Share of the contacts that nobody owns. */
const unownedShare = 0.03

/**
 * `First|Last|weight|address`. Amara Osei is the first admin, to whom Linq gives contacts that nobody chose an owner
 * for; two owners are called Jane Whitfield; one owner, an integration, has no name.
 */
const lines = [
  'Amara|Osei|280',
  'Jane|Whitfield|110',
  'Łukasz|Zieliński|85',
  'Priya|Raghunathan|72',
  'Diego|Fernández Ríos|62|diego.fernandez',
  'Tom|Becker|54',
  'Sofia|Lindqvist|47',
  'Marcus|Bell|41',
  'Noor|El-Amin|35',
  'Chloé|Dubois|31',
  'Yuki|Tanaka|27',
  'Grace|Adeyemi|23',
  'Oliver|Hargreaves|20',
  'Mateus|Carvalho|17',
  'Anna|Kowalczyk|15',
  'Søren|Dahl|13',
  'Mei|Lin|11',
  'Giulia|Ferraro|9',
  '||8|integrations',
  'Ivan|Sokolov|7',
  'Jane|Whitfield|6|jane.whitfield.west',
  'Minjun|Seo|5',
  'Zoë|van der Meer|3|zoe.vandermeer',
  'Eleni|Markou|1',
]

/** All owners of the demonstration with the share of owned contacts that each has, relative to the others. */
export const owners: readonly { owner: WireOwner; weight: number }[] = lines.map((line, index) => {
  const [first = '', last = '', weight = '', address] = line.split('|')
  const isNamed = first !== ''
  return {
    weight: Number(weight),
    owner: {
      id: 40_117 + index * 61,
      email: `${address ?? `${toLatin(first)}.${toLatin(last)}`}@${domain}`,
      first_name: isNamed ? first : null,
      last_name: isNamed ? last : null,
      name: isNamed ? `${first} ${last}` : '',
    },
  }
})

const ownerAt = byWeight(owners)

/** The owner for a fraction (0 to below 1), or null for the few contacts without one. */
export function pickOwner(fraction: number): WireOwner | null {
  return fraction < unownedShare ? null : ownerAt((fraction - unownedShare) / (1 - unownedShare)).owner
}
