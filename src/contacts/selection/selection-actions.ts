import type { Directory } from '../../directory/directory'
import type { ViewQuery } from '../../directory/view-query'
import { copyText } from '../../ui/text/clipboard'
import { countOf } from '../../ui/text/format'
import { dismissToast, raiseToast } from '../../ui/toasts/toast-store'
import { collapsedGroups } from '../../view/collapsed-groups'
import { replaceSelection, select, selectionNow } from '../../view/selection/selection'
import { type ShownList, setShownList, shownList } from '../../view/selection/shown-list'
import type { ChangeView } from '../../view/use-view-state'
import { type ViewState, filtersInUse } from '../../view/view-address'
import { clearFilters } from '../filters/clear-all'

/** Selects all contacts of a view, on whatever pages, or leaves them out. */
export async function selectAll(directory: Directory, query: ViewQuery, isSelected = true): Promise<void> {
  const ids = await orTell(directory.ids(query))
  if (ids) select(ids, isSelected)
}

/**
 * Selects two contacts of a view and all between them, also those that have not been loaded, or leaves them out. Nobody
 * in a collapsed group is between them: nobody sees them.
 */
export async function selectRange(
  directory: Directory,
  query: ViewQuery,
  ends: readonly [number, number],
  isSelected: boolean,
): Promise<void> {
  const ids = await orTell(directory.ids(query, ends, collapsedGroups(query.group)))
  if (ids) select(ids, isSelected)
}

/** Selects nobody any more, and offers to take that back. */
export function clearSelection(): void {
  const former = selectionNow().ids
  replaceSelection([])
  if (former.size === 0) return
  raiseToast({
    key: 'selection',
    tone: 'success',
    title: 'Selection cleared',
    action: {
      label: 'Undo',
      run: () => {
        // What was selected since stays so.
        replaceSelection([...former, ...selectionNow().ids])
        dismissToast('selection')
      },
    },
  })
}

/**
 * Shows the contacts of a list alone, in place of search and filters, and offers to take that back.
 *
 * @param ids each once
 */
export function showList(
  directory: Directory,
  kind: ShownList['kind'],
  ids: Float64Array,
  state: ViewState,
  change: ChangeView,
): void {
  const former = shownList()
  const wasFiltered = state.search !== '' || filtersInUse(state).length > 0
  const takeBack = clearFilters(state, change)
  setShownList({ list: directory.keepList(ids), kind, count: ids.length })
  const whose = kind === 'pasted' ? 'found' : 'selected'
  raiseToast({
    key: 'list',
    tone: 'success',
    title: `Only the ${countOf(ids.length, `${whose} contact`)} ${ids.length === 1 ? 'is' : 'are'} shown`,
    text: `${wasFiltered ? 'Search and filters are cleared. ' : ''}The list is not part of the link to this view, and ends when the page is loaded again.`,
    action: {
      label: 'Undo',
      run: () => {
        takeBack()
        setShownList(former)
        dismissToast('list')
      },
    },
  })
}

/** Shows the selected contacts alone; whoever is left out afterwards stays until they are shown anew. */
export function showSelected(directory: Directory, state: ViewState, change: ChangeView): void {
  showList(directory, 'selected', Float64Array.from(selectionNow().ids), state, change)
}

/** Ends showing a list alone, and offers to take that back. */
export function hideList(list: ShownList, change: ChangeView): void {
  setShownList(null)
  change({ page: 1 })
  raiseToast({
    key: 'list',
    tone: 'success',
    title: 'All contacts are shown again, not only those of the list',
    action: {
      label: 'Undo',
      run: () => {
        setShownList(list)
        change({ page: 1 })
        dismissToast('list')
      },
    },
  })
}

/**
 * Copies the emails or phones of the selected contacts, in the order of the view.
 *
 * @returns what was copied, in words: "12 emails copied, 3 contacts have none"; null when it failed, which is told
 */
export async function copySelected(
  directory: Directory,
  { sort, group }: ViewQuery,
  field: 'email' | 'phone',
): Promise<string | null> {
  const query: ViewQuery = { search: '', owners: [], sort, ...(group && { group }) }
  const lines = await orTell(directory.lines(query, field, Float64Array.from(selectionNow().ids)))
  if (!lines) return null
  const without = lines.blank > 0 ? `, ${countOf(lines.blank, 'contact')} without` : ''
  if (lines.count === 0) return `No ${field} to copy`
  if (await copyText(lines.text)) return `${countOf(lines.count, field)} copied${without}`
  raiseToast({
    key: 'clipboard',
    tone: 'error',
    title: 'The browser did not allow copying',
    text: 'Allow this page to use the clipboard, or export the selected contacts to a file.',
  })
  return null
}

/** An answer of the directory; null when it could give none, which is told. */
async function orTell<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
  try {
    return await answer
  } catch (error) {
    raiseToast({
      key: 'selection',
      tone: 'error',
      title: 'The selection could not be completed',
      text: error instanceof Error ? error.message : String(error),
    })
    return null
  }
}
