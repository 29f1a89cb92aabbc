import type { Contact } from '../linq/contact'
import type { LinqProblem } from '../linq/linq-error'
import type { VisitNewsKind } from './filters'
import type { Collapsed } from './grouping'
import type { FieldLines, ListMatch } from './list-match'
import type { MonthStarts, Summary } from './summary'
import type { Place, RowWindow, View, ViewQuery } from './view-query'

/** A page that could not be read although it was asked for again: its own contacts are missing, no others. */
export interface FailedPage {
  /** From 1, in pages of 100: the one in which most of the rows lie. */
  page: number
  /** The rows of Linq's list that no other answer held, from 1, both included; of a cut answer some may be here. */
  rows: { first: number; last: number }
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

/**
 * How the list is read. `windows`: overlapping ones, which prove that nobody is missing. `pages`: one after the
 * other and counted, for a server that gives no total or other rows than it is asked for; that proves less.
 */
export type ReadWay = 'windows' | 'pages'

/** The figures of a read, whatever its state. */
export interface ReadFigures {
  /** Contacts in the directory. */
  contacts: number
  /** `total_count` of the newest answer; null while it is unknown or cannot be believed. */
  total: number | null
  /** Records that could not be told apart (no id, or the same id twice in one answer). */
  unreadable: number
  failedPages: readonly FailedPage[]
  way: ReadWay
  /** Whether everything is being read again, behind what is here. */
  isReadingAgain: boolean
  /** Contacts met in the pass that is under way, or in the last one; those of earlier ones stay usable meanwhile. */
  met: number
  /** Contacts from the first on without a gap: up to here the order is Linq's while others are still coming. */
  inOrder: number
  /** Whether a whole pass has ended before, so that a new one only renews what is here. */
  wasReadBefore: boolean
  /** Whether the people are made up. */
  demonstration: boolean
  /** When the newest page was read, by the clock of a gateway that keeps pages: ms since 1970; null for none. */
  newestMs: number | null
  /** Why a read that somebody asked for could not renew what is here, which stays as it was. */
  problem?: LinqProblem | null
}

/** A read is one or more passes over the whole list. Exactly one of these is true of it; instants are ms since 1970. */
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
    /** A clean pass: every contact that was there all the while is here. */
    | { status: 'complete'; atMs: number }
    /** Two clean passes, one after the other: contacts that changed places during the first are here too. */
    | { status: 'verified'; atMs: number }
    /** Everything was read, and yet contacts moved so that some may be missing. */
    | { status: 'disturbed'; atMs: number }
    /** Some pages failed; `failedPages` names them. */
    | { status: 'partial'; atMs: number }
    /**
     * What is here was kept on the device, as of an earlier visit. It is read again behind that; `problem` says why
     * it could not be, `wait` why that takes so long.
     */
    | { status: 'kept'; atMs: number; wait: ReadWait | null; problem: LinqProblem | null }
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
  way: 'windows',
  isReadingAgain: false,
  met: 0,
  inOrder: 0,
  wasReadBefore: false,
  demonstration: false,
  newestMs: null,
}

/** The state of a directory of which nothing is known yet. */
export const NOTHING_KNOWN: DirectorySnapshot = {
  version: 0,
  read: NOTHING_READ,
  since: null,
  copyTrouble: null,
  copyMs: null,
  isOpening: false,
  broken: false,
}

/** Whether a read has come to an end with contacts to show, however sure it is of them. */
export function hasEnded(read: ReadState): read is Extract<ReadState, { atMs: number }> {
  return 'atMs' in read
}

/** Whether a copy of the contacts may be kept on this device, and for how many days it is good. */
export interface CopySetting {
  isKept: boolean
  days: number
}

/**
 * What is amiss with the copy on the device. `denied`: the browser gives no storage. `full`: there is no room.
 * `untrusted`: it was of another version, or damaged, and was dropped. `other`: it was of another organisation, and was
 * dropped.
 */
export type CopyTrouble = 'denied' | 'full' | 'untrusted' | 'other'

/** What has happened to the contacts since the last visit. */
export interface SinceVisit {
  /** When the last visit ended, as far as the contacts tell: milliseconds since 1970. */
  visitMs: number
  counts: Readonly<Record<VisitNewsKind, number>>
}

/** The code of the error of every question that a dead worker left open. */
export const DIRECTORY_STOPPED = 'directory-stopped'

/** The state of the directory at one moment. */
export interface DirectorySnapshot {
  /** Grows with every change of the contacts. */
  version: number
  read: ReadState
  /** Null while there is no last visit to compare with. */
  since: SinceVisit | null
  copyTrouble: CopyTrouble | null
  /** The moment as of which contacts lie on this device, ms since 1970; null while none are known to. */
  copyMs: number | null
  /** Whether a copy of the last visit is looked for, which may be here in a moment. */
  isOpening: boolean
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
  /** Reads everything again, behind what is here, which stays as it is until the pass has ended. */
  refresh: () => void
  /** As `refresh`, but pages that the gateway has read for others since are new enough. */
  renew: () => void
  /** The rows of a window of a view, with its figures. */
  view: (query: ViewQuery, window: RowWindow) => Promise<View>
  /** One contact, or null when the directory does not hold it (yet). */
  contact: (id: number) => Promise<Contact | null>
  /**
   * Where a contact stands in a view, or null when it is not in it.
   *
   * @param collapsed groups that are passed over on the way to the neighbours
   */
  place: (query: ViewQuery, id: number, collapsed?: Collapsed) => Promise<Place | null>
  /** The figures of a view: by owner, by month, and who can be reached. */
  summary: (query: ViewQuery, monthStarts: MonthStarts) => Promise<Summary>
  /**
   * Gives the directory a list of contacts by their ids, so that queries can name it: `filters.list`.
   *
   * @returns the name of the list; only the newest `LISTS_KEPT` are known, and an unknown one holds nobody
   */
  keepList: (ids: Float64Array) => number
  /**
   * The ids of a view in its order; costs a pass over it.
   *
   * @param ends two contacts of the view: only they and those between them; none when one of them is not in it
   * @param collapsed groups whose contacts are left out
   */
  ids: (query: ViewQuery, ends?: readonly [number, number], collapsed?: Collapsed) => Promise<Float64Array>
  /** Which of these contacts the directory does not hold (any more). */
  gone: (ids: Float64Array) => Promise<Float64Array>
  /** The emails or phones of these contacts in the order of a view that holds them, each once, one a line. */
  lines: (query: ViewQuery, field: 'email' | 'phone', ids: Float64Array) => Promise<FieldLines>
  /**
   * Finds the contacts of a pasted list of emails, phones and names, see `ListMatch`. One at a time: another call, as
   * the signal, ends it with an `AbortError`.
   *
   * @param onProgress is told the share that is done, from 0 to 1
   */
  match: (text: string, onProgress: (share: number) => void, signal: AbortSignal) => Promise<ListMatch>
  /** Keeps a copy of the contacts on this device from now on, or none; one that is there is removed then. */
  keepCopy: (setting: CopySetting) => void
  /** Removes all contacts that are kept on this device, of every organisation. Those on screen stay. */
  forget: () => Promise<void>
  snapshot: () => DirectorySnapshot
  /** Calls the listener after every change; gives the function that ends it. */
  subscribe: (listener: () => void) => () => void
}
