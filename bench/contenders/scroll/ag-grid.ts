import {
  CellStyleModule,
  ClientSideRowModelModule,
  createGrid,
  ModuleRegistry,
  RowApiModule,
} from 'ag-grid-community'

import { parsedContacts, type WireContact } from '../../contacts/contacts.mjs'
import { columns, pictureOf, rowHeight } from './scroller'

ModuleRegistry.registerModules([CellStyleModule, ClientSideRowModelModule, RowApiModule])

/** A picture and the name beside it, as AG Grid's guide has it: a function that gives an element. */
function nameCell({ data }: { data: WireContact | undefined }): HTMLElement {
  const cell = document.createElement('span')
  if (data === undefined) return cell
  const picture = document.createElement('img')
  Object.assign(picture, { src: pictureOf(data), width: 24, height: 24, alt: '', loading: 'lazy' })
  cell.append(picture, data.full_name)
  return cell
}

window.scroller = {
  load: async (total) => {
    const element = document.createElement('div')
    element.style.height = '100vh'
    document.body.append(element)
    const api = createGrid<WireContact>(element, {
      rowData: parsedContacts(total),
      columnDefs: columns.map(({ label, value }) => ({
        headerName: label,
        valueGetter: ({ data }: { data: WireContact | undefined }) => data && value(data),
        ...(label === 'Name' && { cellRenderer: nameCell }),
      })),
      rowHeight,
      animateRows: false,
    })
    return api.getDisplayedRowCount()
  },
  element: () => document.querySelector('.ag-grid-viewport'),
}
