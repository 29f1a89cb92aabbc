import { useState } from 'react'

import { deviceChoice } from '../../ui/device/device-choice'
import type { FormatKey } from '../formats'

/** What the file is to hold, and how. */
export interface Choices {
  rows: 'all' | 'page' | 'selected'
  columns: 'visible' | 'all'
  format: FormatKey
}

const rememberedRows = deviceChoice<'all' | 'page'>('export-rows', ['all', 'page'])
const rememberedColumns = deviceChoice<Choices['columns']>('export-columns', ['visible', 'all'])
const rememberedFormat = deviceChoice<FormatKey>('export-format', ['xlsx', 'csv', 'linq-import', 'vcard'])

/**
 * The choices of the dialog, as they were the last time on this device. That the selected contacts are meant is not
 * remembered: it is so as long as there are any.
 *
 * @param isOfSelected whether they are chosen at first
 */
export function useChoices(
  hasSelected: boolean,
  isOfSelected: boolean,
): [Choices, (part: Partial<Choices>) => void] {
  const [isSelected, setSelected] = useState(isOfSelected)
  const rows = rememberedRows.use()
  const columns = rememberedColumns.use()
  const format = rememberedFormat.use()
  const change = (part: Partial<Choices>) => {
    if (part.rows) setSelected(part.rows === 'selected')
    if (part.rows && part.rows !== 'selected') rememberedRows.set(part.rows)
    if (part.columns) rememberedColumns.set(part.columns)
    if (part.format) rememberedFormat.set(part.format)
  }
  return [{ rows: hasSelected && isSelected ? 'selected' : rows, columns, format }, change]
}
