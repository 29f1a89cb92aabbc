import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { Page } from '@playwright/test'

import { expect, test } from './linq-stub'
import { leaksOf } from './testing/leaks'
import { alerts, contactsTable, names, openAll, resultLine, search } from './testing/parts'
import { exampleRecords, manyRecords } from './testing/records'

test.describe('an organisation of one’s own, with its token', () => {
  test('shows the contacts of Linq’s own example, and no word of a demonstration', async ({
    page,
    startLinq,
  }) => {
    const linq = await startLinq({ records: exampleRecords })
    await openAll(page, linq.gateway.url)
    await expect(resultLine(page)).toContainText('2 of 2 contacts')
    expect(await names(page)).toEqual(['John Doe', 'Jane Smith'])
    await expect(page.getByRole('complementary', { name: 'Demonstration' })).toHaveCount(0)
    await expect(page.getByText(/demonstration|made up/i)).toHaveCount(0)
    await search(page).fill('smith jane')
    await expect(resultLine(page)).toContainText('1 of 2 contacts')
    await search(page).fill('4567')
    expect(await names(page)).toEqual(['John Doe'])
    await page.getByRole('link', { name: 'John Doe' }).click()
    const panel = page.getByRole('complementary', { name: 'John Doe' })
    await expect(panel.getByRole('link', { name: 'Call John Doe' })).toHaveAttribute(
      'href',
      'tel:+15551234567',
    )
    await expect(panel.getByRole('link', { name: 'Email John Doe' })).toHaveAttribute(
      'href',
      'mailto:john@example.com',
    )
    for (const value of ['Acme Corp', 'San Francisco, CA', 'Jane Owner', 'owner@company.com', '123', '456']) {
      await expect(panel).toContainText(value)
    }
    // Ten o'clock at five hours behind is ten o'clock of Chicago's summer.
    await expect(panel).toContainText('Jul 30, 2025, 10:00 AM CDT')
    // Linq is asked for pages and for nothing else.
    for (const request of await linq.requests()) {
      expect(request).toMatch(/^GET \/api\/partner\/v2\/contacts\?page=\d+&per_page=(25|50|100)$/)
    }
  })

  test('works like the demonstration: search, owners, order, contact, reload, export', async ({
    page,
    startLinq,
  }) => {
    const linq = await startLinq({ records: manyRecords(330) })
    await openAll(page, linq.gateway.url)
    await expect(resultLine(page)).toContainText('330 of 330 contacts')
    await search(page).fill('lukasz')
    await expect(resultLine(page)).toContainText(/^4[78] of 330 contacts/)
    await page.getByRole('button', { name: /^Owner/ }).click()
    const option = page.getByRole('option', { name: /^Olga Ferro/ })
    const count = Number(/(\d+)\s*$/.exec(await option.innerText())?.[1])
    await option.click()
    await page.keyboard.press('Escape')
    await expect(resultLine(page)).toContainText(`${count} of 330 contacts`)
    await page.getByRole('button', { name: 'Sort by created' }).click()
    await expect(resultLine(page)).toContainText('newest first')
    const before = await names(page)
    expect(before).toHaveLength(count)
    await page.getByRole('rowheader').nth(1).getByRole('link').click()
    await expect(page.getByRole('complementary', { name: before[1] ?? '' })).toBeVisible()
    await page.reload()
    await expect(resultLine(page)).toContainText(`${count} of 330 contacts`)
    await expect.poll(() => names(page)).toEqual(before)
    const panel = page.getByRole('complementary', { name: before[1] ?? '' })
    await expect(panel).toContainText(`2 of ${count}`)
    await panel.getByRole('button', { name: 'Close' }).click()
    const text = await exported(page)
    const lines = text.split('\r\n').slice(1, -1)
    expect(lines.map((line) => line.split(',')[0])).toEqual(before)
  })
})

