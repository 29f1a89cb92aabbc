/** Contacts as Linq's API sends them, for the stub. */

const owner = (id: number, first_name: string, last_name: string) => ({
  id,
  email: `${first_name.toLowerCase()}@company.com`,
  first_name,
  last_name,
  name: `${first_name} ${last_name}`,
})

/** The contacts of the example in Linq's documentation (List Contacts). */
const john = {
  id: 123,
  first_name: 'John',
  last_name: 'Doe',
  full_name: 'John Doe',
  email: 'john@example.com',
  phone_number: '+15551234567',
  company: 'Acme Corp',
  title: 'CEO',
  location: 'San Francisco, CA',
  image_url: null,
  created_at: '2025-07-30T10:00:00.000-05:00',
  updated_at: '2025-07-30T10:00:00.000-05:00',
  contact_owner: { ...owner(456, 'Jane', 'Owner'), email: 'owner@company.com' },
}
const jane = {
  ...john,
  id: 124,
  first_name: 'Jane',
  last_name: 'Smith',
  full_name: 'Jane Smith',
  email: 'jane@example.com',
  phone_number: '+15559876543',
  company: 'Tech Corp',
  title: 'CTO',
  location: 'New York, NY',
  created_at: '2025-07-29T10:00:00.000-05:00',
  updated_at: '2025-07-29T10:00:00.000-05:00',
}

/** The two contacts of the documentation. */
export const exampleRecords: readonly string[] = [JSON.stringify(john), JSON.stringify(jane)]

/** The example answer of the documentation to the letter: 2 contacts of which it says that they are 123. */
export const exampleAnswer = JSON.stringify({
  contacts: [john, jane],
  pagination: { current_page: 1, per_page: 25, total_pages: 5, total_count: 123 },
})

/** One contact like the example's, with other fields; a field that is undefined is absent. */
export function record(id: number, fields: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ ...john, id, email: `contact${id}@example.com`, ...fields })
}

const firstNames = ['Ada', 'Boris', 'Chloé', 'Dmitri', 'Elif', 'Łukasz', 'Søren']
const lastNames = ['Novak', 'Okafor', 'Petrov', 'Quispe', 'Rossi']
const owners = [owner(1, 'Olga', 'Ferro'), owner(2, 'Piotr', 'Gallo'), owner(3, 'Quinn', 'Hale'), null]

/** So many contacts of three owners and of nobody; names, companies and dates differ, in no order. */
export function manyRecords(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const first_name = firstNames[index % firstNames.length]
    const last_name = lastNames[(index * 3) % lastNames.length]
    const created = new Date(Date.UTC(2025, 0, 1) + ((index * 37) % count) * 3_600_000).toISOString()
    return record(1000 + index, {
      first_name,
      last_name,
      full_name: `${first_name} ${last_name} ${index}`,
      phone_number: index % 5 === 0 ? null : `+1415555${String(index).padStart(4, '0')}`,
      company: index % 4 === 0 ? '' : `Company ${(index * 7) % 23}`,
      created_at: created,
      updated_at: created,
      contact_owner: owners[(index * 5) % owners.length],
    })
  })
}
