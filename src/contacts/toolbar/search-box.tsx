import { Search, X } from 'lucide-react'
import { type RefObject, memo } from 'react'

import { IconButton } from '../../ui/button'
import { LONGEST_SEARCH } from '../../view/view-address'

interface SearchBoxProps {
  value: string
  onChange: (search: string) => void
  field: RefObject<HTMLInputElement | null>
}

/** The largest control of the page. What is typed is asked at once; there is no delay to wait for. */
export const SearchBox = memo(function SearchBox({ value, onChange, field }: SearchBoxProps) {
  return (
    <div
      role="search"
      className="relative flex flex-[0_1_560px] items-center phone:order-3 phone:flex-[1_1_240px]"
    >
      <Search className="pointer-events-none absolute left-[11px] size-4 text-fg-3" aria-hidden />
      <input
        ref={field}
        type="search"
        aria-label="Search contacts"
        aria-keyshortcuts="/"
        placeholder="Search name, email, phone, company…"
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        maxLength={LONGEST_SEARCH}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          if (value === '') event.currentTarget.blur()
          else onChange('')
        }}
        className="h-9 w-full appearance-none text-ellipsis rounded border border-line-strong bg-bg pl-9 pr-10 text-search hover:border-line-check focus:border-focus focus:outline-1 focus:outline-offset-0 focus:outline-focus phone:h-11 phone:rounded-lg phone:text-title"
      />
      {value === '' ? (
        <kbd
          aria-hidden
          className="pointer-events-none absolute right-2 inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-line-strong px-1 font-sans text-micro font-medium text-fg-3 phone:hidden"
        >
          /
        </kbd>
      ) : (
        <IconButton
          label="Clear the search"
          size="small"
          className="absolute! right-1 text-fg-3 phone:right-0"
          onClick={() => {
            onChange('')
            field.current?.focus()
          }}
        >
          <X className="size-4" aria-hidden />
        </IconButton>
      )}
    </div>
  )
})
