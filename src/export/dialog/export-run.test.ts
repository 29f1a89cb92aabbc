import { beforeEach, expect, it, vi } from 'vitest'

import { completeRead } from '../testing/reads'
import { cancelExport, exportRunNow, startExport } from './export-run'

const pressed = {
  query: { search: '', owners: [], sort: [] },
  view: { matching: 3, offset: 0, rowsOnPage: 3 },
  selected: new Set<number>(),
  isOfSelected: false,
  visibleColumns: [],
  owners: [],
  read: completeRead(3),
}
const begun = { what: 'file' as const, of: 3, pressed }

// A page asks before it is left while a file is made; there is none here.
beforeEach(() => {
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('removeEventListener', () => undefined)
  cancelExport()
})

it('an export is over with its result, also when news of its progress arrive later', async () => {
  const end = { onFinished: vi.fn<(result: string) => void>(), onFailed: vi.fn<(error: unknown) => void>() }
  let tell: (done: number) => void = () => undefined
  await startExport(
    (onProgress) => {
      tell = onProgress
      onProgress(2)
      expect(exportRunNow()).toMatchObject({ status: 'running', done: 2 })
      return Promise.resolve('a file')
    },
    begun,
    end,
  )
  expect(end.onFinished).toHaveBeenCalledWith('a file')
  tell(3)
  expect(exportRunNow()).toEqual({ status: 'ready' })
})

it('news of an export that is over say nothing of the next one', async () => {
  const end = { onFinished: () => undefined, onFailed: () => undefined }
  let tellOfFirst: (done: number) => void = () => undefined
  await startExport(
    (onProgress) => {
      tellOfFirst = onProgress
      return Promise.reject(new Error('no room'))
    },
    begun,
    end,
  )
  void startExport(() => new Promise<never>(() => undefined), begun, end)
  tellOfFirst(3)
  expect(exportRunNow()).toMatchObject({ status: 'running', done: 0 })
  cancelExport()
  expect(exportRunNow()).toEqual({ status: 'ready' })
})
