import { useEffect, useRef } from 'react'

import { Dialog } from '../../ui/dialog'
import type { ChangeView } from '../../view/use-view-state'
import type { ViewState } from '../../view/view-address'
import { NewViewForm } from './new-view-form'
import { raiseTold } from './views-actions'

interface SaveDialogProps {
  state: ViewState
  onChange: ChangeView
  onClose: () => void
}

/** Asks for the name of what is shown, for who saves it without the list of views. */
export function SaveDialog({ state, onChange, onClose }: SaveDialogProps) {
  const form = useRef<HTMLDivElement>(null)

  // A dialog that opens gives the focus to its first button; who comes here has nothing to do but to write.
  useEffect(() => form.current?.querySelector('input')?.focus(), [])

  return (
    <Dialog open title="Save this view" onOpenChange={onClose}>
      <div ref={form}>
        <NewViewForm
          state={state}
          onChange={onChange}
          onSaved={(name) => {
            onClose()
            raiseTold({ title: `“${name}” saved` })
          }}
          onCancel={onClose}
        />
      </div>
    </Dialog>
  )
}
