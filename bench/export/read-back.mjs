// @ts-check
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import Papa from 'papaparse'
import readWorkbook from 'read-excel-file/node'

/**
 * Reads the files of all writers with readers that none of them wrote, and tells in words where one differs from the
 * first: in the number of rows, the labels, or any cell. Nothing when all hold the same.
 *
 * @param {string} files the folder
 * @param {readonly import('./write-rounds.mjs').Writer[]} writers
 * @param {number} total
 * @returns {Promise<string[]>}
 */
export async function differencesIn(files, writers, total) {
  /** @type {string[]} */
  const problems = []
  /** @type {(string | number)[][] | null} */
  let expected = null
  for (const { name, format } of writers) {
    const rows = await readRows(join(files, `${name}.${format}`), format)
    expected ??= rows
    if (rows.length !== total + 1) problems.push(`${name}, ${format}: ${rows.length - 1} rows of ${total}`)
    const first = expected
    const different = rows.findIndex((row, index) => !isSame(row, first[index]))
    if (different !== -1)
      problems.push(
        `${name}, ${format}, row ${different}: ${JSON.stringify(rows[different])} instead of ${JSON.stringify(first[different])}`,
      )
  }
  return problems
}

/**
 * @param {string} path
 * @param {'csv' | 'xlsx'} format
 */
async function readRows(path, format) {
  if (format === 'csv') {
    const text = (await readFile(path, 'utf8')).replace(/^\ufeff/, '')
    /** @type {Papa.ParseResult<string[]>} */
    const { data } = Papa.parse(text, { delimiter: ',', newline: '\r\n', skipEmptyLines: true })
    return data.map((row) => row.map(comparable))
  }
  const [sheet] = await readWorkbook(await readFile(path), { trim: false })
  return (sheet?.data ?? []).map((row) => row.map(comparable))
}

/** What a spreadsheet's fractions of a day lose of an instant. */
const lostMs = 2

/**
 * @param {readonly (string | number)[]} row
 * @param {readonly (string | number)[] | undefined} other
 */
function isSame(row, other) {
  if (other === undefined || row.length !== other.length) return false
  return row.every((cell, index) => {
    const beside = other[index]
    if (typeof cell === 'string' || typeof beside === 'string') return cell === beside
    return Math.abs(cell - (beside ?? NaN)) <= lostMs
  })
}

/**
 * A value without what a format makes of it: the guard's apostrophe, the zone in a label; an instant in milliseconds.
 *
 * @param {unknown} cell
 */
function comparable(cell) {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.getTime()
  const text = typeof cell === 'string' ? cell : JSON.stringify(cell)
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return Date.parse(text)
  return text.replace(/^'(?=[=+\-@])/, '').replace(/ \(UTC\)$/, '')
}
