import '../index.css'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { cdp, page } from 'vitest/browser'

import { DEFAULT_COLUMNS } from '../directory/fields'
import type { Exporter } from './dialog/exporter'
import { copyTable, exportContacts, surveyExport } from './export-contacts'
import { type ExportDone, ExportDialog, type ExportDialogProps } from './export-dialog'
import type { ExportRequest } from './export-request'
import { FORMATS, type FormatKey } from './formats'
import { contactWith, listIndex } from './testing/nasty-contacts'
import { completeRead } from './testing/reads'
import type { ExportedIndex } from './walk-rows'

// The streams are the browser's own: what stands for the user's disk is a file of the origin (OPFS), which has the same
// handles as one that a user names.

const rows = 12_000
const index = listIndex(
  Array.from({ length: rows }, (_, position) =>
    contactWith({
      id: position + 1,
      full_name: `Björn ${crypto.randomUUID()}`,
      company: crypto.randomUUID(),
      phone_number: `+4822${1_000_000 + position}`,
      created_at: 1.7e12 + position * 1_000,
    }),
  ),
)

function requestOf(format: FormatKey): ExportRequest {
  return {
    query: { search: '', owners: [], sort: [] },
    rows: { scope: 'all' },
    columns: DEFAULT_COLUMNS,
    format,
    separator: ',',
    timeZone: 'UTC',
    receipt: [['Search', 'None']],
  }
}

const folder = () => navigator.storage.getDirectory()

async function namedPlace(): Promise<FileSystemFileHandle> {
  return (await folder()).getFileHandle('contacts', { create: true })
}

async function bytesIn(place: FileSystemFileHandle): Promise<Uint8Array> {
  return new Uint8Array(await (await place.getFile()).arrayBuffer())
}

async function namesInFolder(): Promise<string[]> {
  const names: string[] = []
  for await (const name of (await folder()).keys()) names.push(name)
  return names
}

async function setQuota(quotaSize?: number): Promise<void> {
  await cdp().send('Storage.overrideQuotaForOrigin', {
    origin: location.origin,
    ...(quotaSize !== undefined && { quotaSize }),
  })
}

const never = () => false
const ignore = () => undefined

beforeEach(async () => {
  localStorage.clear()
  vi.unstubAllGlobals()
  await setQuota()
  for (const name of await namesInFolder()) await (await folder()).removeEntry(name)
})

describe('a file that is written where the user says', () => {
  it.each(FORMATS.map(({ key }) => key))('has the bytes of one that is handed over: %s', async (format) => {
    const place = await namedPlace()
    const told: number[] = []
    const written = await exportContacts(index, requestOf(format), place, (done) => told.push(done), never)
    const whole = await exportContacts(index, requestOf(format), null, ignore, never)
    expect(written).toEqual({ ...whole, bytes: null })
    expect(told.at(-1)).toBe(rows)
    const expected = new Uint8Array((await whole.bytes?.arrayBuffer()) ?? [])
    // More than one write to the disk.
    expect(expected.length).toBeGreaterThan(format === 'xlsx' ? 200_000 : 1 << 20)
    const stored = await bytesIn(place)
    expect(stored.length).toBe(expected.length)
    expect(stored.findIndex((byte, at) => byte !== expected[at])).toBe(-1)
  })

  it('is the old one still when the disk is full at half', async () => {
    const place = await namedPlace()
    const stream = await place.createWritable()
    await stream.write('what was there before')
    await stream.close()
    await setQuota(1_300_000)
    const work = exportContacts(index, requestOf('csv'), place, ignore, never)
    await expect(work).rejects.toMatchObject({ name: 'QuotaExceededError' })
    expect(new TextDecoder().decode(await bytesIn(place))).toBe('what was there before')
  })

  it.each(FORMATS.map(({ key }) => key))('is the old one still after a cancel: %s', async (format) => {
    const place = await namedPlace()
    const stream = await place.createWritable()
    await stream.write('what was there before')
    await stream.close()
    let done = 0
    const tell = (count: number) => {
      done = count
    }
    const work = exportContacts(index, requestOf(format), place, tell, () => done >= rows / 2)
    await expect(work).rejects.toMatchObject({ name: 'AbortError' })
    expect(new TextDecoder().decode(await bytesIn(place))).toBe('what was there before')
    // The place is free for the next one.
    await expect(exportContacts(index, requestOf(format), place, ignore, never)).resolves.toMatchObject({
      rows,
    })
  })
})

