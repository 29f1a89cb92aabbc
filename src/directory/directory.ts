import type { Contact } from '../linq/contact'
import type { LinqProblem } from '../linq/linq-error'
import type { Place, RowWindow, View, ViewQuery } from './view-query'

/** A page that could not be read although it was asked for again: its own contacts are missing, no others. */
export interface FailedPage {
  /** From 1, in pages of 100. */
  page: number
  problem: LinqProblem
}

/** Why the read waits, and until when. */
export interface ReadWait {
  /** `rate-limit`: Linq asked for it. `network`: no answer comes; it goes on by itself. */
  reason: 'rate-limit' | 'network'
  /** Milliseconds since 1970. */
  untilMs: number
  /** The page at which reading goes on. */
  page: number
}

/** The figures of a read, whatever its state. */
export interface ReadFigures {
  /** Contacts in the directory. */
  contacts: number
  /** `total_count` of the newest answer; null while it is unknown or cannot be believed. */
  total: number | null
  /** Records that could not be told apart (no id, or the same id twice in one answer). */
  unreadable: number
  failedPages: readonly FailedPage[]
  /** Contacts met in the pass that is under way; the ones of an earlier pass stay usable meanwhile. */
  met: number
  /** Contacts from the first on without a gap: up to here the order is Linq's while others are still coming. */
  inOrder: number
  /** Whether a whole pass has ended before, so that a new one only renews what is here. */
  wasReadBefore: boolean
  /** Whether the people are made up. */
  demonstration: boolean
}

/** A read is one pass over all pages. Exactly one of these is true of it. */
export type ReadState = ReadFigures &
  (
    | { status: 'idle' }
    | {
        status: 'reading'
        wait: ReadWait | null
        /** Null until it can be estimated. */ msLeft: number | null
      }
    /** The user paused it. */
    | { status: 'paused' }
    /** Every contact that `total_count` promises is here, and nothing moved while it was read. */
    | { status: 'complete'; atMs: number }
    /** Everything was read, and yet the count differs or contacts moved: some may be missing. */
    | { status: 'disturbed'; atMs: number }
    /** Some pages failed; `failedPages` names them. */
    | { status: 'partial'; atMs: number }
    /** Nothing more can be read: the token was rejected, or not even the first page came. */
    | { status: 'stopped'; problem: LinqProblem }
  )

/** What there is before anything was read. */
export const NOTHING_READ: ReadState = {
  status: 'idle',
  contacts: 0,
  total: null,
  unreadable: 0,
  failedPages: [],
  met: 0,
  inOrder: 0,
  wasReadBefore: false,
  demonstration: false,
}

/** The code of the error of every question that a dead worker left open. */
export const DIRECTORY_STOPPED = 'directory-stopped'

/** The state of the directory at one moment. */
export interface DirectorySnapshot {
  /** Grows with every change of the contacts. */
  version: number
  read: ReadState
  /** Set when the worker could not start or died: pages in Linq's order still work without it. */
  broken: boolean
}

/**
 * All contacts of the organisation, and the answers to every question about them. One implementation lives in a
 * worker; another one, answered by a server, could take its place.
 */
export interface Directory {
  /** Begins to read, once; later calls do nothing while a read is under way or done. */
  start: () => void
  pause: () => void
  resume: () => void
  /** Reads the failed pages again, or everything after `stopped`. */
  retry: () => void
  /** Reads everything again; what is here stays usable meanwhile. */
  refresh: () => void
  /** The rows of a window of a view, with its figures. */
  view: (query: ViewQuery, window: RowWindow) => Promise<View>
  /** One contact, or null when the directory does not hold it (yet). */
  contact: (id: number) => Promise<Contact | null>
  /** Where a contact stands in a view, or null when it is not in it. */
  place: (query: ViewQuery, id: number) => Promise<Place | null>
  snapshot: () => DirectorySnapshot
  /** Calls the listener after every change; gives the function that ends it. */
  subscribe: (listener: () => void) => () => void
}
