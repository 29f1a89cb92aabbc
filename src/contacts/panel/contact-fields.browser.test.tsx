import '../../index.css'
import { expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { page } from 'vitest/browser'

import { owner, person } from '../../directory/index/testing/people'
import { plainCells } from '../table/testing/plain-cells'
import { ContactFields } from './contact-fields'

it('a phone and an email are as high as a finger on a phone', async () => {
  await page.viewport(390, 844)
  const contact = person(1, {
    phone_number: '+442079460000',
    email: 'a.name.that.is.longer.than.one.line@acme-holding.example',
    contact_owner: owner(3),
  })
  await render(<ContactFields contact={contact} context={plainCells} />)
  const links = page.getByRole('link').elements()
  expect(links).toHaveLength(2)
  for (const link of links) expect(link.getBoundingClientRect().height).toBeGreaterThanOrEqual(44)
})
