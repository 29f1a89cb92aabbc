import type { Contact } from '../linq/contact'
import { fetchContactsPage } from '../linq/contacts-page'
import { CopyKeeper, type KeptCopy } from './copy/copy-keeper'
import type { CopyStore } from './copy/copy-store'
import { OrganisationCheck } from './copy/organisation-check'
import {
  type CopySetting,
  type CopyTrouble,
  type DirectorySnapshot,
  NOTHING_READ,
  type ReadState,
  hasEnded,
} from './directory'
import type { FieldKey } from './fields'
import type { Collapsed } from './grouping'
import { COPY_FORMAT } from './index/saved-columns'
import type { SavedVisit, SinceCounts } from './index/visit-index'
import { liveAs } from './life'
import type { FieldLines, ListMatch } from './list-match'
import { type Clock, systemClock } from './read/clock'
import { Reader } from './read/reader'
import type { MonthStarts, Summary } from './summary'
import { TabMember } from './tabs/tab-member'
import { type Tabs, noOtherTabs } from './tabs/tabs'
import type { Place, RowWindow, View, ViewQuery } from './view-query'

/** What the service needs of the index of contacts. */
export interface ServedIndex {
  readonly version: number
  put: (contacts: readonly Contact[], positions: readonly number[]) => void
  remove: (ids: readonly number[]) => void
  clear: () => void
  ids: () => Iterable<number>
  view: (query: ViewQuery, window: RowWindow) => View
  rank: (field: FieldKey) => void
  contact: (id: number) => Contact | null
  place: (query: ViewQuery, id: number, collapsed?: Collapsed) => Place | null
  summary: (query: ViewQuery, monthStarts: MonthStarts) => Summary
  keepList: (list: number, ids: Float64Array) => void
  idsOf: (query: ViewQuery, ends: readonly [number, number] | null, collapsed?: Collapsed) => Float64Array
  gone: (ids: Float64Array) => Float64Array
  lines: (query: ViewQuery, field: 'email' | 'phone', ids: Float64Array) => FieldLines
  /** Matches in parts; after each of them it gives the share that is done. */
  match: (text: string) => Promise<Iterator<number, ListMatch>>
  beginVisit: () => void
  since: () => SinceCounts | null
  saved: () => SavedVisit
  restore: (saved: SavedVisit) => void
}

/** What the worker knows of its directory; whether it is broken can only be seen from outside. */
export type ServedSnapshot = Omit<DirectorySnapshot, 'broken'>

/** The worker's side of the directory: everything here may be called from the page. */
export interface DirectoryService {
  /**
   * Sets the origin of the API (empty for our own) and who is told of changes; answers as soon as it runs.
   * Figures are told every 0.4 s at most, every second of more than 10,000 contacts; a change of the status or a wait
   * at once.
   *
   * @param life the name under which the page watches whether the worker lives (`life.ts`)
   */
  open: (
    baseUrl: string,
    setting: CopySetting,
    tell: (snapshot: ServedSnapshot) => void,
    life?: string,
  ) => void | Promise<void>
  /** Shows the copy of the last visit, if there is one, and reads; or follows another tab that does. */
  start: () => Promise<void>
  pause: () => void
  resume: () => void
  retry: () => void
  refresh: () => void
  renew: () => void
  /** The browser says that the network is back. */
  online: () => void
  view: (query: ViewQuery, window: RowWindow) => View
  contact: (id: number) => Contact | null
  place: (query: ViewQuery, id: number, collapsed?: Collapsed) => Place | null
  summary: (query: ViewQuery, monthStarts: MonthStarts) => Summary
  /** Makes a list of ids known under a number, for `filters.list`. */
  keepList: (list: number, ids: Float64Array) => void
  /** See `Directory.ids`. */
  idsOf: (query: ViewQuery, ends: readonly [number, number] | null, collapsed?: Collapsed) => Float64Array
  gone: (ids: Float64Array) => Float64Array
  lines: (query: ViewQuery, field: 'email' | 'phone', ids: Float64Array) => FieldLines
  /** See `Directory.match`; other questions are answered between its parts. */
  match: (text: string, onProgress: (share: number) => void) => Promise<ListMatch>
  /** Ends the match that runs. */
  cancelMatch: () => void
  keepCopy: (setting: CopySetting) => Promise<void>
  forget: () => Promise<void>
  /** Answers, and thereby says that the worker is alive. */
  ping: () => void
}

