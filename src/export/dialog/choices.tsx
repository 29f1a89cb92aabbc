import { useId } from 'react'

import { formatCount } from '../../ui/text/format'
import { FORMATS, type FormatKey, formatOf } from '../formats'
import { Radio, RadioGroup } from './radio-group'

/** What is on screen, as far as the choice of rows needs it. */
export interface ExportedView {
  /** Contacts that match. */
  matching: number
  /** Where the page begins, from 0. */
  offset: number
  rowsOnPage: number
  /** Contacts that are selected, in whatever view. */
  selected: number
}

/** What the file is to hold, and how. */
export interface Choices {
  rows: 'all' | 'page' | 'selected'
  columns: 'visible' | 'all'
  format: FormatKey
}

interface ChoicesFormProps {
  choices: Choices
  onChange: (part: Partial<Choices>) => void
  view: ExportedView
  visibleColumns: number
  allColumns: number
  isDisabled: boolean
}

/** The three questions: which rows, which columns, which format. */
export function ChoicesForm({
  choices,
  onChange,
  view,
  visibleColumns,
  allColumns,
  isDisabled,
}: ChoicesFormProps) {
  const group = useId()
  const { rows, columns, format } = choices
  const { matching, offset, rowsOnPage, selected } = view
  const { has } = formatOf(format)
  return (
    <>
      <div className="grid grid-cols-2 gap-6 phone:grid-cols-1 phone:gap-5">
        <RadioGroup label="Rows">
          <Radio
            group={`${group}rows`}
            label="All matching"
            hint="The filters and search on screen"
            count={formatCount(matching)}
            isChecked={rows === 'all'}
            isDisabled={isDisabled}
            onChoose={() => onChange({ rows: 'all' })}
          />
          <Radio
            group={`${group}rows`}
            label="This page"
            hint={
              rowsOnPage === 0
                ? 'No rows'
                : `Rows ${formatCount(offset + 1)} to ${formatCount(offset + rowsOnPage)}`
            }
            count={formatCount(rowsOnPage)}
            isChecked={rows === 'page'}
            isDisabled={isDisabled}
            onChoose={() => onChange({ rows: 'page' })}
          />
          <Radio
            group={`${group}rows`}
            label="Selected"
            hint={selected === 0 ? 'Nothing is selected' : 'In whatever filter they are'}
            count={formatCount(selected)}
            isChecked={rows === 'selected'}
            isDisabled={isDisabled || selected === 0}
            onChoose={() => onChange({ rows: 'selected' })}
          />
        </RadioGroup>
        <RadioGroup label="Columns">
          <Radio
            group={`${group}columns`}
            label="Visible columns"
            hint={has.columns ? 'In the order on screen' : 'The format has its own'}
            count={formatCount(visibleColumns)}
            isChecked={columns === 'visible'}
            isDisabled={isDisabled || !has.columns}
            onChoose={() => onChange({ columns: 'visible' })}
          />
          <Radio
            group={`${group}columns`}
            label="All columns"
            hint="With first and last name, photo, IDs"
            count={formatCount(allColumns)}
            isChecked={columns === 'all'}
            isDisabled={isDisabled || !has.columns}
            onChoose={() => onChange({ columns: 'all' })}
          />
        </RadioGroup>
      </div>
      <RadioGroup label="Format">
        <div className="mt-1 grid grid-cols-2 gap-2 phone:grid-cols-1">
          {FORMATS.map(({ key, label, hint }) => (
            <Radio
              key={key}
              shape="tile"
              group={`${group}format`}
              label={label}
              hint={hint}
              isChecked={format === key}
              isDisabled={isDisabled}
              onChoose={() => onChange({ format: key })}
            />
          ))}
        </div>
      </RadioGroup>
    </>
  )
}
