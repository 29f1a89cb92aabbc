import '../index.css'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'

import { DEFAULT_COLUMNS } from '../directory/fields'
import { dismissToast, shownToasts } from '../ui/toasts/toast-store'
import { cancelExport } from './dialog/export-run'
import type { Exporter } from './dialog/exporter'
import { type ExportDone, ExportDialog, type ExportDialogProps } from './export-dialog'
import type { CopiedTable, ExportOutcome, ExportRequest, ExportResult } from './export-request'
import { NOTHING_ALTERED } from './file-writer'
import { completeRead, disturbedRead, unfinishedRead } from './testing/reads'

/** An exporter whose one export and one copy the test ends; `outcome` is what it says of every file beforehand. */
function heldExporter(outcome: Partial<ExportOutcome['altered']> = {}) {
  const asked: ExportRequest[] = []
  const places: (FileSystemFileHandle | null)[] = []
  const surveyed: ExportRequest[] = []
  const held = Promise.withResolvers<ExportResult>()
  const copied = Promise.withResolvers<CopiedTable>()
  // A test waits for one of them at most; what becomes of the other is nobody's business.
  for (const { promise } of [held, copied]) promise.catch(() => undefined)
  let signal: AbortSignal | null = null
  let tell: (done: number) => void = () => undefined
  const begin = (request: ExportRequest, onProgress: (done: number) => void, abort: AbortSignal) => {
    asked.push(request)
    signal = abort
    tell = onProgress
    abort.addEventListener('abort', () => {
      held.reject(abort.reason)
      copied.reject(abort.reason)
    })
  }
  const exporter: Exporter = {
    exportContacts: (request, place, onProgress, abort) => {
      places.push(place)
      begin(request, onProgress, abort)
      return held.promise
    },
    copyTable: (request, onProgress, abort) => {
      begin(request, onProgress, abort)
      return copied.promise
    },
    surveyExport: async (request) => {
      surveyed.push(request)
      return { rows: 231, altered: { ...NOTHING_ALTERED, ...outcome } }
    },
  }
  return {
    exporter,
    asked,
    places,
    surveyed,
    tell: (done: number) => tell(done),
    finish: (rows: number, bytes: Blob | null = new Blob(['x'], { type: 'text/csv' })) =>
      held.resolve({ bytes, rows, altered: { ...NOTHING_ALTERED, ...outcome } }),
    finishCopy: (rows: number) =>
      copied.resolve({
        rows,
        altered: { ...NOTHING_ALTERED, ...outcome },
        text: new Blob(['Name\nAnn\n'], { type: 'text/plain' }),
        html: new Blob(['<table><tr><th>Name</th></tr><tr><td>Ann</td></tr></table>'], { type: 'text/html' }),
      }),
    fail: (error: Error) => held.reject(error),
    isAborted: () => signal?.aborted ?? false,
  }
}

interface Shown extends Partial<ExportDialogProps> {
  format?: string
  outcome?: Partial<ExportOutcome['altered']>
  /** Whether an export runs, so that nothing can be chosen. */
  isRunning?: boolean
}

/** Shows the dialog with all that match, the visible columns and CSV, whatever was chosen the last time. */
async function show({ format = 'CSV', outcome, isRunning = false, ...part }: Shown = {}) {
  const held = heldExporter(outcome)
  const told = {
    onClose: vi.fn<() => void>(),
    onDone: vi.fn<(done: ExportDone) => void>(),
    onFailed: vi.fn<ExportDialogProps['onFailed']>(),
    onReadAgain: vi.fn<() => void>(),
  }
  const screen = await render(
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
  const first = part.selected ? 'Selected' : 'All matching'
  for (const name of isRunning ? [] : ['CSV', first, 'Visible columns', format]) await radio(name).click()
  return { ...held, ...told, screen }
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
  vi.unstubAllGlobals()
  await page.viewport(1280, 900)
})

