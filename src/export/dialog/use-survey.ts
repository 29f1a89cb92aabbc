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
  const [answer, setAnswer] = useState<{ of: typeof asked; survey: Survey } | null>(null)
  if (asked.key !== key || idsOf(asked.request) !== idsOf(request)) setAsked({ key, request })

  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const tell = (survey: Survey) => {
      if (!signal.aborted) setAnswer({ of: asked, survey })
    }
    exporter.surveyExport(asked.request, signal).then(
      (outcome) => tell({ status: 'counted', ...outcome }),
      () => tell({ status: 'unknown' }),
    )
    return () => controller.abort()
  }, [exporter, asked])

  return answer?.of === asked ? answer.survey : { status: 'counting' }
}

/** All that a request asks for but the selected ids, of which there may be very many: those are one set, or another. */
function keyOf(request: ExportRequest): string {
  return JSON.stringify({ ...request, receipt: null })
}

function idsOf({ rows }: ExportRequest): ReadonlySet<number> | null {
  return rows.scope === 'selected' ? rows.ids : null
}
