import { useId } from 'react'

interface SegmentsProps<Value extends string> {
  legend: string
  value: Value
  /** Value and words of each part. */
  options: readonly (readonly [Value, string])[]
  onChange: (value: Value) => void
  className?: string
}

/** A few choices side by side, exactly one of them taken: radio buttons that look like one bar. */
export function Segments<Value extends string>({
  legend,
  value,
  options,
  onChange,
  className,
}: SegmentsProps<Value>) {
  const name = useId()
  return (
    <fieldset className={className}>
      <legend className="mb-1 font-semibold">{legend}</legend>
      <div className="flex gap-0.5 rounded-[7px] bg-active p-0.5">
        {options.map(([option, words]) => (
          <label
            key={option}
            className="has-checked:bg-bg has-checked:text-fg has-focus-visible:outline-2 has-focus-visible:outline-focus relative flex-1 rounded-[5px] py-0.5 text-center font-medium text-fg-2 phone:py-3"
          >
            <input
              type="radio"
              name={name}
              className="absolute inset-0 opacity-0"
              checked={value === option}
              onChange={() => onChange(option)}
            />
            {words}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
