import { NOTHING_READ, type ReadState } from '../../directory/directory'

/** A read that ended with all contacts. */
export function completeRead(contacts: number): ReadState {
  return { ...NOTHING_READ, status: 'complete', atMs: 0, contacts, total: contacts }
}

/** A read that is under way. */
export function unfinishedRead(contacts: number, total: number | null): ReadState {
  return { ...NOTHING_READ, status: 'reading', wait: null, msLeft: null, contacts, total }
}

/** A read that changes of the list disturbed. */
export function disturbedRead(contacts: number, total: number): ReadState {
  return { ...NOTHING_READ, status: 'disturbed', atMs: 0, contacts, total }
}
