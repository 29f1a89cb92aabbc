import '../index.css'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'

import { DEFAULT_COLUMNS } from '../directory/fields'
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
  }
  return {
    exporter,
    asked,
    tell: (done: number) => tell(done),
    finish: (rows: number) => held.resolve({ bytes: new Blob(['x'], { type: 'text/csv' }), rows }),
    fail: (error: Error) => held.reject(error),
    isAborted: () => signal?.aborted ?? false,
  }
}

async function show(part: Partial<ExportDialogProps> = {}) {
  const held = heldExporter()
  const told = {
    onClose: vi.fn<() => void>(),
    onDone: vi.fn<(message: string) => void>(),
    onFailed: vi.fn<(error: unknown) => void>(),
    onReadAgain: vi.fn<() => void>(),
  }
  await render(
    <ExportDialog
      open
      query={{ search: 'nor', owners: [], sort: [{ field: 'name', descending: false }] }}
      view={{ matching: 231, offset: 25, rowsOnPage: 25 }}
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
  localStorage.clear()
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
      },
    ])
    expect(names).toEqual([expect.stringMatching(/^contacts_nor_.*_231-of-4812\.csv$/)])
    expect(onDone.mock.calls[0]).toEqual(['231 contacts exported', names[0]])
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
    await show({ view: { matching: 1, offset: 0, rowsOnPage: 1 } })
    await expect.element(button('Export 1 contact')).toBeEnabled()
  })

  it('exports nothing when nothing matches, and says why', async () => {
    await show({ view: { matching: 0, offset: 0, rowsOnPage: 0 } })
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
    await vi.waitFor(() => expect(onFailed).toHaveBeenCalledWith(new Error('The worker has died.')))
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
