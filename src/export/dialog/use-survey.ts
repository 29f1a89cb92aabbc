import { useEffect, useEffectEvent, useState } from 'react'

import type { ExportOutcome, ExportRequest } from '../export-request'
import type { Exporter } from './exporter'

/** What is known of a file before it is made; `unknown` when the rows could not be looked through. */
export type Survey = { status: 'counting' } | { status: 'unknown' } | ({ status: 'counted' } & ExportOutcome)

/** How long what was seen stands while contacts still come, in milliseconds. */
const RENEWED_MS = 1000

/**
 * Looks through the rows of a file before the button is pressed. Another choice ends the look and begins a new one;
 * where more or fewer rows are chosen meanwhile, they are looked through again now and then.
 *
 * @param count how many rows are chosen
 */
export function useSurvey(exporter: Exporter, request: ExportRequest, count: number): Survey {
  // A request is made with every drawing; only another content is another question.
  const key = keyOf(request)
  const [asked, setAsked] = useState({ key, request, count })
  const [answer, setAnswer] = useState<{ of: typeof asked; survey: Survey } | null>(null)
  if (!isSame(asked, { key, request })) setAsked({ key, request, count })
  const askAgain = useEffectEvent(() => setAsked({ key, request, count }))
  const isOutdated = answer?.of === asked && asked.count !== count
  useEffect(() => {
    if (!isOutdated) return
    const timer = setTimeout(askAgain, RENEWED_MS)
    return () => clearTimeout(timer)
  }, [isOutdated])

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

  return answer && isSame(answer.of, asked) ? answer.survey : { status: 'counting' }
}

interface Question {
  key: string
  request: ExportRequest
}

function isSame(one: Question, other: Question): boolean {
  return one.key === other.key && idsOf(one.request) === idsOf(other.request)
}

/** All that a request asks for but the selected ids, of which there may be very many: those are one set, or another. */
function keyOf(request: ExportRequest): string {
  return JSON.stringify({ ...request, receipt: null })
}

function idsOf({ rows }: ExportRequest): ReadonlySet<number> | null {
  return rows.scope === 'selected' ? rows.ids : null
}
