import { proxy } from 'comlink'

import { hasEnded } from '../../../src/directory/directory'
import type { FieldKey } from '../../../src/directory/fields'
import { createWorkerDirectory } from '../../../src/directory/worker-directory'
import { startWorker } from '../../../src/start-worker'
import type { LinqWorker } from '../../../src/worker'
import { expose } from './exporter'

// The product's own worker, which reads the API that the harness serves, and writes files as the dialog asks it to.
const directory = createWorkerDirectory<LinqWorker>({
  startWorker,
  baseUrl: '',
  copySetting: () => ({ isKept: false, days: 7 }),
})

/** The keys of `columns.ts`, in its order. */
const columns: readonly FieldKey[] = [
  'name',
  'company',
  'owner',
  'phone',
  'email',
  'title',
  'location',
  'created',
  'updated',
  'first_name',
  'last_name',
  'id',
  'owner_email',
]

async function read(): Promise<number> {
  directory.start()
  const isReading = () => {
    const { read: state } = directory.snapshot()
    // The second pass, which proves the first one, would be in the figures.
    return !hasEnded(state) || !state.isReadingAgain
  }
  while (isReading()) await new Promise((resolve) => setTimeout(resolve, 20))
  directory.pause()
  return directory.snapshot().read.contacts
}

let ticket = 0

expose({
  load: read,
  write: async (format) => {
    const request = {
      query: { search: '', owners: [], sort: [] },
      rows: { scope: 'all' as const },
      columns,
      format,
      separator: ',' as const,
      timeZone: 'UTC',
      receipt: [],
    }
    const { bytes } = await directory.ask((worker) =>
      worker.exportContacts(
        ++ticket,
        request,
        null,
        proxy(() => undefined),
      ),
    )
    if (bytes === null) throw new TypeError('The file was not given back.')
    return bytes
  },
})
