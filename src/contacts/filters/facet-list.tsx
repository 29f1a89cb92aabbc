import { Check, Search } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId, useMemo, useRef, useState } from 'react'

import { TextButton } from '../../ui/button'
import { classes } from '../../ui/classes'
import { formatCount } from '../../ui/text/format'

/** One value of a column that can be chosen. */
export interface FacetOption {
  key: string
  label: string
  /** Tells apart two values of the same label. */
  hint?: string
  count: number
  avatar: ReactNode
  /** Whether it stands apart at the end: "No owner". */
  isLast?: boolean
}

interface FacetListProps {
  /** "Owners": the name of the list; `one` names a single value: "owner". */
  label: string
  one: string
  options: readonly FacetOption[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

/**
 * A list of values with counts, of which several may be chosen: chosen ones first, then by count. The order is set
 * when the list opens and does not move while one chooses. One focus, the search box; the arrow keys walk through the
 * options below it (WAI-ARIA combobox with a listbox that is always open).
 */
export function FacetList({ label, one, options, chosen, onChange }: FacetListProps) {
  const [search, setSearch] = useState('')
  const [active, setActive] = useState(0)
  const [chosenFirst] = useState(() => new Set(chosen))
  const [order, setOrder] = useState<readonly string[]>([])
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const shown = useMemo(
    () => arrange(options, chosenFirst, order).filter((option) => holds(option, search)),
    [options, chosenFirst, order, search],
  )
  const unknown = options.filter((option) => !order.includes(option.key))
  // Values that come while the list is open, because contacts are still being read, stand behind the others.
  if (unknown.length > 0) setOrder([...order, ...unknown.map((option) => option.key)])

  const toggle = (key: string) =>
    onChange(chosen.includes(key) ? chosen.filter((other) => other !== key) : [...chosen, key])

  const move = (to: number) => {
    const next = Math.max(0, Math.min(shown.length - 1, to))
    setActive(next)
    list.current?.querySelectorAll('[role="option"]')[next]?.scrollIntoView({ block: 'nearest' })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + 8,
      PageUp: active - 8,
    }
    const to = steps[event.key]
    const option = shown[active]
    if (to !== undefined) move(to)
    else if (event.key === 'Enter' && option) toggle(option.key)
    else return
    event.preventDefault()
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-10 flex-none items-center gap-2 border-b border-line px-3 phone:h-12">
        <Search className="size-4 flex-none text-fg-3" aria-hidden />
        <input
          ref={field}
          type="search"
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={shown[active] ? optionId(listId, shown[active].key) : undefined}
          aria-autocomplete="list"
          aria-label={`Find an ${one}`}
          placeholder={`Find an ${one}`}
          autoComplete="off"
          spellCheck={false}
          value={search}
          onChange={(event) => {
            setSearch(event.target.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
          className="h-full min-w-0 flex-1 bg-transparent outline-none phone:text-title"
        />
        {chosen.length > 0 && (
          <TextButton
            onClick={() => {
              onChange([])
              field.current?.focus()
            }}
          >
            Clear
          </TextButton>
        )}
      </div>
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-multiselectable
        aria-label={label}
        className="scroll-thin max-h-[408px] min-h-0 flex-1 overflow-auto overscroll-contain p-1 phone:max-h-none"
      >
        {shown.map((option, index) => (
          <Option
            key={option.key}
            id={optionId(listId, option.key)}
            option={option}
            isChosen={chosen.includes(option.key)}
            isActive={index === active}
            hasLineAbove={startsPart(shown, index, chosenFirst)}
            onToggle={() => {
              setActive(index)
              toggle(option.key)
            }}
          />
        ))}
      </div>
      {shown.length === 0 && <p className="px-3 pb-3 text-fg-3">No {one} is called that.</p>}
    </div>
  )
}

interface OptionProps {
  id: string
  option: FacetOption
  isChosen: boolean
  isActive: boolean
  hasLineAbove: boolean
  onToggle: () => void
}

function Option({ id, option, isChosen, isActive, hasLineAbove, onToggle }: OptionProps) {
  return (
    // What stands apart stays in sight below the list.
    <div role="presentation" className={classes(option.isLast && 'sticky -bottom-1 bg-raised pb-1')}>
      {hasLineAbove && <div role="presentation" className="mx-2 my-1 h-px bg-line" />}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys belong to the search box above */}
      <div
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={isChosen}
        aria-label={[option.label, option.hint, formatCount(option.count)].filter(Boolean).join(' ')}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onToggle}
        className={classes(
          'flex min-h-8 items-center gap-2 rounded px-2 hover:bg-hover phone:min-h-11 phone:text-title',
          isActive && 'bg-hover phone:bg-transparent',
          option.isLast && !isActive && 'bg-raised',
        )}
      >
        <CheckBox isChecked={isChosen} />
        {option.avatar}
        <span className="flex min-w-0 flex-1 items-baseline gap-1.5">
          <bdi className={classes(isChosen && 'font-medium', option.count === 0 && 'text-fg-3')}>
            {option.label}
          </bdi>
          {option.hint && <span className="truncate text-caption text-fg-3">{option.hint}</span>}
        </span>
        <span className="text-caption tabular-nums text-fg-3 phone:text-search">
          {formatCount(option.count)}
        </span>
      </div>
    </div>
  )
}

/** The look of a checkbox, for options whose state is in `aria-selected`. */
function CheckBox({ isChecked }: { isChecked: boolean }) {
  return (
    <span
      aria-hidden
      className={classes(
        'grid size-4 flex-none place-items-center rounded-sm border phone:size-5',
        isChecked ? 'border-accent bg-accent text-white forced-fill' : 'border-line-check bg-bg',
      )}
    >
      {isChecked && <Check className="size-3" strokeWidth={3} />}
    </span>
  )
}

/** Chosen ones first, then in the order in which the values were met; what stands apart is last. */
function arrange(
  options: readonly FacetOption[],
  chosenFirst: ReadonlySet<string>,
  order: readonly string[],
): FacetOption[] {
  const place = new Map(order.map((key, index) => [key, index]))
  const rank = (option: FacetOption) =>
    partOf(option, chosenFirst) * (order.length + 1) + (place.get(option.key) ?? order.length)
  return options.toSorted((left, right) => rank(left) - rank(right))
}

/** 0 for what was chosen when the list opened, 2 for what stands apart, 1 for all others. */
function partOf(option: FacetOption, chosenFirst: ReadonlySet<string>): number {
  return option.isLast ? 2 : chosenFirst.has(option.key) ? 0 : 1
}

function startsPart(shown: readonly FacetOption[], index: number, chosenFirst: ReadonlySet<string>): boolean {
  const [before, here] = [shown[index - 1], shown[index]]
  return (
    before !== undefined && here !== undefined && partOf(before, chosenFirst) !== partOf(here, chosenFirst)
  )
}

function holds(option: FacetOption, search: string): boolean {
  const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return fold(`${option.label} ${option.hint ?? ''}`).includes(fold(search.trim()))
}

function optionId(listId: string, key: string): string {
  return `${listId}-${encodeURIComponent(key)}`
}
