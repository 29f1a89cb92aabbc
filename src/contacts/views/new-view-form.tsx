import type { ChangeView } from '../../view/use-view-state'
import type { ViewState } from '../../view/view-address'
import { NameForm } from './name-form'
import { saveView } from './views-actions'

interface NewViewFormProps {
  state: ViewState
  onChange: ChangeView
  /** Told the name under which what is shown was saved; it is that view from now on. */
  onSaved: (name: string) => void
  /** Null where there is nothing to go back to. */
  onCancel: (() => void) | null
}

/** Saves what is shown as a new view, under a name. */
export function NewViewForm({ state, onChange, onSaved, onCancel }: NewViewFormProps) {
  return (
    <NameForm
      label="Name of this view"
      action="Save"
      initial=""
      onSubmit={(name) => {
        onChange({ named: saveView(name, state) })
        onSaved(name)
      }}
      onCancel={onCancel}
    />
  )
}
