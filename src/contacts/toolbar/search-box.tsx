import { Search, X } from 'lucide-react'
import { type RefObject, memo, useCallback, useRef, useState } from 'react'

import type { OwnerFacet } from '../../directory/view-query'
import { IconButton } from '../../ui/button'
import { lazyPart } from '../../ui/lazy-part'
import type { ChangeView } from '../../view/use-view-state'
import { LONGEST_SEARCH, type ViewState } from '../../view/view-address'
import type { SearchKeys } from '../search/field-words'
import type { Draft } from '../search/use-words'

export const FieldWords = lazyPart(() => import('../search/field-words'), 'FieldWords')

interface SearchBoxProps {
  state: ViewState
  owners: readonly OwnerFacet[]
  onChange: ChangeView
  field: RefObject<HTMLInputElement | null>
}

/**
 * The largest control of the page. What is typed is asked at once; there is no delay to wait for. Words with a field are
 * read by a part that is loaded when the box is used.
 */
export const SearchBox = memo(function SearchBox(props: SearchBoxProps) {
  const { state, onChange, field } = props
  const { search } = state
  const [isUsed, setUsed] = useState(false)
  const [draft, setDraft] = useState<Draft | null>(null)
  const words = useRef<SearchKeys>(null)
  /** Whether something was typed before the part that reads words was there. */
  const isEarly = useRef(false)
  const attach = useCallback(
    (keys: SearchKeys | null) => {
      words.current = keys
      if (!keys || !isEarly.current) return
      isEarly.current = false
      keys.onType(field.current?.value ?? '')
    },
    [field],
  )
  // Another search has come by another way.
  if (draft && draft.search !== search) setDraft(null)
  const text = draft ? draft.text : search
  const clear = () => {
    setDraft(null)
    onChange({ search: '' })
  }
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
        value={text}
        onFocus={() => setUsed(true)}
        onChange={(event) => {
          const typed = event.target.value
          if (words.current) words.current.onType(typed)
          else {
            isEarly.current = true
            onChange({ search: typed })
          }
        }}
        onKeyDown={(event) => {
          words.current?.onKey(event)
          if (event.key !== 'Escape' || event.defaultPrevented) return
          event.preventDefault()
          if (text === '') event.currentTarget.blur()
          else clear()
        }}
        className="h-9 w-full appearance-none text-ellipsis rounded border border-line-strong bg-bg pl-9 pr-10 text-search hover:border-line-check focus:border-focus focus:outline-1 focus:outline-offset-0 focus:outline-focus phone:h-11 phone:rounded-lg phone:text-title"
      />
      {text === '' ? (
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
            clear()
            field.current?.focus()
          }}
        >
          <X className="size-4" aria-hidden />
        </IconButton>
      )}
      {isUsed && <FieldWords {...props} handle={attach} text={text} onDraft={setDraft} />}
    </div>
  )
})
