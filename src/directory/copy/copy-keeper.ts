import type { CopySetting, CopyTrouble, ReadState } from '../directory'
import type { SavedVisit } from '../index/visit-index'
import type { CopyParts, CopyStore } from './copy-store'
import { digestOf } from './digest'

/** What is known of a copy besides its contacts. */
export interface CopyFacts {
  /** What may be said of the contacts, as of `read.atMs`. */
  read: ReadState & { atMs: number }
  /** The end of the visit before the one that wrote the copy; null when there was none. */
  visitMs: number | null
}

/** A copy as it was kept. */
export interface KeptCopy extends CopyFacts {
  contacts: SavedVisit
}

export interface CopyKeeperOptions {
  /** Null where there is nothing to keep copies in. */
  store: CopyStore | null
  /** Milliseconds since 1970. */
  now: () => number
  onTrouble: (trouble: CopyTrouble | null) => void
}

const DAY_MS = 86_400_000

/**
 * Keeps one copy of the contacts for each origin of the API, if that is wanted. Nothing here ever fails: a copy that
 * cannot be kept, found or trusted is told as trouble, and costs time only.
 */
export class CopyKeeper {
  readonly #options: CopyKeeperOptions
  readonly #key: string
  #setting: CopySetting
  /** The version of the contacts that was written last; null when none was. */
  #writtenVersion: number | null = null
  #keptMs: number | null = null
  /** One task after the other: what was asked for later is done later. */
  #tasks: Promise<unknown> = Promise.resolve()

  /** @param key tells copies apart: the origin of the API */
  constructor(key: string, setting: CopySetting, options: CopyKeeperOptions) {
    this.#key = key
    this.#setting = setting
    this.#options = options
  }

  /** The moment as of which contacts are known to lie on the device; null for none. */
  get keptMs(): number | null {
    return this.#keptMs
  }

  get isWanted(): boolean {
    return this.#setting.isKept && this.#options.store !== null
  }

  /**
   * The copy, or null when there is none that may be shown. One that is too old or cannot be trusted is removed.
   *
   * @param onFound is called as soon as it is known that there is one, before it is read
   */
  open(onFound: () => void): Promise<KeptCopy | null> {
    if (!this.#setting.isKept) {
      // What could not be removed when the choice was made goes now; nobody waits for that.
      void this.#do((store) => store.remove(this.#key))
      return Promise.resolve(null)
    }
    return this.#do(async (store) => {
      const parts = await store.read(this.#key, onFound)
      if (parts === null) return null
      const copy = readCopy(parts)
      const isExpired = copy !== null && this.#options.now() - copy.read.atMs > this.#setting.days * DAY_MS
      if (copy && !isExpired) {
        this.#keptMs = copy.read.atMs
        return copy
      }
      if (!copy) this.#options.onTrouble('untrusted')
      await store.remove(this.#key)
      return null
    })
  }

  /** Removes the copy because it is of no use; `trouble` says why. */
  async drop(trouble: CopyTrouble): Promise<void> {
    this.#writtenVersion = null
    this.#keptMs = null
    this.#options.onTrouble(trouble)
    await this.#do((store) => store.remove(this.#key))
  }

  /** Says that what was opened is what is here now, so that it need not be written again as it is. */
  isHere(version: number): void {
    this.#writtenVersion = version
  }

  /**
   * Keeps the contacts as they are; when they are those that were kept last, only the facts. A copy that is there is
   * not given up for one that may lack somebody.
   *
   * @param version of the contacts
   * @param saved gives the contacts when they are written
   */
  async keep(version: number, facts: CopyFacts, saved: () => SavedVisit): Promise<void> {
    await this.#do(async (store) => {
      if (!this.#setting.isKept) return
      const { status, atMs } = facts.read
      const isWhole = status === 'complete' || status === 'verified'
      if (!isWhole && (await store.change(this.#key, {}))) return
      const isWritten = version === this.#writtenVersion && (await store.change(this.#key, { facts }))
      if (!isWritten) await store.write(this.#key, partsOf(facts, saved()))
      this.#writtenVersion = version
      this.#keptMs = atMs
      this.#options.onTrouble(null)
    })
  }

  /** Keeps copies from now on, or removes the one that is there. */
  async set(setting: CopySetting): Promise<void> {
    this.#setting = setting
    if (setting.isKept) return
    this.#writtenVersion = null
    this.#keptMs = null
    await this.#do((store) => store.remove(this.#key))
  }

  /** Removes all copies, of every organisation, and keeps none from now on. @throws when they cannot be removed */
  async forget(): Promise<void> {
    this.#setting = { ...this.#setting, isKept: false }
    this.#writtenVersion = null
    this.#keptMs = null
    const { store } = this.#options
    const cleared = this.#tasks.then(() => store?.clear())
    this.#tasks = cleared.catch(() => undefined)
    await cleared
  }

  /** Does one task after the others; gives null, and tells the trouble, when storage refuses it. */
  #do<Answer>(task: (store: CopyStore) => Promise<Answer>): Promise<Answer | null> {
    const { store, onTrouble } = this.#options
    const done = this.#tasks.then(async () => {
      if (store === null) return null
      try {
        return await task(store)
      } catch (error) {
        onTrouble(isFull(error) ? 'full' : 'denied')
        return null
      }
    })
    this.#tasks = done
    return done
  }
}

/** Facts beside the contacts, and their columns in a few parts, so that no single clone takes long. */
function partsOf(facts: CopyFacts, { here, gone }: SavedVisit): CopyParts {
  const { store, ...frame } = here
  const { numbers, dictionaries, searched, phoneDigits, imageUrl, ...rest } = store
  const contents = {
    frame: { ...frame, ...rest },
    numbers,
    dictionaries,
    searched,
    phoneDigits,
    imageUrl,
    gone,
  }
  return { ...contents, digest: digestOf(contents), facts }
}

/** The copy that parts are of, or null when anything is missing or other than it was written. */
function readCopy({ facts, digest, ...contents }: CopyParts): KeptCopy | null {
  if (digestOf(contents) !== digest || !isFacts(facts)) return null
  const { frame, numbers, dictionaries, searched, phoneDigits, imageUrl, gone } = contents
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the digest says that it is what `partsOf` made
  const { format, locale, ...rest } = frame as { format: number; locale: string }
  const store = { ...rest, numbers, dictionaries, searched, phoneDigits, imageUrl }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- and `VisitIndex.restore` looks at every part of it
  const whole = { here: { format, locale, store }, gone } as unknown as SavedVisit
  return { ...facts, contacts: whole }
}

function isFacts(facts: unknown): facts is CopyFacts {
  if (typeof facts !== 'object' || facts === null || !('read' in facts)) return false
  const { read } = facts
  return typeof read === 'object' && read !== null && 'atMs' in read && typeof read.atMs === 'number'
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError'
}