/**
 * The time between two messages that tell of figures alone. Each of them draws the page, which the read of a large
 * organisation, minutes long, needs less often than a short one.
 */
const figuresEveryMs = (contacts: number) => (contacts < 10_000 ? 400 : 1000)

/** The view that waits on the page for the end of a read, or for a copy, comes first. */
const orderAheadAfterMs = 1000

/** What people sort by, but for what has a value of its own in every row: ranking a million emails takes seconds. */
const rankedAhead: readonly FieldKey[] = ['last_name', 'first_name', 'company', 'owner', 'title', 'location']

/** Between two fields whoever asks something is answered. */
const rankAheadEveryMs = 50

/** Storage may take so long to say whether there is a copy; then everything is read without it. */
const findWithinMs = 5000

/** And a copy that is there to come: a million contacts are hundreds of megabytes, which are minutes to read from Linq. */
const openWithinMs = 60_000

/** A copy is written so long after the read has come to an end: more may be coming. */
const keepAfterMs = 1500

/** Whoever comes back later than this begins another visit. */
const visitGapMs = 1_800_000

/** What a directory service finds around it; tests pass their own. */
interface Surroundings {
  clock?: Clock
  tabs?: Tabs
  /** Null where there is nothing to keep copies in. */
  copies?: CopyStore | null
  /** Makes the first answers as fast as later ones; called when the first page has been asked for. */
  warmUp?: () => void
}

