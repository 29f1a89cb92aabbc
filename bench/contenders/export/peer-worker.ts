import { parsedContacts, type WireContact } from '../../contacts/contacts.mjs'

/** Take so many contacts in, or write the file of those that are there. */
export interface PeerQuestion {
  total: number | null
}

export interface PeerAnswer {
  count: number
  file: Blob | null
}

/** Answers for a peer, which holds contacts as Linq's API writes them and knows one format. */
export function serve(write: (contacts: readonly WireContact[]) => Blob | Promise<Blob>): void {
  let contacts: WireContact[] = []
  const answer = async ({ total }: PeerQuestion): Promise<PeerAnswer> => {
    if (total !== null) contacts = parsedContacts(total)
    return { count: contacts.length, file: total === null ? await write(contacts) : null }
  }
  addEventListener('message', ({ data }: MessageEvent<PeerQuestion>) => {
    void answer(data).then((given) => postMessage(given))
  })
}