afterEach(() => {
  cancelExport()
  for (const { key } of shownToasts()) dismissToast(key)
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
        receipt: expect.arrayContaining([
          ['Search', 'nor'],
          ['Sorted by', 'Name, ascending'],
        ]),
      },
    ])
    expect(names).toEqual([expect.stringMatching(/^contacts_nor_.*_231-of-4812\.csv$/)])
    expect(onDone.mock.calls[0]?.[0]).toMatchObject({ title: '231 contacts exported', text: names[0] })
    expect(onDone.mock.calls[0]?.[0].receipt).toContain('\nWritten: 231 contacts\nAltered: Nothing')
    expect(onClose).toHaveBeenCalledOnce()
  })

  it('closes, and then gives the file to the browser and tells so: each is work enough for the page', async () => {
    const order: string[] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => void order.push('given'))
    const onClose = () => {
      order.push('closed')
      queueMicrotask(() => order.push('drawn'))
    }
    const { finish } = await show({ onClose, onDone: () => void order.push('told') })
    await button('Export 231 contacts').click()
    finish(231)
    await vi.waitFor(() => expect(order).toEqual(['closed', 'drawn', 'given', 'told']))
  })

  it('says so when the browser does not take the file', async () => {
    vi.spyOn(URL, 'createObjectURL').mockImplementation(() => {
      throw new Error('no room')
    })
    const { finish, onDone, onFailed } = await show()
    await button('Export 231 contacts').click()
    finish(231)
    await vi.waitFor(() => expect(onFailed).toHaveBeenCalledOnce())
    expect(onDone).not.toHaveBeenCalled()
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

  describe('that is hidden while a file is made', () => {
    /** Presses the button and hides the dialog, as the page does. */
    async function hide(shown: Shown = {}) {
      const dialog = await show(shown)
      await button('Export 231 contacts').click()
      await userEvent.keyboard('{Escape}')
      expect(dialog.onClose).toHaveBeenCalledOnce()
      await dialog.screen.unmount()
      return dialog
    }
    const runningToast = () => shownToasts().find(({ key }) => key === 'exporting')

    it('lets it go on, says how far it is, and tells its end', async () => {
      const names = watchDownloads()
      const { isAborted, tell, finish, onDone } = await hide()
      expect(isAborted()).toBe(false)
      expect(runningToast()).toMatchObject({ title: 'Exporting 231 contacts', text: '0 of 231' })
      await vi.waitFor(() => {
        tell(100)
        expect(runningToast()?.text).toBe('100 of 231')
      })
      finish(231)
      await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce())
      expect(names).toHaveLength(1)
      expect(runningToast()).toBeUndefined()
    })

    it('can be cancelled from the toast', async () => {
      const names = watchDownloads()
      const { isAborted, onDone, onFailed } = await hide()
      runningToast()?.action?.run()
      expect(isAborted()).toBe(true)
      expect([runningToast(), names, onDone.mock.calls, onFailed.mock.calls]).toEqual([undefined, [], [], []])
    })

    it('goes on without the toast', async () => {
      const { isAborted, tell } = await hide()
      runningToast()?.onDismiss?.()
      tell(200)
      expect([runningToast(), isAborted()]).toEqual([undefined, false])
    })

    it('is shown again with what is exported, whatever the view is by then, and exports it once', async () => {
      const { tell, isAborted } = await hide()
      tell(100)
      const again = await show({ view: { matching: 5, offset: 0, rowsOnPage: 5 }, isRunning: true })
      expect(runningToast()).toBeUndefined()
      const progress = page.getByRole('progressbar', { name: 'Exporting contacts' })
      await expect.element(progress).toHaveAttribute('value', '100')
      await expect.element(button('Hide')).toBeVisible()
      await button('Cancel').click()
      expect(isAborted()).toBe(true)
      await expect.element(button('Export 5 contacts')).toBeEnabled()
      expect(again.asked).toEqual([])
    })

    it('keeps asking before the tab is closed, as long as it runs', async () => {
      const asks = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }))
      expect(asks()).toBe(false)
      const { finish, onDone } = await hide()
      expect(asks()).toBe(true)
      watchDownloads()
      finish(231)
      await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce())
      expect(asks()).toBe(false)
    })
  })

  it('tells why there is no file, and saves nothing', async () => {
    const names = watchDownloads()
    const { fail, onFailed, onClose } = await show()
    await button('Export 231 contacts').click()
    fail(new Error('The worker has died.'))
    await vi.waitFor(() => expect(onFailed).toHaveBeenCalledOnce())
    expect(onFailed.mock.calls[0]?.[0]).toEqual({
      title: 'The file could not be made',
      text: 'Nothing was saved. Try it again, or in another format.',
      details: ['Error: The worker has died.'],
    })
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

  it('says before the press what is altered and who Linq will refuse', async () => {
    await show({ format: 'For Linq import', outcome: { refused: 12, guarded: 1 } })
    await expect
      .element(
        page.getByText(
          '12 rows have neither email nor phone; Linq will refuse them. 1 cell begins like a formula',
        ),
      )
      .toBeVisible()
    await expect.element(radio('All columns')).toBeDisabled()
    const amber = [...document.querySelectorAll('dd .text-warn')].map((words) => words.textContent.trim())
    expect(amber).toEqual(['12 rows have neither email nor phone; Linq will refuse them.'])
  })

  it('keeps its height and its columns whatever the format', async () => {
    await show({ outcome: { guarded: 3 } })
    const heights = new Set<number>()
    const edges = new Set<number>()
    for (const name of ['Excel', 'CSV', 'For Linq import', 'vCard']) {
      await radio(name).click()
      await expect.element(radio(name)).toBeChecked()
      heights.add(page.getByRole('dialog').element().getBoundingClientRect().height)
      for (const fact of document.querySelectorAll('dd')) edges.add(fact.getBoundingClientRect().left)
    }
    expect([heights.size, edges.size]).toEqual([1, 1])
  })

  it('remembers what was chosen', async () => {
    const first = await show()
    await radio('vCard').click()
    await radio('This page').click()
    await first.screen.unmount()
    expect(localStorage.getItem('linq-contacts.export-format')).toBe('vcard')
    expect(localStorage.getItem('linq-contacts.export-rows')).toBe('page')
  })

  it('exports selected contacts when there are any, and begins with them', async () => {
    const names = watchDownloads()
    const { asked, finish } = await show({ selected: new Set([7, 9]) })
    await expect.element(radio('Selected')).toBeChecked()
    await button('Export 2 contacts').click()
    finish(2)
    await vi.waitFor(() => expect(names).toEqual([expect.stringMatching(/^contacts_selected_.*_2-of-4812/)]))
    expect(asked[0]?.rows).toEqual({ scope: 'selected', ids: new Set([7, 9]) })
  })

  it('offers no selection when nothing is selected', async () => {
    await show()
    await expect.element(radio('Selected')).toBeDisabled()
    await expect.element(radio('Selected')).toHaveAccessibleDescription(/^Nothing is selected/)
  })

  it('masks the name of the file on screen in privacy mode, and says that the file is not masked', async () => {
    localStorage.setItem('linq-contacts.privacy', 'on')
    dispatchEvent(new StorageEvent('storage', { key: 'linq-contacts.privacy' }))
    const names = watchDownloads()
    const owner = { id: 1, email: 'amara@example.com', first_name: '', last_name: '', name: '' }
    const { finish, onDone } = await show({
      query: { search: '', owners: ['1'], sort: [] },
      owners: [{ key: '1', owner, count: 231 }],
    })
    await expect
      .element(page.getByText('Privacy mode is on: the file holds real values, and its name may, too.'))
      .toBeVisible()
    await expect.element(page.getByText(/^contacts_owner-hidden_.*\.csv$/)).toBeVisible()
    await button('Export 231 contacts').click()
    finish(231)
    await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce())
    expect(names).toEqual([expect.stringMatching(/^contacts_owner-amara_/)])
    expect(onDone.mock.calls[0]?.[0].text).toMatch(/^contacts_owner-hidden_/)
    localStorage.removeItem('linq-contacts.privacy')
    dispatchEvent(new StorageEvent('storage', { key: 'linq-contacts.privacy' }))
    await expect.element(page.getByText('Privacy mode is on')).not.toBeInTheDocument()
  })

  it('says beforehand that rows come in groups, and that collapsed ones are written, too', async () => {
    const { asked } = await show({
      query: { search: 'nor', owners: [], sort: [], group: 'owner' },
      view: {
        matching: 231,
        offset: 0,
        rowsOnPage: 25,
        hidden: { count: 31, collapsed: { isAll: false, keys: ['7'] } },
      },
    })
    await expect
      .element(
        page.getByText(/^Rows come grouped by owner.* holds the 31 contacts of collapsed groups, too\.$/),
      )
      .toBeVisible()
    await radio('This page').click()
    await button('Export 25 contacts').click()
    expect(asked[0]?.rows).toEqual({
      scope: 'page',
      offset: 0,
      limit: 25,
      collapsed: { isAll: false, keys: ['7'] },
    })
    expect(asked[0]?.receipt).toContainEqual(['Grouped by', 'Owner'])
    expect(asked[0]?.receipt).toContainEqual(['Rows', expect.stringContaining('31 contacts in collapsed')])
  })

  it('puts a table on the clipboard, as text and as cells', async () => {
    const items: ClipboardItem[] = []
    vi.spyOn(navigator.clipboard, 'write').mockImplementation(async ([item]) => {
      if (!item) return
      items.push(item)
      await item.getType('text/html')
    })
    const { asked, finishCopy, onDone } = await show()
    await button('Copy as a table').click()
    finishCopy(231)
    await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce())
    expect(asked[0]?.receipt).toContainEqual(['Format', 'Table on the clipboard'])
    expect(items[0]?.types).toEqual(['text/plain', 'text/html'])
    expect(onDone.mock.calls[0]?.[0].title).toBe('231 contacts copied')
  })

  it('tells in the end what was altered, of a file and of a copy', async () => {
    const words = '6 cells begin like a formula and get an apostrophe.'
    watchDownloads()
    const file = await show({ outcome: { guarded: 6 } })
    await button('Export 231 contacts').click()
    file.finish(231)
    await vi.waitFor(() => expect(file.onDone).toHaveBeenCalledOnce())
    expect(file.onDone.mock.calls[0]?.[0].text).toMatch(new RegExp(String.raw`^contacts_.*\.csv: ${words}$`))
    await file.screen.unmount()

    vi.spyOn(navigator.clipboard, 'write').mockResolvedValue()
    const copy = await show({ outcome: { guarded: 6 } })
    await button('Copy as a table').click()
    copy.finishCopy(231)
    await vi.waitFor(() => expect(copy.onDone).toHaveBeenCalledOnce())
    expect(copy.onDone.mock.calls[0]?.[0].text).toBe(
      `The table is on the clipboard and pastes as cells. ${words}`,
    )
  })

  it('tells when the browser refuses the clipboard, and makes no table for nobody', async () => {
    vi.spyOn(navigator.clipboard, 'write').mockRejectedValue(new DOMException('No.', 'NotAllowedError'))
    const { isAborted, onDone, onFailed } = await show()
    await button('Copy as a table').click()
    await vi.waitFor(() => expect(onFailed).toHaveBeenCalledOnce())
    expect(onFailed.mock.calls[0]?.[0].text).toContain('Nothing was copied.')
    expect(isAborted()).toBe(true)
    expect(onDone).not.toHaveBeenCalled()
  })

  it('tells plainly that a browser has no clipboard for tables', async () => {
    vi.stubGlobal('ClipboardItem', undefined)
    const { onFailed } = await show()
    await button('Copy as a table').click()
    await vi.waitFor(() => expect(onFailed).toHaveBeenCalledOnce())
    expect(onFailed.mock.calls[0]?.[0]).toEqual({
      title: 'The table could not be copied',
      text: 'This browser cannot copy tables; export a file. Nothing was copied.',
    })
  })

  it('copies no table that is too large for the page', async () => {
    await show({ view: { matching: 20_001, offset: 0, rowsOnPage: 25 } })
    await expect.element(button('Copy as a table')).not.toBeInTheDocument()
    await expect.element(page.getByText('Up to 20,000 can be copied as a table.')).toBeVisible()
  })

  describe('of a large file', () => {
    const large = { view: { matching: 300_000, offset: 0, rowsOnPage: 25 } }

    async function emptyPlace(): Promise<FileSystemFileHandle> {
      const folder = await navigator.storage.getDirectory()
      return folder.getFileHandle('contacts.csv', { create: true })
    }

    it('is written where the user says', async () => {
      const place = await emptyPlace()
      vi.stubGlobal('showSaveFilePicker', async () => place)
      const names = watchDownloads()
      const { places, finish, onDone } = await show(large)
      await button('Export 300,000 contacts').click()
      await vi.waitFor(() => expect(places).toEqual([place]))
      finish(300_000, null)
      await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce())
      expect(onDone.mock.calls[0]?.[0].text).toBe('contacts.csv')
      expect(names).toEqual([])
    })

    it('leaves no empty file behind when it fails', async () => {
      const place = await emptyPlace()
      vi.stubGlobal('showSaveFilePicker', async () => place)
      const { places, fail, onFailed } = await show(large)
      await button('Export 300,000 contacts').click()
      await vi.waitFor(() => expect(places).toEqual([place]))
      fail(new DOMException('Full.', 'QuotaExceededError'))
      await vi.waitFor(() => expect(onFailed).toHaveBeenCalledOnce())
      expect(onFailed.mock.calls[0]?.[0].text).toBe('There is no room left on the disk. Nothing was saved.')
      await expect(place.getFile()).rejects.toThrow(DOMException)
    })

    it('is not made when the user names no place, and the dialog stays', async () => {
      vi.stubGlobal('showSaveFilePicker', () => Promise.reject(new DOMException('No.', 'AbortError')))
      const { asked, onFailed, onClose } = await show(large)
      await button('Export 300,000 contacts').click()
      await expect.element(button('Export 300,000 contacts')).toBeEnabled()
      expect([asked, onFailed.mock.calls, onClose.mock.calls]).toEqual([[], [], []])
    })
  })

  it('fills a phone without a sideways scroll, with targets of 44 px', async () => {
    await page.viewport(390, 844)
    await show()
    await expect.element(button('Export 231 contacts')).toBeVisible()
    const dialog = page.getByRole('dialog').element()
    expect(dialog.getBoundingClientRect().width).toBe(390)
    expect(dialog.scrollWidth).toBe(dialog.clientWidth)
    const targets = [...dialog.querySelectorAll('label, button')].filter((target) => target.checkVisibility())
    for (const label of targets) {
      expect(label.getBoundingClientRect().height).toBeGreaterThanOrEqual(44)
    }
  })
})
