// @ts-check
// Opens exported files in LibreOffice and compares them with each other: `node e2e/libreoffice.mjs`, after a build.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import Papa from 'papaparse'

import { exportTo, withDemonstration } from './testing/demonstration.mjs'

const office = 'soffice'
// Cells as they are shown, separated by commas, UTF-8, every sheet in a file of its own.
const asShown = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'
const view = '/?columns=name,phone,company,email&sort=company'

/** @param {readonly string[]} args */
function runOffice(args) {
  return execFileSync(office, [...args], { stdio: ['ignore', 'pipe', 'ignore'], timeout: 120_000 })
}

function isInstalled() {
  try {
    runOffice(['--version'])
    return true
  } catch {
    return false
  }
}

/** @param {string} path */
function readCells(path) {
  const text = readFileSync(path, 'utf8').replace(/^\ufeff/, '')
  /** @type {Papa.ParseResult<string[]>} */
  const { data } = Papa.parse(text, { delimiter: ',', skipEmptyLines: true })
  // The program may end lines as it likes.
  return data.map((row) => row.map((cell) => cell.replaceAll(/\r\n?/g, '\n')))
}

/**
 * Exports the view in both formats from the built app, on made-up contacts with names that look like formulas.
 *
 * @param {string} folder
 * @returns {Promise<{ xlsx: string, csv: string }>} paths of the two files
 */
function exportFiles(folder) {
  return withDemonstration(5_000, async (page, origin) => {
    await page.goto(origin + view)
    await page.getByText(/^(Complete|Verified)$/).waitFor()
    const paths = { xlsx: join(folder, 'contacts.xlsx'), csv: join(folder, 'guarded.csv') }
    await exportTo(page, 'Excel', paths.xlsx)
    await exportTo(page, 'CSV', paths.csv)
    return paths
  })
}

async function main() {
  if (!isInstalled()) {
    console.log('LibreOffice is not installed, so no file was opened in it.')
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'linq-contacts-'))
  try {
    const { xlsx, csv } = await exportFiles(folder)
    runOffice(['--headless', '--convert-to', asShown, '--outdir', folder, xlsx])
    const shown = readCells(join(folder, 'contacts-Contacts.csv'))
    const written = readCells(csv)
    const unguarded = written.map((row) => row.map((cell) => cell.replace(/^'(?=[\s'=+\-@＝＋－＠])/u, '')))
    const different = shown.findIndex((row, index) => row.join('\0') !== unguarded[index]?.join('\0'))
    if (shown.length !== written.length || different !== -1) {
      console.log(`Row ${different + 1} of ${shown.length}: ${JSON.stringify(shown[different])}`)
      console.log(`In the CSV file, of ${written.length}: ${JSON.stringify(written[different])}`)
      process.exitCode = 1
      return
    }
    const cells = shown.flat()
    const phones = cells.filter((cell) => /^\+\d+$/.test(cell)).length
    const formulas = written.flat().filter((cell) => cell.startsWith("'")).length
    console.log(
      `LibreOffice shows all ${shown.length - 1} contacts of the Excel file as the CSV file has them: ${phones} phones with their plus, ${formulas} cells that look like formulas as text.`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

await main()