/** Joins the index of contacts, the reader that fills it, the copy on the device, and the other tabs. */
export function createDirectoryService(
  index: ServedIndex,
  { clock = systemClock, tabs = noOtherTabs, copies = null, warmUp = () => undefined }: Surroundings = {},
): DirectoryService {
  let apiUrl = ''
  let tell: (snapshot: ServedSnapshot) => void = () => undefined
  let callOffTelling: (() => void) | null = null
  let lastToldMs = -Infinity
  let lastStatus: ReadState['status'] = 'idle'
  let keeper: CopyKeeper | null = null
  let isKeepingSoon = false
  /** Whether a copy that is there takes long to come. */
  let isOpeningSlow = false
  /** The end of the read whose contacts were given to be kept last. */
  let givenMs: number | null = null
  let copyTrouble: CopyTrouble | null = null
  /** The end of the last visit, where there are contacts of it to compare with. */
  let visitMs: number | null = null
  /** The match that was asked for last; a former one ends. */
  let lastMatch = 0
  let check: OrganisationCheck | null = null

  const reader = new Reader({
    fetchPage: (page, perPage, signal, newerThanMs, onArrived) =>
      fetchContactsPage({ baseUrl: apiUrl, page, perPage, signal, newerThanMs, onArrived }),
    put: (contacts, positions) => {
      const { demonstration, total } = reader.state()
      check?.take(contacts, demonstration, total)
      if (check?.verdict === 'same') check = null
      if (check?.verdict === 'other') startOverSoon()
      put(contacts, positions)
    },
    place: (ids, positions) => {
      const placed = ids.map((id) => index.contact(id))
      put(
        placed.filter((contact) => contact !== null),
        positions.filter((_, at) => placed[at] !== null),
      )
    },
    remove: (ids) => {
      // Whoever was never met is gone only when the others are of the same organisation.
      if (check) return
      index.remove(ids)
      member.tell({ kind: 'remove', ids })
    },
    clock,
    onChange: (isTurn) => {
      changed(isTurn)
    },
  })

  function put(contacts: readonly Contact[], positions: readonly number[]): void {
    index.put(contacts, positions)
    member.tell({ kind: 'put', contacts, positions })
  }

  function changed(isTurn: boolean): void {
    if (isTurn) tellNow()
    else {
      const dueMs = lastToldMs + figuresEveryMs(readState().contacts)
      callOffTelling ??= clock.after(Math.max(0, dueMs - clock.now()), tellNow)
    }
  }

  function readState(): ReadState {
    return member.followed ?? reader.state()
  }

  function tellNow(): void {
    callOffTelling?.()
    callOffTelling = null
    lastToldMs = clock.now()
    const read = readState()
    if (check && hasEnded(read) && read.status !== 'kept') {
      // A whole pass has met nobody of the copy: nothing may be said of a mixture.
      startOverSoon()
      return
    }
    const counts = index.since()
    const since = counts && visitMs !== null ? { visitMs, counts } : null
    const isOpening = member.isWaiting && keeper?.isWanted === true && !isOpeningSlow
    const copyMs = keeper?.keptMs ?? null
    tell({ version: index.version, read, since, copyTrouble, copyMs, isOpening })
    member.tell({ kind: 'read', read })
    if (member.isReading && keeper?.isWanted === true) keepSoon(read)
    if (hasEnded(read) && read.status !== lastStatus) clock.after(orderAheadAfterMs, orderAhead)
    lastStatus = read.status
  }

  /** The first sort and search after a read are many times slower than the next ones: let them be nobody's. */
  function orderAhead(): void {
    const sort = [{ field: 'name' as const, descending: false }]
    index.view({ search: 'a', owners: [], sort }, { offset: 0, limit: 1 })
    rankAhead(0)
  }

  function rankAhead(place: number): void {
    const field = rankedAhead[place]
    if (field === undefined) return
    index.rank(field)
    clock.after(rankAheadEveryMs, () => {
      rankAhead(place + 1)
    })
  }

  /** Keeps what a read has found, once for each read: a pass behind it, which changes little, puts nothing off. */
  function keepSoon(found: ReadState): void {
    if (!hasEnded(found) || found.status === 'kept' || found.atMs === givenMs || isKeepingSoon) return
    isKeepingSoon = true
    clock.after(keepAfterMs, () => {
      isKeepingSoon = false
      const read = reader.state()
      if (!member.isReading || !hasEnded(read) || read.status === 'kept') return
      givenMs = read.atMs
      const keeping = keeper?.keep(index.version, { read, visitMs }, () => index.saved())
      // As of when contacts lie on the device is told when they do.
      void keeping?.then(() => changed(false))
    })
  }

  const member = new TabMember({
    tabs,
    clock,
    everything: () => ({ contacts: index.saved(), visitMs, read: reader.state() }),
    take: (all) => {
      index.restore(all.contacts)
      visitMs = all.visitMs
    },
    apply: (message) => {
      if (message.kind === 'put') index.put(message.contacts, message.positions)
      else if (message.kind === 'remove') index.remove(message.ids)
      else index.clear()
    },
    run: (name) => {
      reader[name]()
    },
    onRead: changed,
    onLead: async (from) => {
      if (from === null) await beginToRead()
      else {
        member.reads()
        checkLater(from)
        reader.adopt(from, index.ids())
      }
    },
  })

  /** Shows the copy, if there is one, and reads. */
  async function beginToRead(): Promise<void> {
    // Storage that never answers must not keep anybody from reading.
    let giveUp: (waitMs: number) => void = () => undefined
    let callOff: () => void = () => undefined
    const patience = new Promise<null>((resolve) => {
      giveUp = (waitMs) => {
        callOff()
        callOff = clock.after(waitMs, () => {
          resolve(null)
        })
      }
    })
    giveUp(findWithinMs)
    // Nor does a copy that is long in coming keep the first pages of the list away.
    const callOffSlow = clock.after(findWithinMs, () => {
      isOpeningSlow = true
      tellNow()
    })
    const opened = keeper?.open(() => {
      giveUp(openWithinMs)
    })
    const copy = await Promise.race([opened ?? null, patience])
    callOff()
    callOffSlow()
    isOpeningSlow = false
    member.reads()
    // Without a copy there may be what another tab had read.
    if (copy && takeCopy(copy)) return
    reader.adopt(NOTHING_READ, index.ids())
    // While the first page is on its way there is nothing else to do.
    warmUp()
  }

  function takeCopy({ contacts, read, visitMs: formerVisitMs }: KeptCopy): boolean {
    try {
      index.restore(contacts)
    } catch {
      void keeper?.drop('untrusted')
      return false
    }
    keeper?.isHere(index.version)
    visitMs = formerVisitMs
    if (isWhole(read) && clock.now() - read.atMs > visitGapMs) {
      index.beginVisit()
      visitMs = read.atMs
    }
    checkLater({ ...read, status: 'kept', wait: null, problem: null })
    reader.adopt({ ...read, status: 'kept', wait: null, problem: null }, index.ids())
    return true
  }

  /** What is kept may be of another organisation, which the answers will tell. */
  function checkLater(read: ReadState): void {
    check =
      read.status === 'kept' && read.contacts > 0
        ? new OrganisationCheck(index.ids(), read.demonstration)
        : null
  }

  function startOverSoon(): void {
    clock.after(0, startOver)
  }

  /** What was kept is not of this organisation. */
  function startOver(): void {
    if (check === null) return
    check = null
    visitMs = null
    index.clear()
    member.tell({ kind: 'clear' })
    void keeper?.drop('other')
    reader.startOver()
  }

  return {
    open: (baseUrl, setting, listener, life) => {
      apiUrl = baseUrl
      tell = listener
      keeper = new CopyKeeper(baseUrl, setting, {
        store: copies,
        now: clock.now,
        onTrouble: (trouble) => {
          if (trouble === copyTrouble) return
          copyTrouble = trouble
          changed(false)
        },
      })
      return life === undefined ? undefined : liveAs(life)
    },
    start: () => member.join(`linq-contacts ${COPY_FORMAT} ${apiUrl}`),
    pause: () => {
      member.command('pause')
    },
    resume: () => {
      member.command('resume')
    },
    retry: () => {
      member.command('retry')
    },
    refresh: () => {
      member.command('refresh')
    },
    renew: () => {
      member.command('renew')
    },
    online: () => {
      member.command('online')
    },
    view: (query, window) => index.view(query, window),
    contact: (id) => index.contact(id),
    place: (query, id, collapsed) => index.place(query, id, collapsed),
    summary: (query, monthStarts) => index.summary(query, monthStarts),
    keepList: (list, ids) => {
      index.keepList(list, ids)
    },
    idsOf: (query, ends, collapsed) => index.idsOf(query, ends, collapsed),
    gone: (ids) => index.gone(ids),
    lines: (query, field, ids) => index.lines(query, field, ids),
    match: async (text, onProgress) => {
      const own = ++lastMatch
      const parts = await index.match(text)
      for (;;) {
        const part = parts.next()
        if (part.done === true) return part.value
        onProgress(part.value)
        await new Promise<void>((resolve) => void clock.after(0, resolve))
        if (own !== lastMatch) throw new DOMException('The match was ended.', 'AbortError')
      }
    },
    cancelMatch: () => {
      lastMatch++
    },
    keepCopy: async (setting) => {
      givenMs = null
      await keeper?.set(setting)
      if (setting.isKept) tellNow()
    },
    forget: async () => {
      await keeper?.forget()
    },
    ping: () => undefined,
  }
}

function isWhole({ status }: ReadState): boolean {
  return status === 'complete' || status === 'verified'
}