describe('the dialog, with a place that the user names', () => {
  /** For an export that cannot have ended before it is cancelled. */
  const endless: ExportedIndex = {
    *scan() {
      for (let id = 1; ; id += 1) yield contactWith({ id, company: crypto.randomUUID() })
    },
  }
  let exported: ExportedIndex = index

  /** Writes in the page what the app writes in its worker. */
  const exporter: Exporter = {
    exportContacts: (request, place, tell, signal) =>
      exportContacts(exported, request, place, tell, () => signal.aborted),
    copyTable: (request, tell, signal) => copyTable(index, request, tell, () => signal.aborted),
    surveyExport: (request, signal) => surveyExport(index, request, () => signal.aborted),
  }

  async function show(format: string) {
    vi.stubGlobal('showSaveFilePicker', namedPlace)
    const told = {
      onClose: vi.fn<() => void>(),
      onDone: vi.fn<(done: ExportDone) => void>(),
      onFailed: vi.fn<ExportDialogProps['onFailed']>(),
      onReadAgain: vi.fn<() => void>(),
    }
    await render(
      <ExportDialog
        open
        query={{ search: '', owners: [], sort: [] }}
        view={{ matching: 300_000, offset: 0, rowsOnPage: 25 }}
        visibleColumns={DEFAULT_COLUMNS}
        owners={[]}
        read={completeRead(300_000)}
        exporter={exporter}
        {...told}
      />,
    )
    await page.getByRole('radio', { name: format, exact: true }).click()
    await page.getByRole('button', { name: 'Export 300,000 contacts' }).click()
    return told
  }

  it('tells the end, and the file is whole', async () => {
    const { onDone, onFailed } = await show('CSV')
    await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce(), 30_000)
    expect(onFailed).not.toHaveBeenCalled()
    expect(onDone.mock.calls[0]?.[0]).toMatchObject({ title: '12,000 contacts exported', text: 'contacts' })
    const text = new TextDecoder().decode(await bytesIn(await namedPlace()))
    expect(text.trimEnd().split('\r\n')).toHaveLength(rows + 1)
  })

  it.each(['CSV', 'Excel'])('tells that the disk is full, and leaves no file: %s', async (format) => {
    await setQuota(400_000)
    const { onDone, onFailed } = await show(format)
    await vi.waitFor(() => expect(onFailed).toHaveBeenCalledOnce(), 30_000)
    expect(onFailed.mock.calls[0]?.[0].text).toBe('There is no room left on the disk. Nothing was saved.')
    expect(onDone).not.toHaveBeenCalled()
    expect(await namesInFolder()).toEqual([])
  })

  it('leaves no file after a cancel, and can export again', async () => {
    exported = endless
    const { onDone, onFailed } = await show('Excel')
    const progress = page.getByRole('progressbar', { name: 'Exporting contacts' })
    await vi.waitFor(() => expect(Number(progress.element().getAttribute('value'))).toBeGreaterThan(0))
    expect(await namesInFolder()).toContain('contacts')
    await page.getByRole('button', { name: 'Cancel', exact: true }).click()
    await vi.waitFor(async () => expect(await namesInFolder()).toEqual([]), 30_000)
    await expect.element(page.getByRole('button', { name: 'Export 300,000 contacts' })).toBeEnabled()
    expect([onDone.mock.calls, onFailed.mock.calls]).toEqual([[], []])
    exported = index
    await page.getByRole('button', { name: 'Export 300,000 contacts' }).click()
    await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce(), 30_000)
  })
})
