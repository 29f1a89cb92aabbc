import '../index.css'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'

import { DEFAULT_COLUMNS } from '../directory/fields'
import { forgetSettings } from '../ui/device/device-store'
import { lastFormat } from './dialog/export-choices'
import type { Exporter } from './dialog/use-export-run'
import type { ExportRequest, ExportResult } from './export-contacts'
import { ExportDialog, type ExportDialogProps } from './export-dialog'
import { completeRead, disturbedRead, unfinishedRead } from './testing/reads'

/** An exporter whose one export the test ends. */
function heldExporter() {
  const asked: ExportRequest[] = []
  const held = Promise.withResolvers<ExportResult>()
  let signal: AbortSignal | null = null
  let tell: (done: number) => void = () => undefined
  const exporter: Exporter = {
    exportContacts: (request, onProgress, abort) => {
      asked.push(request)
      signal = abort
      tell = onProgress
      abort.addEventListener('abort', () => held.reject(abort.reason))
      return held.promise
    },
    countRefused: () => Promise.resolve(12),
  }
  return {
    exporter,
    asked,
    tell: (done: number) => tell(done),
    finish: (rows: number, part: Partial<ExportResult> = {}) =>
      held.resolve({
        bytes: new Blob(['x'], { type: 'text/csv' }),
        plain: null,
        rows,
        altered: { guarded: 0, replaced: 0, cut: 0 },
        ...part,
      }),
    fail: (error: Error) => held.reject(error),
    isAborted: () => signal?.aborted ?? false,
  }
}

async function show(part: Partial<ExportDialogProps> = {}) {
  const held = heldExporter()
  const told = {
    onClose: vi.fn<() => void>(),
    onDone: vi.fn<ExportDialogProps['onDone']>(),
    onFailed: vi.fn<ExportDialogProps['onFailed']>(),
    onReadAgain: vi.fn<() => void>(),
  }
  await render(
    <ExportDialog
      open
      query={{ search: 'nor', owners: [], sort: [{ field: 'name', descending: false }] }}
      selectedQuery={null}
      view={{ matching: 231, offset: 25, rowsOnPage: 25, selected: 0 }}
      viewWords={[['Search', 'nor']]}
      isPrivate={false}
      visibleColumns={DEFAULT_COLUMNS}
      owners={[]}
      read={completeRead(4_812)}
      exporter={held.exporter}
      {...told}
      {...part}
    />,
  )
  return { ...held, ...told }
}

/** Names of the files that were handed to the browser; nothing is really saved. */
function watchDownloads(): string[] {
  const names: string[] = []
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download)
  })
  return names
}

const radio = (name: string) => page.getByRole('radio', { name, exact: true })
const button = (name: string) => page.getByRole('button', { name, exact: true })

beforeEach(async () => {
  forgetSettings()
  lastFormat.set('csv')
  vi.restoreAllMocks()
  await page.viewport(1280, 900)
})

