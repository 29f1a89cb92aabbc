import { Dialog } from '../../ui/dialog'
import type { ChangeView } from '../../view/use-view-state'
import type { ViewState } from '../../view/view-address'
import { NameForm } from './name-form'
import { raiseTold, saveView } from './views-actions'

interface SaveDialogProps {
  state: ViewState
  onChange: ChangeView
  onClose: () => void
}

/** Asks for the name of what is shown, for who saves it without the list of views. */
export function SaveDialog({ state, onChange, onClose }: SaveDialogProps) {
  return (
    <Dialog open title="Save this view" onOpenChange={onClose}>
      <NameForm
        label="Name of this view"
        action="Save"
        initial=""
        onSubmit={(name) => {
          onChange({ named: saveView(name, state) })
          onClose()
          raiseTold({ title: `“${name}” saved` })
        }}
        onCancel={onClose}
      />
    </Dialog>
  )
}
