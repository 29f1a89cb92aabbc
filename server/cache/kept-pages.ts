import { LRUCache } from 'lru-cache'

/** A page of contacts as Linq answered it. Instants are milliseconds since 1970. */
export interface KeptPage {
  /** The JSON, byte by byte. Nothing else of the answer is kept. */
  body: string
  /** When it was asked for: what it holds was true at this moment or later. */
  askedMs: number
  /** When it had come. */
  readMs: number
}

/** Pages in the memory of this process, the least used of which go first. */
export interface KeptPages {
  get: (key: string) => KeptPage | null
  /** Keeps a page, unless a newer one is there. */
  keep: (key: string, page: KeptPage) => void
  /** Forgets all. */
  clear: () => void
}

/** Two bytes a character is what a string takes at most; the rest is what an entry costs beside its text. */
function bytesOf(page: KeptPage): number {
  return page.body.length * 2 + 300
}

/**
 * @param megabytes how much all pages together may take; with 0 nothing is kept
 * @param longestMs for how long a page is kept after it was read
 */
export function createKeptPages(megabytes: number, longestMs: number, now: () => number): KeptPages {
  if (megabytes === 0) return { get: () => null, keep: () => undefined, clear: () => undefined }
  const pages = new LRUCache<string, KeptPage>({
    maxSize: megabytes * 1_000_000,
    sizeCalculation: bytesOf,
    // People's data does not lie about for longer than it can be of use, also when nobody asks for it any more.
    ttl: longestMs,
    ttlAutopurge: true,
  })
  return {
    get(key) {
      const page = pages.get(key)
      if (page === undefined) return null
      // The timers of the cache know nothing of `now`.
      if (now() - page.readMs <= longestMs) return page
      pages.delete(key)
      return null
    },
    keep(key, page) {
      const former = pages.peek(key)
      // By the clock of another gateway it may have been read in the future.
      const leftMs = longestMs - Math.max(0, now() - page.readMs)
      if (leftMs > 0 && (former === undefined || former.askedMs <= page.askedMs))
        pages.set(key, page, { ttl: leftMs })
    },
    clear: () => pages.clear(),
  }
}
