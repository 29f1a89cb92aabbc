/** The formats that are compared. */
export type ComparedFormat = 'csv' | 'xlsx'

/** What every page of a contender offers. */
export interface ExportContender {
  /** Takes so many contacts in, in a worker; gives how many there are. */
  load: (total: number) => Promise<number>
  /** Makes the file of all of them in the worker; resolves when it is in hand on the main thread. */
  write: (format: ComparedFormat) => Promise<Blob>
}

declare global {
  interface Window {
    exporter: {
      load: ExportContender['load']
      /** Writes once and times it, inside the page: no bridge of the harness is in the figure. */
      measure: (format: ComparedFormat) => Promise<{ ms: number; bytes: number }>
      /** Hands the file that was written last to the browser, so that somebody else can read it. */
      save: () => void
    }
  }
}

/** Offers a contender to the harness. */
export function expose({ load, write }: ExportContender): void {
  let last = new Blob()
  window.exporter = {
    load,
    measure: async (format) => {
      last = new Blob()
      const start = performance.now()
      last = await write(format)
      return { ms: performance.now() - start, bytes: last.size }
    },
    save: () => {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(last)
      link.download = 'contacts'
      link.click()
    },
  }
}
