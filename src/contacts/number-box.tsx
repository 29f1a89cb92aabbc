import { type FormEvent, memo, useState } from 'react'

import { formatCount } from '../ui/text/format'

interface NumberBoxProps {
  page: number
  pages: number
  onChange: (page: number) => void
}

/** A number typed here leads to that page with Enter, or to the last one when there are not so many. */
export const NumberBox = memo(function NumberBox({ page, pages, onChange }: NumberBoxProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const go = (event: FormEvent) => {
    event.preventDefault()
    const wanted = Number.parseInt(typed ?? '', 10)
    setTyped(null)
    if (!Number.isNaN(wanted) && wanted !== page) onChange(Math.max(1, Math.min(pages, wanted)))
  }
  return (
    <form onSubmit={go} className="inline-flex items-center gap-1.5 phone:hidden">
      <label className="inline-flex items-center gap-1.5">
        Page
        <input
          inputMode="numeric"
          value={typed ?? String(page)}
          maxLength={7}
          onChange={(event) => setTyped(event.target.value.replace(/\D/g, ''))}
          onFocus={(event) => event.target.select()}
          onBlur={() => setTyped(null)}
          className="h-7 w-12 rounded border border-line-strong bg-bg text-center tabular-nums text-fg hover:border-line-check"
        />
      </label>
      <span className="tabular-nums">of {formatCount(pages)}</span>
    </form>
  )
})
