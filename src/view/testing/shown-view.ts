import type { ContactsView } from '../use-contacts-view'

/** What the page shows of 232 contacts of the directory, of which no row has come. */
export const shownView: ContactsView = {
  source: 'directory',
  rows: [],
  rowAt: () => undefined,
  groupAt: () => undefined,
  search: '',
  rowCount: 232,
  matching: 232,
  total: 232,
  owners: [],
  page: 1,
  pages: 10,
  rowsPerPage: 25,
  isAll: false,
  demonstration: false,
  error: null,
  retry: () => undefined,
}
