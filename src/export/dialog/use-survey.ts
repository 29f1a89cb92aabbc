import { useEffect, useState } from 'react'

import type { ExportOutcome, ExportRequest } from '../export-request'
import type { Exporter } from './exporter'

/** What is known of a file before it is made; `unknown` when the rows could not be looked through. */
export type Survey = { status: 'counting' } | { status: 'unknown' } | ({ status: 'counted' } & ExportOutcome)

/** Looks through the rows of a file before the button is pressed. Another choice ends the look and begins a new one. */
export function useSurvey(exporter: Exporter, request: ExportRequest): Survey {
  // A request is made with every drawing; only another content is another question.
  const key = keyOf(request)
  const [asked, setAsked] = useState({ key, request })
  const [answer, setAnswer] = useState<{ key: string; survey: Survey } | null>(null)
  if (asked.key !== key) setAsked({ key, request })

  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const tell = (survey: Survey) => {
      if (!signal.aborted) setAnswer({ key: asked.key, survey })
    }
    exporter.surveyExport(asked.request, signal).then(
      (outcome) => tell({ status: 'counted', ...outcome }),
      () => tell({ status: 'unknown' }),
    )
    return () => controller.abort()
  }, [exporter, asked])

  return answer?.key === key ? answer.survey : { status: 'counting' }
}

function keyOf({ rows, ...rest }: ExportRequest): string {
  const chosen = rows.scope === 'selected' ? { ...rows, ids: [...rows.ids] } : rows
  return JSON.stringify({ ...rest, rows: chosen, receipt: null })
}
