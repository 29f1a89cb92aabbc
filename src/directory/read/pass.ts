import type { Contact } from '../../linq/contact'
import type { ContactsPage } from '../../linq/contacts-page'
import type { LinqProblem } from '../../linq/linq-error'
import type { FailedPage, ReadWay } from '../directory'
import type { Window } from './chain/windows'

/** What to do next. */
export type Step =
  /** Ask for a window of the list. */
  | { kind: 'ask'; window: Window }
  /** Nothing is due before this moment (ms since 1970), or, for null, before an answer in flight has come. */
  | { kind: 'wait'; untilMs: number | null }
  /** Everything has been read or given up. */
  | { kind: 'end' }
  /** Not even the first page came. */
  | { kind: 'blocked'; problem: LinqProblem }

/** Contacts of one answer with their places in Linq's order, from 0. */
export interface PlacedContacts {
  contacts: readonly Contact[]
  positions: readonly number[]
}

/**
 * What a pass proved. `clean`: everything that was there all the time is here. `moved`: contacts changed their
 * places in the list, which only a count can make up for. `disturbed`: it proved nothing, and reading again may.
 * `unprovable`: no total says how many there are, so reading again would prove nothing. `partial`: pages failed.
 */
export type Verdict = 'clean' | 'moved' | 'disturbed' | 'unprovable' | 'partial'

/**
 * One pass over the whole list: decides what is asked for next, what an answer means, and what may be said at the
 * end. It touches nothing but its own notes.
 */
export interface Pass {
  readonly way: ReadWay
  /** Different ids met. */
  readonly size: number
  /** Records that could not be told apart. */
  readonly unreadable: number
  /** The newest `total_count` that could be believed. */
  readonly total: number | null
  readonly didTotalMove: boolean
  /** Contacts from the top of the list on that are here without a gap. */
  readonly inOrder: number
  /** The page, of 100 contacts, at which reading goes on. */
  readonly nextPage: number
  /** Requests still to come, or null while nobody can say. */
  readonly requestsLeft: number | null
  has: (id: number) => boolean
  ids: () => Iterable<number>
  next: (nowMs: number) => Step
  /**
   * Takes an answer in. Null says that this server cannot be read in this way.
   *
   * @throws LinqError when it is not what was asked for, or only a part of it: an attempt that failed
   */
  answered: (window: Window, answer: ContactsPage) => PlacedContacts | null
  /** The contacts of an answer that counts as failed, because others of it are missing: they are usable. */
  salvaged: (window: Window, answer: ContactsPage) => PlacedContacts
  /** Notes a failed attempt, after which the window is asked for again or given up. */
  failed: (window: Window, problem: LinqProblem, nowMs: number, random: number) => void
  /** The API asked to wait: the window is asked for again, and this was no attempt at it. */
  putOff: (window: Window) => void
  /** No answer came at all. */
  unanswered: (window: Window, problem: LinqProblem) => void
  /** Whether what it was planned by has turned out to be wrong, so that only another pass can mend what failed. */
  readonly isMisplanned: boolean
  /** Asks for what was given up, and for nothing else that is known. */
  retryFailed: () => void
  /** Pages that were given up, in their order. */
  failedPages: () => FailedPage[]
  verdict: () => Verdict
  /** Places for the contacts whose last ones contradict the order of the list as the whole pass showed it. */
  corrections: () => { ids: readonly number[]; positions: readonly number[] }
}
