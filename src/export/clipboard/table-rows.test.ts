import { describe, expect, it } from 'vitest'

import { contactWith } from '../testing/nasty-contacts'
import { createTablePrinter } from './table-rows'

const timeZone = 'America/Chicago'

describe('a copied table', () => {
  it('marks texts with a digit as text, for each program in its own words', () => {
    const { print } = createTablePrinter({ columns: ['phone', 'company', 'title'], timeZone })
    const { html, text } = print(
      contactWith({ phone_number: '+48225550147', company: '007 "Bond" & Co', title: 'Buyer' }),
    )
    expect(text).toBe('+48225550147\t"007 ""Bond"" & Co"\tBuyer\n')
    expect(html).toContain('<td class="t" sdnum="1033;0;@" data-sheets-value="')
    expect(html).toContain('{&quot;1&quot;:2,&quot;2&quot;:&quot;+48225550147&quot;}')
    expect(html).toContain(
      String.raw`{&quot;1&quot;:2,&quot;2&quot;:&quot;007 \&quot;Bond\&quot; &amp; Co&quot;}`,
    )
    expect(html).toContain('>007 &quot;Bond&quot; &amp; Co</td>')
    expect(html).toContain('<td>Buyer</td>')
  })

  it('lets dates and ids be what programs take them for', () => {
    const { print, head } = createTablePrinter({ columns: ['created', 'id'], timeZone })
    const contact = contactWith({ id: 7, created_at: Date.parse('2026-01-31T16:42:05.120Z') })
    expect(print(contact).html).toBe('<tr><td>2026-01-31 10:42:05.120</td><td>7</td></tr>')
    expect(head.html).toBe('<tr><th>Created (America/Chicago)</th><th>Linq ID</th></tr>')
  })

  it('keeps the lines of a text in one cell', () => {
    const { print } = createTablePrinter({ columns: ['title'], timeZone })
    const { text, html } = print(contactWith({ title: 'Buyer\r\nEMEA\n& more' }))
    expect(text).toBe('"Buyer\r\nEMEA\n& more"\n')
    expect(html).toBe('<tr><td>Buyer<br>EMEA<br>&amp; more</td></tr>')
  })

  it('guards what a program would run, also where it is marked as text', () => {
    const { print, altered } = createTablePrinter({ columns: ['company', 'phone'], timeZone })
    const { text, html } = print(contactWith({ company: '=1+1', phone_number: '+1 (415) 555-0100' }))
    expect(text).toBe("'=1+1\t'+1 (415) 555-0100\n")
    expect(html).toContain("&quot;'=1+1&quot;")
    expect(altered.guarded).toBe(2)
  })
})
