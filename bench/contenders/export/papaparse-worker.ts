import Papa from 'papaparse'

import { columns } from './columns'
import { serve } from './peer-worker'

serve((contacts) => {
  const data = contacts.map((contact) => columns.map(({ value }) => value(contact)))
  return new Blob(['\ufeff', Papa.unparse({ fields: columns.map(({ label }) => label), data }), '\r\n'])
})
