import type { Contact } from '../../../linq/contact'
import type { ContactsPage } from '../../../linq/contacts-page'

/** A contact of which only the id matters. */
export function contactOf(id: number): Contact {
  return {
    id,
    first_name: '',
    last_name: '',
    full_name: `Contact ${id}`,
    email: '',
    phone_number: '',
    company: '',
    title: '',
    location: '',
    image_url: null,
    created_at: null,
    updated_at: null,
    contact_owner: null,
  }
}

/** Whole numbers from 1, or from another first one. */
export function numbers(count: number, first = 1): number[] {
  return Array.from({ length: count }, (_, index) => first + index)
}

/** What Linq answers when its list holds these ids. */
export function pageOf(ids: readonly number[], page: number, perPage: number): ContactsPage {
  const contacts = ids.slice((page - 1) * perPage, page * perPage).map(contactOf)
  const total_pages = Math.ceil(ids.length / perPage)
  const pagination = { current_page: page, per_page: perPage, total_pages, total_count: ids.length }
  return {
    contacts,
    pagination,
    unreadable: 0,
    unreadableAt: [],
    missing: 0,
    demonstration: false,
    readAtMs: null,
    ageMs: 0,
  }
}

/** The same without a word on how many there are. */
export function withoutTotal(page: ContactsPage): ContactsPage {
  return { ...page, pagination: { current_page: null, per_page: null, total_pages: null, total_count: null } }
}
