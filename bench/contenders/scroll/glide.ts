import '@glideapps/glide-data-grid/dist/index.css'
import { DataEditor, type GridCell, GridCellKind } from '@glideapps/glide-data-grid'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'

import { parsedContacts } from '../../contacts/contacts.mjs'
import { columns, pictureOf, rowHeight } from './scroller'

window.scroller = {
  load: async (total) => {
    const contacts = parsedContacts(total)
    const root = document.createElement('div')
    const portal = document.createElement('div')
    portal.id = 'portal'
    document.body.append(root, portal)
    const getCellContent = ([column, row]: readonly [number, number]): GridCell => {
      const contact = contacts[row]
      const text = (contact && columns[column]?.value(contact)) ?? ''
      if (column === 0 && contact)
        return {
          kind: GridCellKind.Drilldown,
          allowOverlay: false,
          data: [{ text, img: pictureOf(contact) }],
        }
      return { kind: GridCellKind.Text, allowOverlay: false, data: text, displayData: text }
    }
    createRoot(root).render(
      createElement(DataEditor, {
        getCellContent,
        columns: columns.map(({ label }) => ({ title: label, width: 160 })),
        rows: contacts.length,
        rowHeight,
        width: '100vw',
        height: '100vh',
      }),
    )
    return contacts.length
  },
  element: () => document.querySelector('.dvn-scroller'),
}
