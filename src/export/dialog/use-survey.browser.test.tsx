import { expect, it } from 'vitest'
import { renderHook } from 'vitest-browser-react'

import type { ExportRequest } from '../export-request'
import { NOTHING_ALTERED } from '../file-writer'
import type { Exporter } from './exporter'
import { useSurvey } from './use-survey'

const request: ExportRequest = {
  query: { search: '', owners: [], sort: [] },
  rows: { scope: 'all' },
  columns: ['name'],
  format: 'csv',
  separator: ',',
  timeZone: 'UTC',
  receipt: [],
}

/** Answers with how many times it was asked. */
function countingExporter(): Exporter & { asked: () => number } {
  let asked = 0
  const never = () => new Promise<never>(() => undefined)
  return {
    asked: () => asked,
    exportContacts: never,
    copyTable: never,
    surveyExport: () => Promise.resolve({ rows: ++asked, altered: NOTHING_ALTERED }),
  }
}

it('looks again while contacts still come, and shows the former figures until then', async () => {
  const exporter = countingExporter()
  const shown: string[] = []
  function useShown(count = 0) {
    const found = useSurvey(exporter, { ...request }, count)
    shown.push(found.status)
    return found
  }
  const { result, rerender } = await renderHook(useShown, { initialProps: 100 })
  await expect.poll(() => result.current).toMatchObject({ status: 'counted', rows: 1 })
  shown.length = 0
  for (let count = 200; count <= 2000; count += 100) {
    await rerender(count)
    await new Promise((resolve) => setTimeout(resolve, 70))
  }
  await expect.poll(() => result.current, { timeout: 5000 }).toMatchObject({ status: 'counted', rows: 3 })
  expect(shown).not.toContain('counting')
  await new Promise((resolve) => setTimeout(resolve, 1200))
  expect(exporter.asked()).toBeLessThanOrEqual(3)
})

it('another choice is counted anew', async () => {
  const exporter = countingExporter()
  const { result, rerender } = await renderHook(
    (format?: 'csv' | 'xlsx') => useSurvey(exporter, { ...request, format: format ?? 'csv' }, 100),
    { initialProps: 'csv' },
  )
  await expect.poll(() => result.current).toMatchObject({ status: 'counted', rows: 1 })
  await rerender('xlsx')
  await expect.poll(() => result.current).toMatchObject({ status: 'counted', rows: 2 })
})
