import { deviceChoice } from '../../ui/device/device-choice'

// What one chose last is offered first. Not so the rows: who once exported a page would otherwise miss the rest later.
const format = deviceChoice('export-format', ['xlsx', 'csv', 'linq', 'vcard'])
const columns = deviceChoice('export-columns', ['visible', 'all'])
const dates = deviceChoice('export-dates', ['local', 'utc'])

/** The choices of the dialog that this device remembers. */
export const lastFormat = format
export const lastColumns = columns
export const lastDates = dates
