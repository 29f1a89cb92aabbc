import { classes } from '../../../ui/classes'
import { formatCount } from '../../../ui/text/format'

interface CheckLineProps {
  label: string
  /** Null while it is not known. */
  count: number | null
  isChecked: boolean
  onChange: (isChecked: boolean) => void
}

/** A checkbox with its words and its count, in a line that looks like an option. */
export function CheckLine({ label, count, isChecked, onChange }: CheckLineProps) {
  return (
    <label className="has-focus-visible:bg-hover flex min-h-8 items-center gap-2 rounded px-2 hover:bg-hover phone:min-h-11 phone:px-4 phone:text-title">
      <input
        type="checkbox"
        className="size-4 flex-none accent-accent phone:size-5"
        checked={isChecked}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={classes('flex-1', isChecked && 'font-medium', count === 0 && 'text-fg-3')}>
        {label}
      </span>
      <span className="text-caption tabular-nums text-fg-3 phone:text-search">
        {count === null ? '' : formatCount(count)}
      </span>
    </label>
  )
}
