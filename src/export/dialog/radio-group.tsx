import { type ReactNode, useId } from 'react'

import { classes } from '../../ui/classes'

interface RadioGroupProps {
  label: string
  children: ReactNode
}

/** A group of choices of which one holds; the browser's own radio buttons give it the keys of the WAI-ARIA pattern. */
export function RadioGroup({ label, children }: RadioGroupProps) {
  const id = useId()
  return (
    <div role="radiogroup" aria-labelledby={id} className="min-w-0">
      <h3 id={id} className="mb-1 font-semibold">
        {label}
      </h3>
      {children}
    </div>
  )
}

interface RadioProps {
  /** Shared by the choices of one group. */
  group: string
  label: string
  hint: string
  /** A figure at the right. */
  count?: string
  isChecked: boolean
  isDisabled: boolean
  onChoose: () => void
  shape?: 'line' | 'tile'
}

/** One choice. */
export function Radio({
  group,
  label,
  hint,
  count,
  isChecked,
  isDisabled,
  onChoose,
  shape = 'line',
}: RadioProps) {
  const hintId = useId()
  return (
    <label
      className={classes(
        'relative flex items-start gap-2.5 phone:min-h-11',
        shape === 'line' && 'py-1.5 phone:py-2',
        shape === 'tile' &&
          'rounded-lg border border-line-strong px-3 py-2 transition-colors hover:bg-hover has-[:checked]:border-accent has-[:checked]:bg-accent-soft',
      )}
    >
      <input
        type="radio"
        name={group}
        checked={isChecked}
        disabled={isDisabled}
        onChange={onChoose}
        aria-label={label}
        aria-describedby={hintId}
        className="mt-0.5 size-4 flex-none appearance-none rounded-full border border-line-check bg-bg checked:border-[5px] checked:border-accent checked:bg-white disabled:opacity-40 forced-colors:appearance-auto"
      />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className={isDisabled ? 'text-fg-3' : ''}>{label}</span>
        <span id={hintId} className="text-caption text-fg-3">
          {hint}
          {count !== undefined && <span className="sr-only">, {count}</span>}
        </span>
      </span>
      {count !== undefined && (
        <span aria-hidden className="tabular-nums text-fg-2">
          {count}
        </span>
      )}
    </label>
  )
}
