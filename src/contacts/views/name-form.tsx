import { type FormEvent, useEffect, useId, useRef, useState } from 'react'

import { Button } from '../../ui/button'
import { LONGEST_NAME, cleanName, viewCalled } from '../../view/named/named-view'
import { namedViews } from '../../view/named/named-views'

interface NameFormProps {
  /** The name of the field. */
  label: string
  /** The words of the button. */
  action: string
  initial: string
  onSubmit: (name: string) => void
  /** Null when there is no way back to go. */
  onCancel: (() => void) | null
}

/** Asks for the name of a view; one that is empty or taken is told, and what was typed stays. */
export function NameForm({ label, action, initial, onSubmit, onCancel }: NameFormProps) {
  const [name, setName] = useState(initial)
  const [problem, setProblem] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const id = useId()

  useEffect(() => field.current?.select(), [])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const clean = cleanName(name)
    const taken = viewCalled(namedViews(), clean)
    if (clean === '') setProblem('Give the view a name.')
    else if (taken && taken.name !== initial) setProblem('Another view has this name.')
    else {
      onSubmit(clean)
      return
    }
    field.current?.focus()
  }

  return (
    <form onSubmit={submit} className="flex flex-wrap items-center gap-1.5">
      <input
        ref={field}
        data-own-escape={onCancel ? '' : undefined}
        aria-label={label}
        aria-invalid={problem !== ''}
        aria-describedby={id}
        placeholder={label}
        autoComplete="off"
        maxLength={LONGEST_NAME}
        value={name}
        onChange={(event) => {
          setName(event.target.value)
          setProblem('')
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !onCancel) return
          // The list stays open, also in a dialog: only the name is given up.
          event.preventDefault()
          event.stopPropagation()
          onCancel()
        }}
        className="h-8 min-w-0 flex-1 rounded border border-line-strong bg-bg px-2 hover:border-line-check phone:h-11 phone:text-title"
      />
      <Button type="submit" variant="primary">
        {action}
      </Button>
      {onCancel && (
        <Button variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
      )}
      <p id={id} role="status" className="w-full text-danger empty:hidden">
        {problem}
      </p>
    </form>
  )
}
