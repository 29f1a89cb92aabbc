import { useEffect, useState } from 'react'

import type { ExportedRows } from '../export-contacts'
import type { Exporter } from './use-export-run'

/** How many of the contacts Linq's importer will refuse; null while it is not known, and where nobody asks. */
export function useRefused(exporter: Exporter, rows: ExportedRows, isAsked: boolean): number | null {
  const [refused, setRefused] = useState<{ of: string; count: number } | null>(null)
  const of = JSON.stringify(rows)
  useEffect(() => {
    if (!isAsked) return
    const end = new AbortController()
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it was printed from such a value
    const asked = JSON.parse(of) as ExportedRows
    exporter.countRefused(asked, end.signal).then(
      (count) => !end.signal.aborted && setRefused({ of, count }),
      // Without the number the export goes on all the same; what ails the worker is told when it makes the file.
      () => undefined,
    )
    return () => end.abort()
  }, [exporter, of, isAsked])
  return isAsked && refused?.of === of ? refused.count : null
}
