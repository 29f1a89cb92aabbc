import { type Directory, hasEnded } from './directory'

/** A read is taken up again when it ended so long ago, while somebody looks. */
const freshForMs = 300_000

/** How often that is looked at. */
const lookEveryMs = 30_000

/** What is needed of a page: whether it is seen, and when that changes. */
export type SeenPage = Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>

/**
 * Has the directory read again every few minutes while the page is visible, and at once when it is seen again after
 * a longer time. Nothing is read for a page that nobody sees, and nothing that stopped or failed is begun by itself.
 *
 * @param now milliseconds since 1970
 * @returns what ends it
 */
export function keepFresh(
  directory: Pick<Directory, 'snapshot' | 'renew'>,
  page: SeenPage,
  now: () => number = Date.now,
): () => void {
  let askedMs = -Infinity
  const look = () => {
    const { read, broken } = directory.snapshot()
    if (broken || page.visibilityState !== 'visible' || !hasEnded(read)) return
    if (read.status === 'partial' || read.isReadingAgain) return
    // Where a pass proved nothing the old time stays: the next one is due as long after it was asked for.
    if (now() - Math.max(read.atMs, askedMs) < freshForMs) return
    askedMs = now()
    directory.renew()
  }
  const timer = setInterval(look, lookEveryMs)
  page.addEventListener('visibilitychange', look)
  return () => {
    clearInterval(timer)
    page.removeEventListener('visibilitychange', look)
  }
}
