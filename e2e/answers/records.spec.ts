import { expect, test } from '../linq-stub'
import {
  alerts,
  completeSign,
  contactsTable,
  figures,
  openAll,
  readTable,
  resultLine,
  search,
} from '../testing/parts'
import { manyRecords, record } from '../testing/records'

test.describe('organisations and records of every kind', () => {
  test('an organisation without contacts is said to have none yet', async ({ page, startLinq }) => {
    const linq = await startLinq({ records: [] })
    await openAll(page, linq.gateway.url)
    await expect(page.getByRole('heading', { name: 'There are no contacts yet' })).toBeVisible()
    expect(await figures(page)).toEqual([0, 0])
    await expect(alerts(page)).toHaveCount(0)
  })

  test('the first rows are skeletons until an answer comes', async ({ page, startLinq }) => {
    const linq = await startLinq({ records: manyRecords(40), held: true })
    await page.goto(linq.gateway.url)
    await expect(page.getByText('Reading the first contacts')).toBeVisible()
    await expect(contactsTable(page)).toHaveAttribute('aria-busy', 'true')
    await expect(page.getByRole('progressbar', { name: 'Loading contacts' })).toBeVisible()
    await expect(contactsTable(page).getByRole('columnheader')).toHaveCount(9)
    await expect(contactsTable(page).getByRole('rowheader')).toHaveCount(0)
    await linq.order({ held: false })
    await expect(completeSign(page)).toBeVisible()
    await expect(contactsTable(page).getByRole('rowheader')).toHaveCount(25)
    await expect(contactsTable(page)).toHaveAttribute('aria-busy', 'false')
  })

  test('records that cannot be told apart are counted, all others shown', async ({ page, startLinq }) => {
    const bare = '{"id":7}'
    const records = [
      record(1, { full_name: 'Whole Person' }),
      record(2, { contact_owner: null, full_name: 'Nobody’s Person' }),
      record(3, { contact_owner: { name: 'Owner Without Id' }, full_name: 'Third Person' }),
      record(4, { full_name: null, first_name: '', last_name: undefined, email: 'only@example.com' }),
      record(5, {
        full_name: '',
        first_name: null,
        last_name: null,
        email: null,
        phone_number: '+15550001111',
      }),
      bare,
      record(0, { full_name: 'Id Zero' }),
      '{"full_name":"No Id"}',
      record(8, { full_name: 42, company: 17, title: { a: 1 }, location: ['x'], shoe_size: 44 }),
    ]
    const linq = await startLinq({ records })
    await page.goto(linq.gateway.url)
    await expect(page.getByText('2 could not be understood', { exact: true })).toBeVisible()
    const { rows } = await readTable(page)
    expect(rows.map((row) => row[0])).toEqual([
      'Whole Person',
      'Nobody’s Person',
      'Third Person',
      'only@example.com',
      '+15550001111',
      '#7',
      '42',
    ])
    expect(rows.map((row) => row[2])).toEqual([
      'Jane Owner',
      '',
      'Owner Without Id',
      'Jane Owner',
      'Jane Owner',
      '',
      'Jane Owner',
    ])
    expect(rows[5]?.slice(1)).toEqual(Array.from({ length: 8 }, () => ''))
    await expect(resultLine(page)).toContainText('7 of 9 contacts')
    await expect(
      page.getByRole('region', { name: 'Notifications' }).getByText('2 contacts could not be understood'),
    ).toBeVisible()
    await page.getByRole('link', { name: '#7', exact: true }).click()
    await expect(page.getByRole('complementary', { name: '#7', exact: true })).toContainText('Linq ID')
  })

  test('text of every kind is text: in the table, in the panel, in the search', async ({
    page,
    startLinq,
  }) => {
    const nasty: Record<number, string> = {
      1: '<script>document.title = "broken"</script>',
      2: '<img src=x onerror="document.title = 1">',
      3: '__proto__',
      4: '{{constructor.constructor("alert(1)")()}}',
      5: 'مرحبا بالعالم',
      6: 'Zoe\u0308 👩‍👩‍👧 \u202ereversed',
      7: `nul\u0000 and \u200b zero width`,
      8: 'lone \ud800 half',
      9: 'constructor',
      10: 'long '.repeat(20_000),
    }
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    const records = Object.entries(nasty).map(([id, text]) =>
      record(Number(id), { full_name: text, company: text, title: text, location: text }),
    )
    const tail = '"__proto__":{"full_name":"Polluted","id":99},"contact_owner":{"id":1,"name":"__proto__"}}'
    records.push(`${record(11, { full_name: 'Own Prototype' }).replace(/"contact_owner".*$/, '')}${tail}`)
    const linq = await startLinq({ records })
    await openAll(page, `${linq.gateway.url}/?sort=id`)
    const { rows } = await readTable(page)
    expect(rows).toHaveLength(11)
    for (const [id, text] of Object.entries(nasty)) {
      const [name, company] = rows[Number(id) - 1] ?? []
      expect(company?.toWellFormed().trim()).toBe(text.toWellFormed().trim())
      expect(name?.toWellFormed().trim()).toBe(text.toWellFormed().trim())
    }
    expect(rows[10]?.slice(0, 3)).toEqual(['Own Prototype', 'Acme Corp', '__proto__'])
    for (const [words, found] of [
      ['<script>', 1],
      ['__proto__', 2],
      ['بالعالم', 1],
      ['zoe', 1],
      ['constructor', 2],
    ] as const) {
      await search(page).fill(words)
      await expect(resultLine(page)).toContainText(`${found} of 11 contacts`)
    }
    await search(page).fill('')
    for (const step of [1, 6, 10]) {
      await page.getByRole('row').nth(step).getByRole('link').click()
      const close = page.getByRole('complementary').getByRole('button', { name: 'Close' })
      await expect(close).toBeVisible()
      await close.click()
    }
    await expect(page).toHaveTitle('Contacts · Linq Contacts')
    expect(faults).toEqual([])
  })

  test('dates that are none are blank, last in the sort, and never "Invalid Date"', async ({
    page,
    startLinq,
  }) => {
    const dates = [
      null,
      '',
      'yesterday',
      '0001-01-01T00:00:00Z',
      '9999-12-31T23:59:59Z',
      '2025-13-45',
      17,
      {},
    ]
    const good = ['2025-07-30T10:00:00.000-05:00', '2025-07-30', '2025-07-30T15:00:00.000+09:00']
    const records = [...dates, ...good].map((date, index) =>
      record(index + 1, { created_at: date, updated_at: date, full_name: `Person ${index + 1}` }),
    )
    const linq = await startLinq({ records })
    for (const sort of ['created', '-created']) {
      await openAll(page, `${linq.gateway.url}/?sort=${sort}`)
      const { labels, rows } = await readTable(page)
      const shown = rows.map((row) => row[labels.indexOf('Created')] ?? '')
      expect(shown.slice(good.length)).toEqual(dates.map(() => ''))
      const ascending = ['2025-07-30T00:00:00.000Z', '2025-07-30T06:00:00.000Z', '2025-07-30T15:00:00.000Z']
      expect(shown.slice(0, 3)).toEqual(sort === 'created' ? ascending : ascending.toReversed())
      await page.getByRole('row').last().getByRole('link').click()
      await expect(page.getByRole('complementary').getByRole('button', { name: 'Close' })).toBeVisible()
      await expect(page.getByText(/Invalid Date|NaN|undefined|\bnull\b/)).toHaveCount(0)
    }
  })

  test('images that must not or cannot be shown leave the initials', async ({ page, startLinq }) => {
    const images = [
      'javascript:document.title="broken"',
      'http://images.example.com/photo.png',
      'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
      'https://127.0.0.1/photo.png',
      '/no-such-picture.png',
      'https://images.example.com/gone.png',
    ]
    const records = images.map((image_url, index) =>
      record(index + 1, { image_url, full_name: 'Zora Quill' }),
    )
    const linq = await startLinq({ records })
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.resourceType() === 'image') asked.push(request.url())
    })
    await page.route('https://images.example.com/**', (route) => route.fulfill({ status: 404 }))
    await openAll(page, linq.gateway.url)
    const rows = contactsTable(page).getByRole('rowheader')
    await expect(rows).toHaveCount(images.length)
    await expect(rows.locator('img')).toHaveCount(0)
    await expect(rows).toHaveText(images.map(() => 'ZQZora Quill'))
    const allowed = [`${linq.gateway.url}/no-such-picture.png`, 'https://images.example.com/gone.png']
    expect(asked.filter((url) => !url.endsWith('/icon.svg')).toSorted()).toEqual(allowed.toSorted())
  })
})
