import ExcelJS from 'exceljs'

import { columns } from './columns'
import { serve } from './peer-worker'

// What our sheet has, as ExcelJS's guide has it: dates as dates, text as text, labels that stay, a filter, widths.
serve(async (contacts) => {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('Contacts', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map(({ label, isInstant }) => ({
    header: label,
    width: 22,
    style: { numFmt: isInstant ? 'yyyy-mm-dd hh:mm:ss' : label === 'Linq ID' ? '0' : '@' },
  }))
  sheet.addRows(
    contacts.map((contact) =>
      columns.map(({ value, isInstant }) => {
        const given = value(contact)
        return isInstant && given !== null ? new Date(given) : given
      }),
    ),
  )
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: contacts.length + 1, column: columns.length } }
  return new Blob([await workbook.xlsx.writeBuffer()])
})
