import { ChevronDown } from 'lucide-react'

import { classes } from './classes'

interface SelectProps {
  /** The accessible name. */
  label: string
  value: string
  onChange: (value: string) => void
  /** Value and words of each option. */
  options: readonly (readonly [string, string])[]
  disabled?: boolean
  className?: string
}

/** The browser's own select in our look: every phone and every screen reader knows it. */
export function Select({ label, value, onChange, options, disabled, className }: SelectProps) {
  return (
    <span className={classes('relative inline-flex items-center', className)}>
      <select
        aria-label={label}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
        className="h-7 w-full cursor-pointer appearance-none rounded border border-line-strong bg-bg pl-2 pr-7 text-fg transition-colors enabled:hover:bg-hover disabled:opacity-40 phone:h-11 phone:pl-3 phone:text-title"
      >
        {options.map(([optionValue, words]) => (
          <option key={optionValue} value={optionValue} className="bg-raised">
            {words}
          </option>
        ))}
      </select>
      <ChevronDown className="pointer-events-none absolute right-2 size-3.5 text-fg-3" aria-hidden />
    </span>
  )
}
