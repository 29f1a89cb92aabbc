import '../../index.css'
import { useState } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'

import type { ViewGroup } from '../../directory/grouping'
import { collapsedGroups } from '../../view/collapsed-groups'
import { shownView } from '../../view/testing/shown-view'
import type { ContactsView } from '../../view/use-contacts-view'
import type { ChangeView } from '../../view/use-view-state'
import { expandAll } from './collapse'
import { GroupedRows } from './grouped-rows'

const jane = { id: 7, email: '', first_name: '', last_name: '', name: 'Jane Doe' }
const amara = { ...jane, id: 9, name: 'amara@acme.example' }

const nobody: ContactsView = { ...shownView, pages: 1, rowsPerPage: 232, isAll: true }

/** A list of 40 contacts of Amara, 2 of Jane and one of nobody, 200 pixels of which are seen. */
async function show(part: Partial<ContactsView> = {}, first = 0) {
  const group = (owner: typeof jane | null, count: number, before: number): ViewGroup => ({
    key: owner ? String(owner.id) : 'none',
    label: owner?.name ?? '',
    owner,
    count,
    isCollapsed: owner === jane,
    first: before,
  })
  const lines = {
    groups: 3,
    open: 41 + first,
    start: first,
    count: 44,
    heads: Uint32Array.of(0, 41, 42),
    firstGroup: 0,
    named: [group(amara, 40, first), group(jane, 2, first + 40), group(null, 1, first + 40)],
    firstNamed: 0,
  }
  const onChange = vi.fn<ChangeView>()
  const onRange = vi.fn<(range: { first: number; last: number }) => void>()
  function List() {
    const [scroller, setScroller] = useState<HTMLElement | null>(null)
    return (
      <div ref={setScroller} role="region" aria-label="Rows" style={{ height: 200, overflow: 'auto' }}>
        <table>
          <thead>
            <tr>
              <th className="sticky top-0 h-9">Name</th>
            </tr>
          </thead>
          <tbody>
            {scroller && (
              <GroupedRows
                view={{ ...nobody, ...part, lines }}
                lines={lines}
                field="owner"
                columns={1}
                lineHeightPx={40}
                scroller={{ current: scroller }}
                onChange={onChange}
                onRange={onRange}
              >
                {(position, rowIndex) => (
                  <tr key={position} aria-rowindex={rowIndex}>
                    <th className="h-row">
                      <a href={`#${position}`}>Contact {position}</a>
                    </th>
                  </tr>
                )}
              </GroupedRows>
            )}
          </tbody>
        </table>
      </div>
    )
  }
  await render(<List />)
  return { onChange, onRange }
}

const head = (name: string | RegExp) => page.getByRole('button', { name })
const rows = () => page.getByRole('region', { name: 'Rows' }).element()

beforeEach(expandAll)
afterEach(() => localStorage.clear())

it('a head says who it is, how many contacts there are, and where it stands', async () => {
  await show()
  await expect.element(head('amara@acme.example, 40 contacts')).toHaveAttribute('aria-expanded', 'true')
  const row = page.getByRole('row').filter({ has: head('amara@acme.example, 40 contacts') })
  await expect.element(row).toHaveAttribute('aria-rowindex', '2')
  await expect.element(page.getByRole('row', { name: 'Contact 0' })).toHaveAttribute('aria-rowindex', '3')
  rows().scrollTo({ top: 100_000 })
  await expect.element(head('Jane Doe, 2 contacts')).toHaveAttribute('aria-expanded', 'false')
  await expect.element(head('No owner, 1 contact')).toHaveAttribute('aria-expanded', 'true')
  await expect.element(page.getByRole('row', { name: 'Contact 40' })).toHaveAttribute('aria-rowindex', '45')
})

it('draws the lines on screen, and keeps the head of a group in sight below the header', async () => {
  const { onRange } = await show()
  rows().scrollTo({ top: 36 + 20 * 40 })
  await expect.poll(() => onRange.mock.lastCall?.[0].first).toBeGreaterThan(5)
  await expect.element(page.getByRole('link', { name: 'Contact 0', exact: true })).not.toBeInTheDocument()
  const { top } = head(/^amara/)
    .element()
    .getBoundingClientRect()
  expect(Math.round(top - rows().getBoundingClientRect().top)).toBe(36)
  await expect.element(page.getByRole('link', { name: 'Contact 20', exact: true })).toBeVisible()
})

it('a press on a head that stays in sight collapses the group where it begins', async () => {
  await show()
  rows().scrollTo({ top: 36 + 20 * 40 })
  await expect.element(page.getByRole('link', { name: 'Contact 22', exact: true })).toBeVisible()
  await head(/^amara/).click()
  expect(collapsedGroups('owner')).toEqual({ isAll: false, keys: ['9'] })
  expect(rows().scrollTop).toBe(0)
})

it('a press leads to the page on which the head stands afterwards', async () => {
  const { onChange } = await show({ isAll: false, rowsPerPage: 25, page: 3 }, 30)
  await head(/^amara/).click()
  expect(onChange.mock.calls).toEqual([[{ page: 2 }]])
})

it('Left collapses, Right opens or goes in, and Left on a contact leads to its head', async () => {
  await show()
  head(/^amara/)
    .element()
    .focus()
  await userEvent.keyboard('{ArrowRight}')
  await expect.element(page.getByRole('link', { name: 'Contact 0', exact: true })).toHaveFocus()
  await userEvent.keyboard('{ArrowLeft}')
  await expect.element(head(/^amara/)).toHaveFocus()
  await userEvent.keyboard('{ArrowLeft}')
  expect(collapsedGroups('owner')).toEqual({ isAll: false, keys: ['9'] })

  rows().scrollTo({ top: 100_000 })
  const closed = head('Jane Doe, 2 contacts')
  await expect.element(closed).toBeVisible()
  closed.element().focus()
  await userEvent.keyboard('{ArrowLeft}')
  expect(collapsedGroups('owner').keys).toEqual(['9'])
  await userEvent.keyboard('{ArrowRight}')
  expect(collapsedGroups('owner').keys).toEqual(['9', '7'])
})

it('Left leads to a head that is far above, and Up from there goes on', async () => {
  await show()
  rows().scrollTo({ top: 36 + 30 * 40 })
  const link = page.getByRole('link', { name: 'Contact 33', exact: true })
  await expect.element(link).toBeVisible()
  link.element().focus({ preventScroll: true })
  await userEvent.keyboard('{ArrowLeft}')
  await expect.element(head(/^amara/)).toHaveFocus()
  expect(rows().scrollTop).toBe(0)
  await expect.element(page.getByRole('link', { name: 'Contact 0', exact: true })).toBeVisible()
})

it('tells owners of one name apart', async () => {
  const twin = { ...jane, id: 8, email: 'j.doe@acme.example' }
  const owners = [jane, twin].map((owner) => ({ key: String(owner.id), owner, count: 1 }))
  await show({ owners })
  rows().scrollTo({ top: 100_000 })
  await expect.element(head('Jane Doe #7, 2 contacts')).toBeVisible()
})
