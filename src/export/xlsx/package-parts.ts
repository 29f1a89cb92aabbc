import { escapeXml } from './cell-xml'

/** The parts of a workbook that say how its sheets belong together (ECMA-376, part 1, 12 and 18; part 2). */

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const documents = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Which format a cell has: its place among the `cellXfs` of the styles. */
export const STYLE = { text: 1, instant: 2, id: 3, header: 4, wrapped: 5 } as const

/** One sheet of the workbook. */
export interface Sheet {
  name: string
  /** `A1:I232`, where the sheet has a row of filters. */
  filtered: string | null
}

/** What every sheet begins with. */
export function sheetHead(columnWidths: readonly number[], { isFrozen }: { isFrozen: boolean }): string {
  const columns = columnWidths
    .map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
    .join('')
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  const view = `<sheetView workbookViewId="0">${isFrozen ? pane : ''}</sheetView>`
  return `${head}<worksheet xmlns="${main}"><sheetViews>${view}</sheetViews><cols>${columns}</cols><sheetData>`
}

/** What every sheet ends with. */
export function sheetTail(filtered: string | null): string {
  return `</sheetData>${filtered === null ? '' : `<autoFilter ref="${filtered}"/>`}</worksheet>`
}

/** Everything but the sheets themselves, by its path. */
export function packageParts(sheets: readonly Sheet[]): [path: string, xml: string][] {
  return [
    ['[Content_Types].xml', contentTypes(sheets)],
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${documents}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    ['xl/workbook.xml', workbook(sheets)],
    ['xl/_rels/workbook.xml.rels', relationships(sheets)],
    ['xl/styles.xml', styles],
  ]
}

/** Where the sheet of a number lies, from 1. */
export function sheetPath(number: number): string {
  return `xl/worksheets/sheet${number}.xml`
}

function contentTypes(sheets: readonly Sheet[]): string {
  const overrides = [
    ['/xl/workbook.xml', 'sheet.main'],
    ...sheets.map((_, index) => [`/${sheetPath(index + 1)}`, 'worksheet']),
    ['/xl/styles.xml', 'styles'],
  ]
  const parts = overrides.map(
    ([path, type]) => `<Override PartName="${path}" ContentType="${types}.${type}+xml"/>`,
  )
  return `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.join('')}</Types>`
}

function workbook(sheets: readonly Sheet[]): string {
  const list = sheets.map(
    ({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  // Without this hidden name Excel shows the row of filters, but not in all versions.
  const names = sheets.flatMap(({ name, filtered }, index) =>
    filtered === null
      ? []
      : [
          `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">'${escapeXml(name)}'!${filtered.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')}</definedName>`,
        ],
  )
  const defined = names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`
  return `${head}<workbook xmlns="${main}" xmlns:r="${documents}"><sheets>${list.join('')}</sheets>${defined}</workbook>`
}

function relationships(sheets: readonly Sheet[]): string {
  const list = sheets.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${documents}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  )
  const style = `<Relationship Id="rId${sheets.length + 1}" Type="${documents}/styles" Target="styles.xml"/>`
  return `${head}<Relationships xmlns="${packages}/relationships">${list.join('')}${style}</Relationships>`
}

/** Number format 49 is text, 1 a whole number without a power of ten; 164 is the first of one's own. */
const styles = `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
