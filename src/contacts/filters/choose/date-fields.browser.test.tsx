import { useState } from 'react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'

import type { DateFilter } from '../../../view/address/dates'
import { DateFields } from './date-fields'

const from = page.getByLabelText('From')
const to = page.getByLabelText('To', { exact: true })

test('days that stand the wrong way round change places when both are written, not before', async () => {
  let filter: DateFilter | null = { from: '2026-03-10', to: '2026-06-30' }
  function Shown() {
    const [shown, setShown] = useState<DateFilter | null>(filter)
    return (
      <>
        <DateFields
          label="Created"
          filter={shown}
          onChange={(next) => {
            filter = next
            setShown(next)
          }}
        />
        <button type="button">Elsewhere</button>
      </>
    )
  }
  await render(<Shown />)
  await from.fill('2026-11-10')
  await expect.element(from).toHaveValue('2026-11-10')
  await expect.element(to).toHaveValue('2026-06-30')
  await expect.element(page.getByText('From is after To')).toBeVisible()
  expect(filter).toEqual({ from: '2026-03-10', to: '2026-06-30' })
  await from.fill('2025-11-10')
  expect(filter).toEqual({ from: '2025-11-10', to: '2026-06-30' })
  await to.fill('2025-06-30')
  await userEvent.tab()
  await page.getByRole('button', { name: 'Elsewhere' }).click()
  await expect.element(from).toHaveValue('2025-06-30')
  expect(filter).toEqual({ from: '2025-06-30', to: '2025-11-10' })
  await to.fill('2025-01-01')
  await userEvent.keyboard('{Enter}')
  await expect.element(to).toHaveValue('2025-06-30')
  expect(filter).toEqual({ from: '2025-01-01', to: '2025-06-30' })
})
