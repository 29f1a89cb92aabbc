import { Check, Search } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId, useMemo, useRef, useState } from 'react'

import type { ChoiceFilter } from '../../../directory/filters'
import { fold } from '../../../directory/index/text/fold'
import { TextButton } from '../../../ui/button'
import { classes } from '../../../ui/classes'
import { formatCount } from '../../../ui/text/format'
import { NO_CHOICE } from '../../../view/address/choices'

/** One value of a column that can be chosen. */
export interface FacetOption {
  key: string
  label: string
  /** Tells apart two values of the same label. */
  hint?: string
  /** Null while it is not known. */
  count: number | null
  avatar: ReactNode
  /** Whether it stands apart at the end: "No owner". */
  isLast?: boolean
}

interface FacetListProps {
  /** "Owners": the name of the list; `one` names a single value: "owner". */
  label: string
  one: string
  /** The values that hold what is searched. */
  options: readonly FacetOption[]
  search: string
  onSearch: (search: string) => void
  /** What was searched for these options: their order is kept as long as it stays. */
  foundBy: string
  /** Values that hold what is searched and are not listed. */
  more?: number
  /** Whether no answer has come yet. */
  isComing?: boolean
  filter: ChoiceFilter
  onChange: (filter: ChoiceFilter) => void
}

/**
 * A list of values with counts, of which several may be chosen: chosen ones first, then by count. The order is set
 * when the list opens and does not move while one chooses. One focus, the search box; the arrow keys walk through the
 * options below it (WAI-ARIA combobox with a listbox that is always open).
 */
export function FacetList(props: FacetListProps) {
  const {
    label,
    one,
    options,
    search,
    onSearch,
    foundBy,
    more = 0,
    isComing = false,
    filter,
    onChange,
  } = props
  const chosen = filter.values
  const [active, setActive] = useState(0)
  // Nothing chosen is no filter, and has no mode that could be kept anywhere else.
  const [modeOfNext, setModeOfNext] = useState(filter.mode)
  const mode = chosen.length > 0 ? filter.mode : modeOfNext
  const [chosenFirst] = useState(() => new Set(chosen))
  const [order, setOrder] = useState<Order>({ foundBy, keys: [] })
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const shown = useMemo(() => arrange(options, chosenFirst, order.keys), [options, chosenFirst, order])
  const further = withFurther(order, foundBy, options)
  if (further !== order) setOrder(further)

  const choose = (values: readonly string[], inMode = mode) => {
    setModeOfNext(inMode)
    onChange(values.length === 0 ? NO_CHOICE : { values, mode: inMode })
  }
  const toggle = (key: string) =>
    choose(chosen.includes(key) ? chosen.filter((other) => other !== key) : [...chosen, key])

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
          aria-label={`Find ${withArticle(one)}`}
          placeholder={`Find ${withArticle(one)}`}
          autoComplete="off"
          spellCheck={false}
          value={search}
          onChange={(event) => {
            onSearch(event.target.value)
            setActive(0)
            list.current?.scrollTo({ top: 0 })
          }}
          onKeyDown={onKeyDown}
          className="h-full min-w-0 flex-1 bg-transparent outline-none phone:text-title"
        />
      </div>
      <div className="flex flex-none items-center gap-0.5 px-3 pb-1 pt-2">
        <ModeSwitch mode={mode} onChange={(next) => choose(chosen, next)} />
        <span className="flex-1" />
        {chosen.length > 0 && (
          <TextButton
            className="-mr-1"
            onClick={() => {
              choose([])
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
        className={classes(
          'scroll-thin max-h-[408px] flex-1 overflow-auto overscroll-contain p-1 phone:max-h-none',
          // The room that most lists take, so that the answer moves nothing.
          isComing ? 'min-h-80' : 'min-h-0',
        )}
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
      <p role="status" className="px-3 pb-3 text-fg-3 empty:pb-0">
        {isComing && 'Looking at the contacts'}
        {!isComing && shown.length === 0 && `No ${one} is called that.`}
        {more > 0 && `${formatCount(more)} more: type to find them`}
      </p>
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
  const count = option.count === null ? '' : formatCount(option.count)
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
        aria-label={[option.label, option.hint, count].filter(Boolean).join(' ')}
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
        <span className="text-caption tabular-nums text-fg-3 phone:text-search">{count}</span>
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

/** Whether contacts with the chosen values are shown, or left out. */
function ModeSwitch({
  mode,
  onChange,
}: {
  mode: ChoiceFilter['mode']
  onChange: (mode: ChoiceFilter['mode']) => void
}) {
  const name = useId()
  return (
    <span role="radiogroup" aria-label="Chosen ones" className="inline-flex gap-0.5">
      {modes.map(([value, words]) => (
        <label
          key={value}
          className="has-checked:bg-active has-checked:text-fg has-focus-visible:outline-2 has-focus-visible:outline-focus relative rounded-sm px-2.5 py-0.5 font-medium text-fg-2 phone:px-3.5 phone:py-3"
        >
          <input
            type="radio"
            name={name}
            className="absolute inset-0 opacity-0"
            checked={mode === value}
            onChange={() => onChange(value)}
          />
          {words}
        </label>
      ))}
    </span>
  )
}

const modes = [
  ['include', 'Include'],
  ['exclude', 'Exclude'],
] as const

/** The keys of values in the order in which they were met, as long as one search finds them. */
interface Order {
  foundBy: string
  keys: readonly string[]
}

/** Values that come while the list is open, because contacts are still being read, stand behind the others. */
function withFurther(order: Order, foundBy: string, options: readonly FacetOption[]): Order {
  const known = new Set(order.foundBy === foundBy ? order.keys : [])
  const further = options.flatMap(({ key }) => (known.has(key) ? [] : [key]))
  if (order.foundBy === foundBy && further.length === 0) return order
  return { foundBy, keys: [...known, ...further] }
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

/** Whether an option has a text in its words, accents forgiven. */
export function holds({ label, hint = '' }: Pick<FacetOption, 'label' | 'hint'>, search: string): boolean {
  return fold(`${label} ${hint}`).includes(fold(search))
}

function withArticle(one: string): string {
  return `${/^[aeiou]/.test(one) ? 'an' : 'a'} ${one}`
}

function optionId(listId: string, key: string): string {
  return `${listId}-${encodeURIComponent(key)}`
}
