import type { ViewQuery } from '../../directory/view-query'
import { formatCount } from '../../ui/text/format'
import { useDirectory } from '../../view/directory-context'
import { select, useSelection } from '../../view/selection/selection'
import type { ContactsView } from '../../view/use-contacts-view'
import { selectAll } from './selection-actions'

interface PageBoxProps {
  view: ContactsView
  query: ViewQuery
}

/** The box of the header: selects the contacts of the page, or of the one continuous list. */
export function PageBox({ view, query }: PageBoxProps) {
  const directory = useDirectory()
  const { ids } = useSelection()
  const selected = view.rows.filter(({ id }) => ids.has(id)).length
  const isWhole = selected === view.rows.length && (view.isAll ? ids.size >= view.matching : selected > 0)
  const isGone = query.filters?.since === 'gone'
  return (
    <label className="flex h-[35px] flex-none cursor-pointer items-center pl-4 pr-1.5">
      <input
        ref={(box) => {
          if (box) box.indeterminate = !isWhole && (view.isAll ? ids.size > 0 : selected > 0)
        }}
        type="checkbox"
        aria-label={view.isAll ? `Select all ${formatCount(view.matching)}` : 'Select all on this page'}
        disabled={isGone || (view.isAll ? view.matching : view.rows.length) === 0}
        checked={isWhole && !isGone && view.matching > 0}
        onChange={() => {
          if (view.isAll) void selectAll(directory, query, !isWhole)
          else
            select(
              view.rows.map(({ id }) => id),
              !isWhole,
            )
        }}
        className="size-4 accent-accent"
      />
    </label>
  )
}
