import { useId } from 'react'

import type { Collapsed } from '../../directory/grouping'
import { formatCount } from '../../ui/text/format'
import { FORMATS, formatOf } from '../formats'
import { Radio, RadioGroup } from './radio-group'
import type { Choices } from './use-choices'

/** What is on screen, as far as the choice of rows needs it. */
export interface ExportedView {
  /** Contacts that match. */
  matching: number
  /** Where the page begins, from 0; with groups among the contacts of open ones. */
  offset: number
  rowsOnPage: number
  /** How many contacts are in collapsed groups, and which these are; absent when there are none. */
  hidden?: { count: number; collapsed: Collapsed }
}

interface ChoicesFormProps {
  choices: Choices
  onChange: (part: Partial<Choices>) => void
  view: ExportedView
  /** How many contacts are selected. */
  selected: number
  visibleColumns: number
  allColumns: number
  isDisabled: boolean
}

/** The three questions: which rows, which columns, which format. */
export function ChoicesForm(props: ChoicesFormProps) {
  const { choices, onChange, isDisabled } = props
  const group = useId()
  return (
    <>
      <div className="grid grid-cols-2 gap-6 phone:grid-cols-1 phone:gap-5">
        <RadioGroup label="Rows">
          {rowChoices(props).map(({ key, isMissing, ...words }) => (
            <Radio
              key={key}
              {...words}
              group={`${group}rows`}
              isChecked={choices.rows === key}
              isDisabled={isDisabled || isMissing}
              onChoose={() => onChange({ rows: key })}
            />
          ))}
        </RadioGroup>
        <RadioGroup label="Columns">
          {columnChoices(props).map(({ key, ...words }) => (
            <Radio
              key={key}
              {...words}
              group={`${group}columns`}
              isChecked={choices.columns === key}
              isDisabled={isDisabled || formatOf(choices.format).hasOwnColumns}
              onChoose={() => onChange({ columns: key })}
            />
          ))}
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
              isChecked={choices.format === key}
              isDisabled={isDisabled}
              onChoose={() => onChange({ format: key })}
            />
          ))}
        </div>
      </RadioGroup>
    </>
  )
}

function rowChoices({ view, selected }: ChoicesFormProps) {
  const { matching, offset, rowsOnPage } = view
  const all = {
    key: 'all',
    label: 'All matching',
    hint: 'With search and filters',
    count: formatCount(matching),
    isMissing: false,
  } as const
  const page = {
    key: 'page',
    label: 'This page',
    hint:
      rowsOnPage === 0 ? 'No rows' : `Rows ${formatCount(offset + 1)} to ${formatCount(offset + rowsOnPage)}`,
    count: formatCount(rowsOnPage),
    isMissing: false,
  } as const
  const chosen = {
    key: 'selected',
    label: 'Selected',
    hint: selected === 0 ? 'Nothing is selected' : 'Whether they match or not',
    count: formatCount(selected),
    isMissing: selected === 0,
  } as const
  return [all, page, chosen]
}

function columnChoices({ choices, visibleColumns, allColumns }: ChoicesFormProps) {
  const ownWords = formatOf(choices.format).hasOwnColumns ? 'This format has columns of its own' : null
  return [
    {
      key: 'visible',
      label: 'Visible columns',
      hint: ownWords ?? 'In the order on screen',
      count: formatCount(visibleColumns),
    },
    {
      key: 'all',
      label: 'All columns',
      hint: ownWords ?? 'With first and last name, photo, IDs',
      count: formatCount(allColumns),
    },
  ] as const
}
