import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, it, onTestFinished } from 'vitest'

import { createExportLog } from './export-log'

const record = { person: 'zoe@example.com', view: '?owner=12', scope: 'all', format: 'csv', rows: 231 }

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'linq-contacts-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

it('writes a line for each export, in order, into a file that is its owner’s alone', async () => {
  const path = join(newFolder(), 'exports.log')
  const log = createExportLog(
    path,
    () => 0,
    () => undefined,
  )
  await Promise.all([1, 2, 3].map((rows) => log.add({ ...record, rows, view: '?q="quoted"\n' })))
  const lines = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  expect(lines).toEqual(
    [1, 2, 3].map((rows) => ({
      time: '1970-01-01T00:00:00.000Z',
      event: 'export',
      ...record,
      rows,
      view: '?q="quoted"\n',
    })),
  )
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

it('puts a full file aside, and keeps nine of them', async () => {
  const folder = newFolder()
  const path = join(folder, 'exports.log')
  const log = createExportLog(
    path,
    () => 0,
    () => undefined,
  )
  for (let times = 0; times < 12; times += 1) {
    writeFileSync(path, 'x'.repeat(10_000_000))
    await log.add({ ...record, rows: times })
  }
  expect(readdirSync(folder).length).toBe(10)
  expect(readFileSync(path, 'utf8')).toContain('"rows":11')
})

it('prints lines where a system collects them', async () => {
  const lines: string[] = []
  await createExportLog(
    '-',
    () => 0,
    (line) => void lines.push(line),
  ).add(record)
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    { time: '1970-01-01T00:00:00.000Z', event: 'export', ...record },
  ])
})

it('says when it cannot write, and goes on with the next', async () => {
  const folder = newFolder()
  const log = createExportLog(
    join(folder, 'none', 'exports.log'),
    () => 0,
    () => undefined,
  )
  await expect(log.add(record)).rejects.toThrow('ENOENT')
  await expect(log.add(record)).rejects.toThrow('ENOENT')
})
