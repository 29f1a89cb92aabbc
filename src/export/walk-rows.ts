import type { Collapsed } from '../directory/grouping'
import type { ViewQuery } from '../directory/view-query'
import type { Contact } from '../linq/contact'
import type { ExportRequest } from './export-request'

/** What an export needs of the index of contacts. */
export interface ExportedIndex {
  /** The contacts of a view in its order but for those of collapsed groups, made one by one, as they are at the call. */
  scan: (query: ViewQuery, collapsed?: Collapsed) => Iterable<Contact>
}

/** Contacts between two looks at the event loop: about as many as one frame allows. */
const partSize = 2_000

/**
 * Hands the contacts of a request on in parts, between which messages are answered, so that searching goes on and a
 * cancel is heard. Gives how many there were.
 *
 * @param take is given each part; the next one is not made before it resolves
 * @param onProgress is told how many contacts are done, after each part
 * @throws DOMException `AbortError` when `isCancelled` says so, and whatever `take` throws
 */
export async function walkRows(
  index: ExportedIndex,
  request: Pick<ExportRequest, 'query' | 'rows'>,
  take: (contacts: readonly Contact[]) => Promise<void> | void,
  onProgress: (done: number) => void,
  isCancelled: () => boolean,
): Promise<number> {
  let rows = 0
  let part: Contact[] = []
  const finishPart = async () => {
    if (part.length > 0) await take(part)
    rows += part.length
    part = []
    onProgress(rows)
    await nextTask()
    if (isCancelled()) throw new DOMException('The export was cancelled.', 'AbortError')
  }
  const { first, end, isIn } = chosenRows(request.rows)
  const collapsed = request.rows.scope === 'page' ? request.rows.collapsed : undefined
  let position = 0
  for (const contact of index.scan(scannedQuery(request), collapsed)) {
    if (position >= end) break
    if (position >= first && isIn(contact)) part.push(contact)
    position += 1
    if (position % partSize === 0) await finishPart()
  }
  await finishPart()
  return rows
}

/**
 * The view whose contacts are looked through: selected ones stay selected when they no longer match, so that they are
 * looked for everywhere, in the view's order.
 */
export function scannedQuery({ query, rows }: Pick<ExportRequest, 'query' | 'rows'>): ViewQuery {
  if (rows.scope !== 'selected') return query
  const { sort, group, filters } = query
  return {
    search: '',
    owners: [],
    sort,
    ...(group && { group }),
    ...(filters?.since === 'gone' && { filters: { since: 'gone' } }),
  }
}

/** The positions that are written, from 0, without the last one; and who of them. */
function chosenRows(rows: ExportRequest['rows']) {
  const everybody = () => true
  if (rows.scope === 'page') return { first: rows.offset, end: rows.offset + rows.limit, isIn: everybody }
  const isIn = rows.scope === 'selected' ? ({ id }: Contact) => rows.ids.has(id) : everybody
  return { first: 0, end: Infinity, isIn }
}

/** Waits until messages that have come are answered. A timer would cost 4 ms each time (HTML, "timer nesting level"). */
function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.addEventListener(
      'message',
      () => {
        port1.close()
        resolve()
      },
      { once: true },
    )
    port1.start()
    port2.postMessage(null)
  })
}
