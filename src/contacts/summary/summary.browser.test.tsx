import '../../index.css'
import { expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'

import type { OwnerSummary } from '../../directory/summary'
import type { OwnerKey } from '../../directory/view-query'
import { MonthChart } from './month-chart'
import { OwnerTable } from './owner-table'

const owners: OwnerSummary[] = Array.from({ length: 40 }, (_, at) => ({
  key: String(at + 1),
  owner: { id: at + 1, email: '', first_name: '', last_name: '', name: `Owner ${at + 1}` },
  count: 400 - at,
  withEmail: 399 - at,
  withPhone: 0,
}))
const nobody: OwnerSummary = { key: 'none', owner: null, count: 1, withEmail: 1, withPhone: 1 }

const button = (name: string) => page.getByRole('button', { name, exact: true })

async function show(chosen: OwnerKey[]) {
  const onChoose = vi.fn<(chosen: OwnerKey[]) => void>()
  await render(<OwnerTable owners={[...owners, nobody]} chosen={chosen} onChoose={onChoose} />)
  return onChoose
}

it('a press shows one owner alone', async () => {
  const onChoose = await show([])
  await button('Owner 2').click()
  expect(onChoose.mock.lastCall).toEqual([['2']])
})

it('a press on the only chosen owner shows everybody again', async () => {
  const onChoose = await show(['2'])
  await expect.element(button('Owner 2')).toHaveAttribute('aria-pressed', 'true')
  await button('Owner 2').click()
  expect(onChoose.mock.lastCall).toEqual([[]])
})

it('a press with Ctrl adds an owner, or takes it away; the keyboard does the same as the mouse', async () => {
  const onChoose = await show(['1', '2'])
  await button('Owner 3').click({ modifiers: ['Control'] })
  expect(onChoose.mock.lastCall).toEqual([['1', '2', '3']])
  await button('Owner 2').click({ modifiers: ['Control'] })
  expect(onChoose.mock.lastCall).toEqual([['1']])
  button('Owner 4').element().focus()
  await userEvent.keyboard('{Enter}')
  expect(onChoose.mock.lastCall).toEqual([['4']])
  expect(onChoose).toHaveBeenCalledTimes(3)
})

it('shows the owners with most contacts, nobody, and chosen ones; the others when asked for', async () => {
  await show(['30'])
  const rows = page.getByRole('table', { name: 'Contacts per owner' }).getByRole('row')
  expect(rows.elements()).toHaveLength(1 + 12 + 2)
  await expect.element(button('Owner 30')).toBeVisible()
  await expect.element(button('No owner')).toBeVisible()
  await button('Show all 41 owners').click()
  expect(rows.elements()).toHaveLength(1 + 41)
})

it('tells owners of one name apart by what stands whole below it', async () => {
  await page.viewport(1280, 800)
  const twin = (id: number, email: string): OwnerSummary => ({
    key: String(id),
    owner: { id, email, first_name: '', last_name: '', name: 'Jane Whitfield-Montgomery' },
    count: id,
    withEmail: 0,
    withPhone: 0,
  })
  const twins = [
    twin(1, 'jane.whitfield-montgomery.london@x.example'),
    twin(2, 'jane.whitfield-montgomery.leeds@x.example'),
  ]
  await render(
    <div style={{ width: 440 }}>
      <OwnerTable owners={twins} chosen={[]} onChoose={() => {}} />
    </div>,
  )
  for (const place of ['london', 'leeds']) {
    const hint = page.getByText(`jane.whitfield-montgomery.${place}`, { exact: true }).element()
    expect(hint.scrollWidth).toBeLessThanOrEqual(hint.clientWidth)
    expect(hint.getBoundingClientRect().width).toBeGreaterThan(100)
  }
})

it('says shares in figures: of all contacts, and of those of the owner', async () => {
  await page.viewport(1280, 800)
  await show([])
  const cells = page.getByRole('row', { name: /Owner 1 / }).getByRole('cell')
  expect(cells.elements().map((cell) => cell.textContent)).toEqual(['400', '3%', '>99%', '0%'])
})

it('says each month in words, and that the last one is not over', async () => {
  const starts = [0, 1, 2].map((month) => new Date(2026, month, 1).getTime())
  const onMonth = vi.fn<(month: { from: number; to: number } | null) => void>()
  const [, february = 0] = starts
  await render(<MonthChart counts={[12_345, 1]} monthStarts={starts} chosen={february} onMonth={onMonth} />)
  await expect.element(button('February 2026: 1 new contact so far')).toBeVisible()
  await button('January 2026: 12,345 new contacts').click()
  expect(onMonth.mock.lastCall).toEqual([{ from: starts[0], to: starts[1] }])
  await button('February 2026: 1 new contact so far').click()
  expect(onMonth.mock.lastCall).toEqual([null])
})
