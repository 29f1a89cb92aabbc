import type { WireContact } from '../../contacts/contacts.mjs'

declare global {
  interface Window {
    scroller: {
      /** Shows so many contacts; gives how many there are. */
      load: (total: number) => Promise<number>
      /** What is scrolled. */
      element: () => Element | null
    }
  }
}

/** The columns of the product, in its order. */
export const columns = [
  { label: 'Name', value: (of: WireContact) => of.full_name },
  { label: 'Company', value: (of: WireContact) => of.company },
  { label: 'Owner', value: (of: WireContact) => of.contact_owner?.name },
  { label: 'Phone', value: (of: WireContact) => of.phone_number },
  { label: 'Email', value: (of: WireContact) => of.email },
  { label: 'Title', value: (of: WireContact) => of.title },
  { label: 'Location', value: (of: WireContact) => of.location },
  { label: 'Created', value: (of: WireContact) => of.created_at },
  { label: 'Updated', value: (of: WireContact) => of.updated_at },
] as const

export const rowHeight = 40

/** A picture of each contact, as the harness gives it to the product, too. */
export function pictureOf({ id }: WireContact): string {
  return `/pictures/${id}.svg`
}
