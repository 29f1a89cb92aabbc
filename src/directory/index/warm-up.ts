import { readContact } from '../../linq/contact'
import { ContactIndex } from './contact-index'

/** Enough for a browser to translate what runs often, and done while the first page is on its way. */
const pages = 4
const perPage = 50

/**
 * Asks an index of made-up contacts what people ask first: sorted, searched and filtered views. The first answer of a
 * new worker takes ten times longer than the next ones otherwise, because the tables of the alphabet are loaded and
 * the code is translated then.
 */
export function warmUp(): void {
  const index = new ContactIndex()
  for (let page = 0; page < pages; page += 1) {
    const numbers = Array.from({ length: perPage }, (_, row) => page * perPage + row + 1)
    const contacts = numbers.map(madeUp).filter((contact) => contact !== null)
    index.put(
      contacts,
      contacts.map(({ id }) => id - 1),
    )
    for (const search of ['', 'a', 'an', 'ann', '12']) {
      index.view(
        { search, owners: [], sort: [{ field: 'name', descending: false }] },
        { offset: 0, limit: 100 },
      )
    }
  }
}

function madeUp(number: number) {
  return readContact({
    id: number,
    first_name: `Ann${number % 7}`,
    last_name: `Łé-${number}`,
    email: `a${number}@a.example`,
    phone_number: `+1202555${1000 + number}`,
    company: `Ann ${number % 5}`,
    created_at: '2026-01-01T00:00:00Z',
    contact_owner: { id: number % 3, name: 'Ann' },
  })
}