describe('ExportDialog', () => {
  it('asks for rows, columns and format, and says beforehand what the file will be', async () => {
    await show()
    await expect.element(page.getByRole('dialog', { name: 'Export contacts' })).toBeVisible()
    for (const name of ['Rows', 'Columns', 'Format']) {
      await expect.element(page.getByRole('radiogroup', { name })).toBeVisible()
    }
    await expect.element(radio('All matching')).toBeChecked()
    await expect.element(radio('Visible columns')).toBeChecked()
    await expect.element(radio('CSV')).toBeChecked()
    await expect.element(page.getByText('Rows 26 to 50')).toBeVisible()
    await expect.element(page.getByText(/^contacts_nor_\d{4}-\d\d-\d\d_231-of-4812\.csv$/)).toBeVisible()
    await expect.element(button('Export 231 contacts')).toBeEnabled()
  })

  it('exports all matching rows with the visible columns of the view', async () => {
    const names = watchDownloads()
    const { asked, finish, onDone, onClose } = await show()
    await button('Export 231 contacts').click()
    finish(231)
    await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce())
    expect(asked).toEqual([
      {
        query: { search: 'nor', owners: [], sort: [{ field: 'name', descending: false }] },
        rows: { scope: 'all' },
        columns: DEFAULT_COLUMNS,
        format: 'csv',
        separator: ',',
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        about: expect.arrayContaining([
          ['Rows', 'All that match'],
          ['Search', 'nor'],
        ]),
      },
    ])
    expect(names).toEqual([expect.stringMatching(/^contacts_nor_.*_231-of-4812\.csv$/)])
    const [title, text, receipt] = onDone.mock.calls[0] ?? []
    expect([title, text]).toEqual(['231 contacts exported', names[0]])
    expect(receipt).toContain('\nContacts: 231\nFile: contacts_nor_')
    expect(onClose).toHaveBeenCalledOnce()
  })

  it('exports this page with all columns, the visible ones first', async () => {
    const { asked } = await show({ visibleColumns: ['owner', 'name'] })
    await radio('This page').click()
    await radio('All columns').click()
    await button('Export 25 contacts').click()
    expect(asked[0]?.rows).toEqual({ scope: 'page', offset: 25, limit: 25 })
    expect(asked[0]?.columns.slice(0, 4)).toEqual(['owner', 'name', 'company', 'phone'])
    expect(new Set(asked[0]?.columns).size).toBe(15)
  })

  it('remembers the separator', async () => {
    const first = await show()
    await page.getByRole('combobox', { name: 'Separator' }).selectOptions('Semicolon')
    await button('Export 231 contacts').click()
    expect(first.asked[0]?.separator).toBe(';')
    expect(localStorage.getItem('linq-contacts.csv-separator')).toBe(';')
  })

  it('says "Export 1 contact" for one', async () => {
    await show({ view: { matching: 1, offset: 0, rowsOnPage: 1, selected: 0 } })
    await expect.element(button('Export 1 contact')).toBeEnabled()
  })

  it('exports nothing when nothing matches, and says why', async () => {
    await show({ view: { matching: 0, offset: 0, rowsOnPage: 0, selected: 0 } })
    const disabled = button('Export 0 contacts')
    await expect.element(disabled).toBeDisabled()
    await expect
      .element(disabled)
      .toHaveAccessibleDescription('No contact matches, so there is nothing to export.')
  })

  it('shows how far it is, and cancels without a file', async () => {
    const names = watchDownloads()
    const { tell, isAborted, onDone, onFailed, onClose } = await show()
    await button('Export 231 contacts').click()
    tell(100)
    const progress = page.getByRole('progressbar', { name: 'Exporting contacts' })
    await expect.element(progress).toHaveAttribute('value', '100')
    await expect.element(button('Cancel')).toHaveFocus()
    await button('Cancel').click()
    expect(isAborted()).toBe(true)
    await expect.element(progress).not.toBeInTheDocument()
    await expect.element(button('Export 231 contacts')).toBeEnabled()
    expect([names, onDone.mock.calls, onFailed.mock.calls, onClose.mock.calls]).toEqual([[], [], [], []])
  })

  it('ends the export when it is closed', async () => {
    const { isAborted, onClose } = await show()
    await button('Export 231 contacts').click()
    await userEvent.keyboard('{Escape}')
    expect(isAborted()).toBe(true)
    expect(onClose).toHaveBeenCalledOnce()
  })

  it('tells why there is no file, and saves nothing', async () => {
    const names = watchDownloads()
    const { fail, onFailed, onClose } = await show()
    await button('Export 231 contacts').click()
    fail(new Error('The worker has died.'))
    await vi.waitFor(() =>
      expect(onFailed).toHaveBeenCalledWith('The file could not be made', new Error('The worker has died.')),
    )
    expect(onClose).toHaveBeenCalledOnce()
    expect(names).toEqual([])
  })

  it('tells when the browser refuses the download', async () => {
    vi.spyOn(URL, 'createObjectURL').mockImplementation(() => {
      throw new TypeError('Refused.')
    })
    const { finish, onDone, onFailed } = await show()
    await button('Export 231 contacts').click()
    finish(231)
    await vi.waitFor(() => expect(onFailed).toHaveBeenCalledOnce())
    expect(onDone).not.toHaveBeenCalled()
  })

  it('names the file after the rows that it holds, although the directory has grown', async () => {
    const names = watchDownloads()
    const { finish } = await show({ read: unfinishedRead(4_000, 4_812) })
    await button('Export 231 contacts').click()
    finish(240)
    await vi.waitFor(() => expect(names).toEqual([expect.stringMatching(/_240-of-4812_incomplete\.csv$/)]))
  })

  it('offers the four formats, remembers the last one, and moves nothing when another is chosen', async () => {
    await show()
    const height = () => page.getByRole('dialog').element().getBoundingClientRect().height
    const before = height()
    for (const [format, extension] of [
      ['Excel', 'xlsx'],
      ['For Linq import', 'csv'],
      ['vCard', 'vcf'],
    ] as const) {
      await radio(format).click()
      await expect.element(page.getByText(new RegExp(`_231-of-4812\\.${extension}$`))).toBeVisible()
      expect(height()).toBe(before)
    }
    await expect.element(radio('All columns')).toBeDisabled()
    expect(localStorage.getItem('linq-contacts.export-format')).toBe('vcard')
  })

  it('says beforehand how many rows Linq will refuse', async () => {
    await show()
    await radio('For Linq import').click()
    await expect
      .element(page.getByText('12 rows have neither email nor phone: Linq will refuse them.'))
      .toBeVisible()
  })

  it('exports the selected contacts, whatever the view shows', async () => {
    const selectedQuery = {
      search: '',
      owners: [],
      sort: [],
      filters: { companies: { values: ['=Acme'], mode: 'include' as const } },
    }
    const { asked } = await show({
      selectedQuery,
      view: { matching: 231, offset: 0, rowsOnPage: 25, selected: 3 },
    })
    await radio('Selected').click()
    await button('Export 3 contacts').click()
    expect(asked[0]).toMatchObject({ query: selectedQuery, rows: { scope: 'all' } })
    expect(asked[0]?.about).toContainEqual(['Rows', 'Selected contacts, whether they match or not'])
  })

  it('offers nothing selected where nothing is', async () => {
    await show()
    await expect.element(radio('Selected')).toBeDisabled()
  })

  it('says that a file holds what privacy mode masks', async () => {
    await show({ isPrivate: true })
    await expect.element(page.getByText(/hold the real values/)).toBeVisible()
  })

  it('tells what was written otherwise than Linq gives it, also in the receipt', async () => {
    watchDownloads()
    const { finish, onDone } = await show()
    await button('Export 231 contacts').click()
    finish(231, { altered: { guarded: 2, replaced: 0, cut: 0 } })
    await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce())
    const [, text, receipt] = onDone.mock.calls[0] ?? []
    expect(text).toMatch(/\.csv 2 cells begin with an apostrophe/)
    expect(receipt).toMatch(/\nAltered: 2 cells begin with an apostrophe/)
  })

  it('copies the view as a table, in both its forms', async () => {
    const written: ClipboardItem[] = []
    vi.spyOn(navigator.clipboard, 'write').mockImplementation(async (items) => {
      written.push(...items)
      for (const type of items[0]?.types ?? []) await items[0]?.getType(type)
    })
    const { asked, finish, onDone } = await show()
    await button('Copy as a table').click()
    finish(231, {
      bytes: new Blob(['<table>'], { type: 'text/html' }),
      plain: new Blob(['Name'], { type: 'text/plain' }),
    })
    await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce())
    expect(asked[0]?.format).toBe('table')
    expect(written[0]?.types).toEqual(['text/html', 'text/plain'])
    expect(onDone.mock.calls[0]?.[0]).toBe('231 contacts copied as a table')
  })

  it('tells when the browser refuses to copy', async () => {
    vi.spyOn(navigator.clipboard, 'write').mockRejectedValue(new DOMException('No.', 'NotAllowedError'))
    const { finish, onDone, onFailed } = await show()
    await button('Copy as a table').click()
    finish(231)
    await vi.waitFor(() =>
      expect(onFailed).toHaveBeenCalledWith(
        'The table could not be copied',
        expect.objectContaining({ message: expect.stringContaining('did not allow copying') }),
      ),
    )
    expect(onDone).not.toHaveBeenCalled()
  })

  it('warns when contacts are missing, and offers to read again after the read', async () => {
    const { onReadAgain } = await show({ read: disturbedRead(4_790, 4_812) })
    await expect.element(page.getByText(/^4,790 of 4,812 contacts have been read/)).toBeVisible()
    await button('Read again').click()
    expect(onReadAgain).toHaveBeenCalledOnce()
  })

  it('fills a phone without a sideways scroll, with targets of 44 px', async () => {
    await page.viewport(390, 844)
    await show()
    await expect.element(button('Export 231 contacts')).toBeVisible()
    const dialog = page.getByRole('dialog').element()
    expect(dialog.getBoundingClientRect().width).toBe(390)
    expect(dialog.scrollWidth).toBe(dialog.clientWidth)
    for (const label of dialog.querySelectorAll('label, button')) {
      expect(label.getBoundingClientRect().height).toBeGreaterThanOrEqual(44)
    }
  })
})