test.describe('the token', () => {
  test('is in no answer, no built file, no line of the log', async ({ page, startLinq }) => {
    const linq = await startLinq({ records: manyRecords(120) })
    const answers = collectAnswers(page)
    await openAll(page, linq.gateway.url)
    await page.getByRole('rowheader').first().getByRole('link').click()
    await expect(page.getByRole('complementary').getByRole('button', { name: 'Close' })).toBeVisible()
    await exported(page)
    for (const [method, path] of [
      ['GET', '/healthz'],
      ['GET', '/nowhere'],
      ['GET', '/api/partner/v2/contacts/1000'],
      ['GET', '/api/partner/v2/contacts?page=-1&per_page=1e9'],
      ['POST', '/api/partner/v2/contacts?page=1&per_page=25'],
      ['TRACE', '/api/partner/v2/contacts?page=1&per_page=25'],
    ] as const) {
      const response = await page.request.fetch(`${linq.gateway.url}${path}`, { method })
      answers.push(Promise.resolve([path, JSON.stringify(response.headers()), await response.text()]))
    }
    await linq.gateway.stop()
    const texts = await Promise.all(answers)
    expect(texts.length).toBeGreaterThan(12)
    expect(texts.map(([path]) => path)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('/assets/worker'),
        expect.stringMatching(/page=2&per_page=\d+$/),
      ]),
    )
    for (const parts of texts) expect(leaksOf(linq.token, parts.join('\n')), parts[0]).toEqual([])
    expect(leaksOf(linq.token, linq.gateway.log())).toEqual([])
    expect(linq.gateway.log()).not.toBe('')
    const built = join(import.meta.dirname, '../dist')
    const files = (await readdir(built, { recursive: true, withFileTypes: true })).filter((file) =>
      file.isFile(),
    )
    expect(files.length).toBeGreaterThan(10)
    for (const file of files) {
      const content = await readFile(join(file.parentPath, file.name), 'latin1')
      expect(leaksOf(linq.token, content), file.name).toEqual([])
    }
  })

  test('is withheld when an answer of Linq repeats it, in whatever form', async ({ page, startLinq }) => {
    const linq = await startLinq()
    const bytes = Buffer.from(linq.token)
    const echoes = [
      linq.token,
      bytes.toString('base64'),
      Buffer.from(`a${linq.token}`).toString('base64url'),
      bytes.toString('hex'),
      encodeURIComponent(linq.token),
    ]
    for (const echo of echoes) {
      expect(leaksOf(linq.token, echo)).not.toEqual([])
      const body = JSON.stringify({ contacts: [{ id: 1, full_name: echo }], message: echo, errors: [echo] })
      for (const status of [200, 401, 429, 500]) {
        await linq.order({
          answer: { status, body, headers: { 'X-Request-Echo': echo, 'Set-Cookie': echo } },
        })
        const response = await page.request.get(
          `${linq.gateway.url}/api/partner/v2/contacts?page=1&per_page=25`,
        )
        expect(response.status()).toBeGreaterThan(399)
        const answer = `${JSON.stringify(response.headers())}\n${await response.text()}`
        expect(leaksOf(linq.token, answer), `${status} ${echo}`).toEqual([])
      }
    }
    await page.goto(linq.gateway.url)
    await expect(alerts(page)).toHaveCount(1)
    await expect(page.getByText('Reading stopped')).toBeVisible()
    await alerts(page).getByRole('button', { name: 'Details', exact: true }).click()
    expect(leaksOf(linq.token, await page.content())).toEqual([])
    expect(leaksOf(linq.token, linq.gateway.log())).toEqual([])
  })

  test('that the gateway does not have leads to nothing: Linq is asked with it and no other way', async ({
    page,
    startLinq,
  }) => {
    const linq = await startLinq({ records: exampleRecords })
    const response = await page.request.get(`${linq.apiUrl}/api/partner/v2/contacts?page=1&per_page=25`)
    expect(response.status()).toBe(401)
    await openAll(page, linq.gateway.url)
    await expect(contactsTable(page).getByRole('rowheader')).toHaveCount(2)
  })
})

/** Address, headers and body of everything that the page gets. */
function collectAnswers(page: Page): Promise<[string, string, string]>[] {
  const answers: Promise<[string, string, string]>[] = []
  page.on('response', (response) => {
    answers.push(
      (async () => [
        response.url(),
        JSON.stringify(await response.allHeaders()),
        // What was aborted has no body that anybody got.
        await response.text().catch(() => ''),
      ])(),
    )
  })
  return answers
}

/** Exports everything that matches, and gives the text of the file. */
async function exported(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('radio', { name: 'CSV' }).check()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('dialog')
      .getByRole('button', { name: /^Export / })
      .click(),
  ])
  return readFile(await download.path(), 'utf8')
}
