import { expect, test } from '../linq-stub'
import { leaksOf } from '../testing/leaks'
import { alerts, completeSign, contactsTable, resultLine } from '../testing/parts'
import { exampleAnswer, exampleRecords, manyRecords } from '../testing/records'

const json = { 'Content-Type': 'application/json' }

test.describe('a token that Linq rejects', () => {
  for (const status of [401, 403]) {
    test(`is told once, asked for no more, and shown nowhere (${status})`, async ({ page, startLinq }) => {
      const body = JSON.stringify({ errors: [{ status, title: 'Unauthorized', detail: 'No such token.' }] })
      const linq = await startLinq({ answer: { status, body, headers: json } })
      await page.goto(linq.gateway.url)
      await expect(alerts(page, 'Linq rejected the token')).toBeVisible()
      await expect(page.getByText('Reading stopped')).toBeVisible()
      await expect(alerts(page)).toHaveCount(1)
      // One question of the page and one of the read; nothing is under way any more.
      expect((await linq.requests()).length).toBeLessThanOrEqual(2)
      await alerts(page).getByRole('button', { name: 'Details', exact: true }).click()
      expect(leaksOf(linq.token, await page.content())).toEqual([])
      expect(leaksOf(linq.token, linq.gateway.log())).toEqual([])
      await expect(page.getByRole('progressbar')).toHaveCount(0)
    })
  }

  test('can be set right: Try again reads everything', async ({ page, startLinq }) => {
    const linq = await startLinq({ records: manyRecords(30), answer: { status: 401, body: '' } })
    await page.goto(linq.gateway.url)
    await expect(page.getByText('Reading stopped')).toBeVisible()
    await linq.order({ answer: null })
    await alerts(page, 'Linq rejected the token').getByRole('button', { name: 'Try again' }).click()
    await expect(completeSign(page)).toBeVisible()
    await expect(resultLine(page)).toContainText('30 of 30 contacts')
    await expect(alerts(page)).toHaveCount(0)
  })

  test('is no loading without end for a search from a shared link', async ({ page, startLinq }) => {
    const linq = await startLinq({ answer: { status: 401, body: '' } })
    await page.goto(`${linq.gateway.url}/?q=john`)
    await expect(alerts(page, 'Linq rejected the token')).toBeVisible()
    await expect(page.getByText('Reading stopped')).toBeVisible()
    await expect(page.getByRole('progressbar')).toHaveCount(0)
    await expect(page.getByText('Reading the first contacts')).toHaveCount(0)
  })
})

test.describe('answers that are not what Linq’s API sends', () => {
  const answers = {
    'a login page': {
      status: 200,
      body: '<!doctype html><h1>Sign in</h1>',
      headers: { 'Content-Type': 'text/html' },
    },
    'an empty body': { status: 200, body: '' },
    'no contacts in it': { status: 200, body: '{"contacts":null}' },
  }
  for (const [what, answer] of Object.entries(answers)) {
    test(`${what}: told once, never an empty organisation, and mended by Try again`, async ({
      page,
      startLinq,
    }) => {
      const linq = await startLinq({ records: exampleRecords, answer })
      await page.goto(linq.gateway.url)
      await expect(alerts(page, 'not what Linq’s API sends')).toBeVisible()
      await expect(page.getByText('Reading stopped')).toBeVisible()
      await expect(alerts(page)).toHaveCount(1)
      await expect(page.getByRole('heading', { name: 'There are no contacts yet' })).toHaveCount(0)
      await expect(completeSign(page)).toHaveCount(0)
      await linq.order({ answer: null })
      await alerts(page).getByRole('button', { name: 'Try again' }).click()
      await expect(completeSign(page)).toBeVisible()
      await expect(resultLine(page)).toContainText('2 of 2 contacts')
    })
  }

  test('fewer contacts than the answer itself promises are told as a cut, and shown', async ({
    page,
    startLinq,
  }) => {
    const linq = await startLinq({ answer: { status: 200, body: exampleAnswer } })
    await page.goto(linq.gateway.url)
    await expect(alerts(page, 'An answer was cut')).toBeVisible()
    await expect(alerts(page)).toHaveCount(1)
    await expect(page.getByText('Reading stopped')).toBeVisible()
    await expect(completeSign(page)).toHaveCount(0)
    await expect(resultLine(page)).toContainText('2 of 123 contacts')
    await expect(contactsTable(page).getByRole('rowheader')).toHaveCount(2)
    await page.getByRole('searchbox').fill('tech corp')
    await expect(contactsTable(page).getByRole('rowheader')).toHaveText([/Jane Smith/])
  })

  test('an error on everything: one toast, an empty state that says so, and a way on', async ({
    page,
    startLinq,
  }) => {
    const body = '{"status":"error","error_code":"INTERNAL_ERROR","message":"Unable to fetch contacts"}'
    const linq = await startLinq({ records: manyRecords(130), answer: { status: 500, body } })
    await page.goto(linq.gateway.url)
    await expect(alerts(page, 'Contacts could not be read')).toContainText('Unable to fetch contacts')
    await expect(page.getByText('Reading stopped')).toBeVisible()
    // Both the page and the read have given up: three attempts of each.
    await expect.poll(async () => (await linq.requests()).length).toBe(6)
    await expect(page.getByRole('status').filter({ hasText: 'No contacts could be read' })).toBeVisible()
    await expect(alerts(page)).toHaveCount(1)
    await expect(page.getByRole('progressbar')).toHaveCount(0)
    await linq.order({ answer: null })
    await alerts(page).getByRole('button', { name: 'Try again' }).click()
    await expect(completeSign(page)).toBeVisible()
    await expect(resultLine(page)).toContainText('130 of 130 contacts')
    await expect(alerts(page)).toHaveCount(0)
  })

  test('an error on everything leaves no rows that look as if they were coming', async ({
    page,
    startLinq,
  }) => {
    const linq = await startLinq({ answer: { status: 500, body: '' } })
    await page.goto(linq.gateway.url)
    await expect(page.getByText('Reading stopped')).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: 'No contacts could be read' })).toBeVisible()
    await expect(contactsTable(page)).toHaveAttribute('aria-busy', 'false')
    await expect(page.getByRole('heading', { level: 2, name: 'No contacts could be read' })).toBeVisible()
  })

  test('later pages that fail cost their own contacts only', async ({ page, startLinq }) => {
    const linq = await startLinq({
      records: manyRecords(250),
      answer: { status: 500, body: '' },
      answerFrom: 3,
    })
    await page.goto(linq.gateway.url)
    await expect(alerts(page, 'Page 3 could not be read')).toBeVisible()
    await expect(page.getByText('At least 196 of 250: page 3 failed')).toBeVisible()
    await expect(resultLine(page)).toContainText('196 of 250 contacts')
    await linq.order({ answer: null })
    await page.getByRole('button', { name: 'Try again' }).last().click()
    await expect(completeSign(page)).toBeVisible()
    await expect(resultLine(page)).toContainText('250 of 250 contacts')
  })
})
