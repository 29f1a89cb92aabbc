import { useId, useState } from 'react'

import { DATE_PRESETS, type DateFilter, type Day, dayRange } from '../../../view/address/dates'
import { presetLabels } from '../filter-words'

interface DateFieldsProps {
  /** "Created" */
  label: string
  filter: DateFilter | null
  onChange: (filter: DateFilter | null) => void
}

const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** When something happened: stretches that move with the day, or two days. */
export function DateFields({ label, filter, onChange }: DateFieldsProps) {
  const name = useId()
  const range = typeof filter === 'object' ? filter : null
  /** Two days the wrong way round, which may be half typed: they change places when that is over. */
  const [turned, setTurned] = useState<{ from: Day; to: Day } | null>(null)
  const { from, to } = turned ?? range ?? { from: null, to: null }
  const take = (first: Day | null, last: Day | null) => {
    const isTurned = first !== null && last !== null && first > last
    setTurned(isTurned ? { from: first, to: last } : null)
    if (!isTurned) onChange(dayRange(first, last))
  }
  const settle = () => {
    if (turned) onChange(dayRange(turned.from, turned.to))
    setTurned(null)
  }
  const preset = typeof filter === 'string' ? filter : null
  return (
    <div className="scroll-thin min-h-0 overflow-auto">
      <fieldset className="p-1">
        <legend className="sr-only">{label}</legend>
        {[null, ...DATE_PRESETS].map((one) => (
          <label
            key={one}
            className="has-checked:font-medium has-focus-visible:bg-hover flex min-h-8 items-center gap-2 rounded px-2 hover:bg-hover phone:min-h-11 phone:px-4 phone:text-title"
          >
            <input
              type="radio"
              name={name}
              className="size-4 flex-none accent-accent phone:size-5"
              checked={range === null && preset === one}
              onChange={() => {
                setTurned(null)
                onChange(one)
              }}
            />
            {one === null ? 'Any time' : presetLabels[one]}
          </label>
        ))}
      </fieldset>
      <div
        role="group"
        aria-label="Between two days"
        className="flex gap-2 border-t border-line px-3 pt-2.5 phone:px-4"
      >
        <DayField label="From" day={from} onChange={(day) => take(day, to)} onEnd={settle} />
        <DayField label="To" day={to} onChange={(day) => take(from, day)} onEnd={settle} />
      </div>
      <p className="px-3 pb-3 pt-2 text-caption text-fg-3 phone:px-4 phone:text-search">
        {turned ? (
          'From is after To: they change places when you go on.'
        ) : (
          <>
            Dates in <span className="wrap-anywhere">{timeZone.replaceAll('_', ' ')}</span>
          </>
        )}
      </p>
    </div>
  )
}

interface DayFieldProps {
  label: string
  day: Day | null
  onChange: (day: Day | null) => void
  /** Enter was pressed, or the focus has left both fields. */
  onEnd: () => void
}

/** A day by the browser's own field. While a year is typed, it gives years of one digit: they are no days yet. */
function DayField({ label, day, onChange, onEnd }: DayFieldProps) {
  const [draft, setDraft] = useState(day ?? '')
  const [shown, setShown] = useState(day)
  if (shown !== day) {
    setShown(day)
    setDraft(day ?? '')
  }
  return (
    <label className="min-w-0 flex-1">
      <span className="mb-0.5 block text-caption text-fg-3 phone:text-search">{label}</span>
      <input
        type="date"
        min="1900-01-01"
        max="2999-12-31"
        value={draft}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onEnd()
        }}
        onBlur={({ currentTarget, relatedTarget }) => {
          // Whoever goes from one to the other may be about to set it right.
          if (!currentTarget.closest('[role="group"]')?.contains(relatedTarget)) onEnd()
        }}
        onChange={(event) => {
          const text = event.target.value
          setDraft(text)
          if (text === '' || /^[12]\d{3}-/.test(text)) onChange(text === '' ? null : text)
        }}
        className="h-8 w-full min-w-0 rounded border border-line-strong bg-bg px-2 tabular-nums hover:border-line-check focus:border-focus focus:outline-1 focus:outline-offset-0 focus:outline-focus phone:h-11 phone:text-title"
      />
    </label>
  )
}
