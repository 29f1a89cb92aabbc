import type { ReadState } from '../../directory/directory'
import type { FieldKey } from '../../directory/fields'
import type { OwnerFacet, ViewQuery } from '../../directory/view-query'
import type { ExportedView } from './choices'

/** What the page shows, as far as an export needs it. */
export interface ExportedState {
  query: ViewQuery
  view: ExportedView
  /** Ids of the selected contacts; none by default. */
  selected?: ReadonlySet<number>
  /** Whether the selected contacts are meant at first; true by default. */
  isOfSelected?: boolean
  /** In the order on screen. */
  visibleColumns: readonly FieldKey[]
  /** The owners of the view, for the file's name. */
  owners: readonly OwnerFacet[]
  read: ReadState
}
