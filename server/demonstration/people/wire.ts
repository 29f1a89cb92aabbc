/** A text of a contact in Linq's answers: what is missing may be null, empty or absent, and means the same. */
export type WireText = string | null | undefined

/** An owner as Linq's API writes it. */
export interface WireOwner {
  id: number
  email: string
  first_name: WireText
  last_name: WireText
  name: WireText
}

/** A contact as Linq's API writes it (List Contacts, v2); undefined is left out of the JSON. */
export interface WireContact {
  id: number
  first_name: WireText
  last_name: WireText
  full_name: WireText
  email: WireText
  phone_number: WireText
  company: WireText
  title: WireText
  location: WireText
  image_url: string | null
  /** ISO 8601 with milliseconds and an offset. */
  created_at: string
  /** ISO 8601 with milliseconds and an offset; never before `created_at`. */
  updated_at: string
  contact_owner: WireOwner | null
}
