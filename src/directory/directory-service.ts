import type { Contact } from '../linq/contact'
import { fetchContactsPage } from '../linq/contacts-page'
import { type DirectorySnapshot, hasEnded } from './directory'
import { type Clock, systemClock } from './read/clock'
import { Reader } from './read/reader'
import type { Place, RowWindow, View, ViewQuery } from './view-query'

/** What the service needs of the index of contacts. */
export interface ServedIndex {
  readonly version: number
  put: (contacts: readonly Contact[], positions: readonly number[]) => void
  remove: (ids: readonly number[]) => void
  view: (query: ViewQuery, window: RowWindow) => View
  contact: (id: number) => Contact | null
  place: (query: ViewQuery, id: number) => Place | null
}

/** What the worker knows of its directory; whether it is broken can only be seen from outside. */
export type ServedSnapshot = Omit<DirectorySnapshot, 'broken'>

/** The worker's side of the directory: everything here may be called from the page. */
export interface DirectoryService {
  /**
   * Sets the origin of the API (empty for our own) and who is told of changes; answers as soon as it runs.
   * Figures are told five times a second at most, a change of the status or a wait at once.
   */
  open: (baseUrl: string, tell: (snapshot: ServedSnapshot) => void) => void
  start: () => void
  pause: () => void
  resume: () => void
  retry: () => void
  refresh: () => void
  /** The browser says that the network is back. */
  online: () => void
  view: (query: ViewQuery, window: RowWindow) => View
  contact: (id: number) => Contact | null
  place: (query: ViewQuery, id: number) => Place | null
}

/** The time between two messages that tell of figures alone. */
const figuresEveryMs = 200

/** Joins the index of contacts and the reader that fills it. */
export function createDirectoryService(index: ServedIndex, clock: Clock = systemClock): DirectoryService {
  let apiUrl = ''
  let tell: (snapshot: ServedSnapshot) => void = () => undefined
  let callOff: (() => void) | null = null
  let lastToldMs = -Infinity
  let lastStatus: ServedSnapshot['read']['status'] = 'idle'

  const reader = new Reader({
    fetchPage: (page, perPage, signal) => fetchContactsPage({ baseUrl: apiUrl, page, perPage, signal }),
    put: (contacts, positions) => {
      index.put(contacts, positions)
    },
    place: (ids, positions) => {
      const placed = ids.map((id) => index.contact(id))
      index.put(
        placed.filter((contact) => contact !== null),
        positions.filter((_, at) => placed[at] !== null),
      )
    },
    remove: (ids) => {
      index.remove(ids)
    },
    clock,
    onChange: (isTurn) => {
      if (isTurn) {
        tellNow()
        return
      }
      callOff ??= clock.after(Math.max(0, lastToldMs + figuresEveryMs - clock.now()), tellNow)
    },
  })

  function tellNow(): void {
    callOff?.()
    callOff = null
    lastToldMs = clock.now()
    const read = reader.state()
    tell({ version: index.version, read })
    if (hasEnded(read) && read.status !== lastStatus) clock.after(0, warmUp)
    lastStatus = read.status
  }

  /** The first sort and search after a read are many times slower than the next ones: let them be nobody's. */
  function warmUp(): void {
    const sort = [{ field: 'name' as const, descending: false }]
    index.view({ search: 'a', owners: [], sort }, { offset: 0, limit: 1 })
  }

  return {
    open: (baseUrl, listener) => {
      apiUrl = baseUrl
      tell = listener
    },
    start: () => {
      reader.start()
    },
    pause: () => {
      reader.pause()
    },
    resume: () => {
      reader.resume()
    },
    retry: () => {
      reader.retry()
    },
    refresh: () => {
      reader.refresh()
    },
    online: () => {
      reader.online()
    },
    view: (query, window) => index.view(query, window),
    contact: (id) => index.contact(id),
    place: (query, id) => index.place(query, id),
  }
}
