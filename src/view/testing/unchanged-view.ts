import { DEFAULT_COLUMNS } from '../../directory/fields'
import { UNFILTERED, type ViewState } from '../view-address'

/** The view of an address that nobody changed. */
export const unchangedView: ViewState = {
  ...UNFILTERED,
  sort: [],
  group: null,
  page: 1,
  rows: '25',
  columns: DEFAULT_COLUMNS,
  contact: null,
  summary: false,
  named: null,
}
