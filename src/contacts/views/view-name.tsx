import { isChanged } from '../../view/named/named-view'
import { useNamedViews } from '../../view/named/named-views'
import type { ViewState } from '../../view/view-address'

/** The name of the view that is shown, and whether it was changed since; nothing for one of another device. */
export function ViewName({ state }: { state: ViewState }) {
  const view = useNamedViews().find(({ id }) => id === state.named)
  if (!view) return null
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-fg">
      <bdi className="truncate">{view.name}</bdi>
      {isChanged(state, view) && (
        <span
          role="img"
          aria-label="changed"
          title="Changed since it was saved"
          className="forced-fill size-1.5 flex-none rounded-full bg-accent"
        />
      )}
    </span>
  )
}
