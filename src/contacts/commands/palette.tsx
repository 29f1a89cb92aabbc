import { Search } from 'lucide-react'
import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'

import { classes } from '../../ui/classes'
import { countOf, formatCount } from '../../ui/text/format'
import { useFound } from '../../view/use-found'
import type { CellContext } from '../table/cells'
import { Marked } from '../table/marked'
import { COMMAND_GROUPS, type Command, commandFinder, wordsIn } from './command'
import { contactEntries } from './contact-entries'
import { Keys } from './keys'

interface PaletteProps {
  commands: readonly Command[]
  context: CellContext
  onOpenContact: (id: number) => void
  /** Shows all contacts with the typed words. */
  onSearch: (search: string) => void
  onClose: () => void
}

/** So many of a group are listed; more words find the others. */
const MOST_OF_GROUP = 8

/** So many of a group are there to be looked through before anything is typed; somebody may have 10,000 views. */
const MOST_AT_FIRST = 100

/**
 * Everything that the page can do, and the contacts, in one box (WAI-ARIA combobox with a listbox). One focus, the
 * field; arrows choose, Enter starts, Escape closes.
 */
export function Palette({ commands, context, onOpenContact, onSearch, onClose }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [search, setSearch] = useState('')
  /** The entry that was walked to; what comes later must not take its place. */
  const [active, setActive] = useState<string | null>(null)
  const listId = useId()
  const { entries, more, isAnswered } = useEntries(search, commands, context, { onOpenContact, onSearch })
  const at = Math.max(
    0,
    entries.findIndex(({ id }) => id === active),
  )

  // The clean-up comes before the element is gone: a dialog that is only taken off the page gives no focus back.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])

  const start = (entry: Command | undefined) => {
    if (!entry) return
    // Closed first, so that what the command opens gets the focus, and not what had it before.
    onClose()
    requestAnimationFrame(entry.run)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowDown: (at + 1) % entries.length,
      ArrowUp: (at - 1 + entries.length) % entries.length,
      PageDown: Math.min(entries.length - 1, at + 8),
      PageUp: Math.max(0, at - 8),
    }
    const to = steps[event.key]
    if (to !== undefined && entries.length > 0) {
      setActive(entries[to]?.id ?? null)
      document.getElementById(`${listId}-${to}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) start(entries[at])
    // A search field would only be emptied by it.
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- a press beside the palette closes it; Escape does the same
    <dialog
      ref={dialog}
      aria-label="Command palette"
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onMouseDown={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
      className="phone:translate-none fixed left-1/2 top-24 max-h-[calc(100vh-160px)] w-[640px] max-w-[calc(100vw-32px)] -translate-x-1/2 flex-col overflow-hidden rounded-xl bg-raised text-fg shadow-dialog open:flex phone:inset-0 phone:h-full phone:max-h-none phone:w-full phone:max-w-none phone:rounded-none"
    >
      <div className="flex h-[52px] flex-none items-center gap-2.5 border-b border-line px-4">
        <Search className="size-4 flex-none text-fg-3" aria-hidden />
        <input
          type="search"
          role="combobox"
          aria-label="Search for contacts and commands"
          aria-expanded={entries.length > 0}
          aria-controls={listId}
          aria-activedescendant={entries.length > 0 ? `${listId}-${at}` : undefined}
          aria-autocomplete="list"
          placeholder="Find a contact, or say what to do"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={search}
          onChange={(event) => {
            setSearch(event.target.value)
            setActive(null)
          }}
          onKeyDown={onKeyDown}
          className="h-full min-w-0 flex-1 bg-transparent text-title outline-none"
        />
        <Keys keys="Esc" className="phone:hidden" />
        <button
          type="button"
          onClick={onClose}
          className="hidden min-h-11 px-2 font-medium text-accent-text phone:block"
        >
          Cancel
        </button>
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label="What was found"
        className="scroll-thin min-h-0 flex-1 overflow-auto overscroll-contain p-2 pt-1 empty:hidden"
      >
        {COMMAND_GROUPS.map((group) => (
          <Group
            key={group}
            name={group}
            entries={entries}
            search={search}
            at={at}
            listId={listId}
            onStart={start}
          />
        ))}
      </div>
      <p role="status" className="px-4 py-3 text-fg-2 empty:hidden">
        {entries.length === 0 && isAnswered && 'Nothing is called that, and no contact has these words.'}
        {more > 0 && `${formatCount(more)} more: type ${search.trim() === '' ? '' : 'on '}to find them`}
      </p>
      <div className="flex h-10 flex-none items-center gap-4 border-t border-line bg-subtle px-4 text-caption text-fg-3 phone:hidden">
        <span className="flex items-center gap-1.5">
          <Keys keys="↑ ↓" /> to move
        </span>
        <span className="flex items-center gap-1.5">
          <Keys keys="↵" /> to choose
        </span>
        <span className="ml-auto flex items-center gap-1.5">
          <Keys keys="?" /> all keys
        </span>
      </div>
    </dialog>
  )
}

interface Starts {
  onOpenContact: (id: number) => void
  onSearch: (search: string) => void
}

/** What the typed words find, group by group, and how many more than are listed. */
function useEntries(
  search: string,
  commands: readonly Command[],
  context: CellContext,
  { onOpenContact, onSearch }: Starts,
): { entries: Command[]; more: number; isAnswered: boolean } {
  const found = useFound(search)
  const find = useMemo(() => commandFinder(commands), [commands])
  const { entries, more } = useMemo(() => {
    const all = find(search)
    if (found && found.matching > 0) {
      all.push(...contactEntries(found.rows, search, context, onOpenContact), {
        id: 'all found',
        group: 'Contacts',
        label: `Show all ${countOf(found.matching, 'contact')} with “${search.trim()}”`,
        icon: <Search aria-hidden />,
        ranges: [],
        run: () => onSearch(search.trim()),
      })
    }
    const most = search.trim() === '' ? MOST_AT_FIRST : MOST_OF_GROUP
    const listed = COMMAND_GROUPS.flatMap((group) =>
      all.filter((entry) => entry.group === group).slice(0, most),
    )
    return { entries: listed, more: all.length - listed.length }
  }, [search, find, context, found, onOpenContact, onSearch])
  return { entries, more, isAnswered: found !== undefined }
}

interface GroupProps {
  name: string
  /** Of all groups, in the order of the list. */
  entries: readonly Command[]
  search: string
  at: number
  listId: string
  onStart: (entry: Command) => void
}

function Group({ name, entries, search, at, listId, onStart }: GroupProps) {
  if (!entries.some(({ group }) => group === name)) return null
  return (
    <div role="group" aria-labelledby={`${listId}-${name}`}>
      <p
        id={`${listId}-${name}`}
        role="presentation"
        className="px-2 pb-1 pt-2 text-caption font-medium text-fg-3"
      >
        {name}
      </p>
      {entries.map((entry, index) =>
        entry.group === name ? (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys belong to the field above
          <div
            key={entry.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onStart(entry)}
            className={classes(
              'flex min-h-9 items-center gap-2.5 rounded px-2 phone:min-h-11',
              '[&>svg]:size-4 [&>svg]:flex-none [&>svg]:text-fg-3',
              index === at ? 'forced-focus bg-active' : 'hover:bg-hover',
            )}
          >
            {entry.icon}
            <span className="flex min-w-0 flex-1 items-baseline gap-2">
              <bdi className="truncate">
                <Marked text={entry.label} ranges={entry.ranges ?? wordsIn(entry.label, search) ?? []} />
              </bdi>
              {entry.hint && <bdi className="truncate text-caption text-fg-3">{entry.hint}</bdi>}
            </span>
            {entry.keys && <Keys keys={entry.keys} className="phone:hidden" />}
          </div>
        ) : null,
      )}
    </div>
  )
}
