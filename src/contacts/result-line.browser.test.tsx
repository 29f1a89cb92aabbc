import '../index.css'
import { describe, expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { page } from 'vitest/browser'

import { type Directory, NOTHING_READ, type ReadState } from '../directory/directory'
import { person } from '../directory/index/testing/people'
import { LinqError } from '../linq/linq-error'
import { unchangedView } from '../view/testing/unchanged-view'
import type { ContactsView } from '../view/use-contacts-view'
import type { ViewState } from '../view/view-address'
import { ReadTrouble } from './read/read-words'
import { ResultLine } from './result-line'

const figures = { ...NOTHING_READ, contacts: 1_000, total: 1_000, met: 1_000, wasReadBefore: true }

interface Shown {
  read?: ReadState
  view?: Partial<ContactsView>
  state?: Partial<ViewState>
  isBroken?: boolean
  isFiltered?: boolean
}

async function show({ read = figures, view = {}, state = {}, isBroken = false, isFiltered = false }: Shown) {
  const shown = {
    source: 'directory',
    rows: [person(1)],
    matching: 1_000,
    total: 1_000,
    error: null,
    ...view,
  }
  await render(
    <ResultLine
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the line asks nothing else of a view
      view={shown as ContactsView}
      read={read}
      isBroken={isBroken}
      isFiltered={isFiltered}
      state={{ ...unchangedView, ...state }}
      since={null}
      onChange={() => {}}
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing is pressed
      directory={{} as Directory}
      isAwaited={false}
      onReadAgain={() => {}}
    />,
  )
}

const line = page.getByRole('status').first()

describe('the result line', () => {
  it('tells of all rows of Linq while there is no worker, whatever was searched', async () => {
    await show({
      isBroken: true,
      isFiltered: true,
      read: { ...NOTHING_READ, contacts: 0, total: null },
      view: { source: 'linq', matching: 1_200, total: 1_200 },
      state: { search: 'becker', sort: [{ field: 'name', descending: false }], duplicates: true },
    })
    await expect.element(line).toHaveTextContent(/^1 of 1,200 contacts$/)
  })

  it('tells that duplicates stand together, in which order', async () => {
    await show({ isFiltered: true, view: { matching: 12 }, state: { duplicates: true } })
    await expect
      .element(line)
      .toHaveTextContent('12 of 1,000 contacts·, duplicates together, in Linq’s order')
  })

  it('opens before it reads', async () => {
    await show({ read: NOTHING_READ, view: { source: 'none' } })
    await expect.element(line).toHaveTextContent(/^Opening$/)
  })

  it('tells of more contacts than Linq counts as what they are', async () => {
    await ReadTrouble.preload()
    const atMs = Date.UTC(2026, 10, 28)
    const problem = new LinqError({ kind: 'server', message: 'Linq answered with 500.', page: 12 })
    const failedPages = [{ page: 12, rows: { first: 1101, last: 1200 }, problem }]
    await show({ read: { ...figures, status: 'partial', atMs, total: 970, failedPages } })
    await expect.element(page.getByText('At least 1,000; Linq counts 970: page 12 failed')).toBeVisible()
  })

  it('tells of a copy, too, that some of it may be gone', async () => {
    await ReadTrouble.preload()
    const kept = { ...figures, status: 'kept', atMs: Date.now(), problem: null, wait: null } as const
    await show({ read: { ...kept, total: 970, isReadingAgain: true } })
    await expect.element(page.getByText(/^Copy as of .*; 30 or more may be gone$/)).toBeVisible()
  })
})
