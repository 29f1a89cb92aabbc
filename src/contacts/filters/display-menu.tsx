import type { RefObject } from 'react'

import { DEFAULT_COLUMNS, FIELDS, type FieldKey } from '../../directory/fields'
import { AnchoredPopover } from '../../ui/anchored-popover'
import { TextButton } from '../../ui/button'
import { useDensity } from '../../ui/device/density'
import { Segments } from '../../ui/segments'
import type { ChangeView } from '../../view/use-view-state'
import type { ViewState } from '../../view/view-address'
import { isTouched, resetLayout } from '../table/change-layout'
import { useColumnLayout } from '../table/column-layout'
import { withColumn } from '../table/column-order'
import { GroupFields } from './group-fields'
import { OrderFields } from './order-fields'

interface DisplayMenuProps {
  anchor: RefObject<HTMLElement | null>
  state: ViewState
  onChange: ChangeView
  onClose: () => void
}

/** How the table looks: its order, its groups, its columns, the height of its rows. */
export function DisplayMenu({ anchor, state, onChange, onClose }: DisplayMenuProps) {
  return (
    <AnchoredPopover label="Display" anchor={anchor} align="end" className="w-72" onClose={onClose}>
      <div className="scroll-thin flex min-h-0 flex-col gap-4 overflow-auto p-4">
        <OrderFields sort={state.sort} onSort={(sort) => onChange({ sort })} />
        <GroupFields group={state.group} onChange={onChange} />
        <Density />
        <Columns
          visible={state.columns}
          onChange={(columns) => onChange({ columns })}
          onReset={() => {
            onChange({ columns: DEFAULT_COLUMNS })
            resetLayout()
          }}
        />
        <ResetAll state={state} onChange={onChange} />
      </div>
    </AnchoredPopover>
  )
}

function Density() {
  const [density, setDensity] = useDensity()
  return (
    <Segments
      legend="Row height"
      value={density}
      options={[
        ['compact', 'Compact'],
        ['default', 'Default'],
        ['comfortable', 'Roomy'],
      ]}
      onChange={setDensity}
    />
  )
}

/** Takes back everything that this menu changes, when there is something to take back. */
function ResetAll({ state, onChange }: Pick<DisplayMenuProps, 'state' | 'onChange'>) {
  const [density, setDensity] = useDensity()
  const hasOwnColumns = useHasOwnColumns(state.columns)
  const isAsItWas = state.group === null && state.sort.length === 0 && density === 'default' && !hasOwnColumns
  if (isAsItWas) return null
  return (
    <TextButton
      className="self-start"
      onClick={() => {
        onChange({ group: null, sort: [], columns: DEFAULT_COLUMNS })
        setDensity('default')
        resetLayout()
      }}
    >
      Reset display
    </TextButton>
  )
}

/** Whether other columns are shown than at first, or some have another width or place. */
function useHasOwnColumns(visible: readonly FieldKey[]): boolean {
  const layout = useColumnLayout()
  return visible.join() !== DEFAULT_COLUMNS.join() || isTouched(layout)
}

interface ColumnsProps {
  visible: readonly FieldKey[]
  onChange: (columns: FieldKey[]) => void
  onReset: () => void
}

/** Which columns are shown. The name always is, because it names its row and opens it. */
function Columns({ visible, onChange, onReset }: ColumnsProps) {
  const hasOwnColumns = useHasOwnColumns(visible)
  return (
    <fieldset>
      <legend className="mb-1 flex w-full items-center font-semibold">
        <span className="flex-1">Columns</span>
        {hasOwnColumns && (
          <TextButton className="-my-0.5 font-normal" onClick={onReset}>
            Reset columns
          </TextButton>
        )}
      </legend>
      {FIELDS.map((field) => (
        <label key={field.key} className="has-disabled:text-fg-3 flex min-h-7 items-center gap-2 rounded">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            disabled={field.key === 'name'}
            checked={visible.includes(field.key)}
            onChange={(event) =>
              onChange(
                event.target.checked
                  ? withColumn(visible, field.key)
                  : visible.filter((other) => other !== field.key),
              )
            }
          />
          {field.label}
        </label>
      ))}
    </fieldset>
  )
}
