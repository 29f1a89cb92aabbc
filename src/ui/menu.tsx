import { type KeyboardEvent, type ReactNode, useRef } from 'react'

import { classes } from './classes'

/** One thing that can be done. */
export interface MenuItem {
  key: string
  label: ReactNode
  icon?: ReactNode
  onSelect: () => void
  /** Whether a dialog opens: it does so when the menu has gone and given the focus back, to which the dialog returns it. */
  opensDialog?: boolean
}

interface MenuProps {
  /** The accessible name. */
  label: string
  /** Items that belong together; a line stands between two groups. */
  groups: readonly (readonly MenuItem[])[]
  /** Called after an item was chosen. */
  onDone: () => void
}

/** A menu (WAI-ARIA menu pattern): arrows, Home, End and first letters move, Enter chooses. It stands in a popover. */
export function Menu({ label, groups, onDone }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null)

  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])]
    const at = items.findIndex((item) => item === document.activeElement)
    const steps: Record<string, number> = {
      ArrowDown: (at + 1) % items.length,
      ArrowUp: (at - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    }
    const to = steps[event.key] ?? byLetter(items, at, event)
    if (to === null) return
    event.preventDefault()
    items[to]?.focus()
  }

  return (
    <div
      ref={menu}
      role="menu"
      tabIndex={-1}
      aria-label={label}
      onKeyDown={onKeyDown}
      className="scroll-thin min-h-0 overflow-auto p-1 outline-none"
    >
      {groups
        .filter((items) => items.length > 0)
        .map((items, group) => (
          <div key={items[0]?.key} role="group">
            {group > 0 && <div role="separator" className="mx-2 my-1 h-px bg-line" />}
            {items.map((item, index) => (
              <button
                key={item.key}
                type="button"
                role="menuitem"
                tabIndex={group === 0 && index === 0 ? 0 : -1}
                onClick={() => {
                  if (item.opensDialog === true) {
                    onDone()
                    // The focus goes back in a task of its own (Radix, FocusScope).
                    requestAnimationFrame(() => setTimeout(item.onSelect))
                    return
                  }
                  item.onSelect()
                  onDone()
                }}
                className={classes(
                  'flex min-h-8 w-full items-center gap-2 rounded px-2 text-left phone:min-h-11 hover:bg-hover focus:bg-hover focus-visible:outline-none',
                  'forced-focus [&_svg]:size-4 [&_svg]:flex-none [&_svg]:text-fg-3',
                )}
              >
                {item.icon}
                <span className="flex min-w-0 gap-1 whitespace-nowrap">{item.label}</span>
              </button>
            ))}
          </div>
        ))}
    </div>
  )
}

/** The next item that begins with a typed letter, or null. */
function byLetter(items: readonly HTMLElement[], at: number, event: KeyboardEvent): number | null {
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey || event.key === ' ')
    return null
  const letter = event.key.toLowerCase()
  const places = items.map((_, index) => (at + 1 + index) % items.length)
  return places.find((place) => items[place]?.textContent?.trim().toLowerCase().startsWith(letter)) ?? null
}
