import type { Contact, Owner } from '../../../linq/contact'
import { ContactIndex } from '../contact-index'

/** A contact of nothing but blanks, and what is given. */
export function person(id: number, part: Partial<Contact> = {}): Contact {
  return {
    id,
    first_name: '',
    last_name: '',
    full_name: '',
    email: '',
    phone_number: '',
    company: '',
    title: '',
    location: '',
    image_url: null,
    created_at: null,
    updated_at: null,
    contact_owner: null,
    ...part,
  }
}

/** An owner with a name, and what is given. */
export function owner(id: number, part: Partial<Owner> = {}): Owner {
  return { id, email: '', first_name: '', last_name: '', name: `Owner ${id}`, ...part }
}

/** An index of contacts in the order given. */
export function indexOf(contacts: readonly Contact[], locale = 'en'): ContactIndex {
  const index = new ContactIndex({ locale })
  index.put(
    contacts,
    contacts.map((_, at) => at),
  )
  return index
}
