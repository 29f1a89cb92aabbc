import { Link as LinkIcon, Pencil, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'

import { IconButton } from '../../ui/button'
import { classes } from '../../ui/classes'
import { CopyButton } from '../../ui/copy-button'
import type { NamedView } from '../../view/named/named-view'
import { NameForm } from './name-form'
import { linkOf, renameView } from './views-actions'

interface ViewLineProps {
  view: NamedView
  isCurrent: boolean
  isChanged: boolean
  onOpen: () => void
  onDelete: () => void
}

/** One named view: a press opens it; what else can be done with it shows on hover and focus, and always on touch. */
export function ViewLine({ view, isCurrent, isChanged, onOpen, onDelete }: ViewLineProps) {
  const [isRenaming, setRenaming] = useState(false)
  const line = useRef<HTMLLIElement>(null)
  const endRenaming = () => {
    setRenaming(false)
    requestAnimationFrame(() => line.current?.querySelector('button')?.focus())
  }
  if (isRenaming) {
    return (
      <li className="p-1">
        <NameForm
          label="New name of the view"
          action="Rename"
          initial={view.name}
          onSubmit={(name) => {
            renameView(view, name)
            endRenaming()
          }}
          onCancel={endRenaming}
        />
      </li>
    )
  }
  return (
    <li ref={line} className="group/line has-focus-visible:bg-hover flex items-center rounded hover:bg-hover">
      <button
        type="button"
        aria-current={isCurrent || undefined}
        title={view.name}
        onClick={onOpen}
        className={classes(
          'flex min-h-8 min-w-0 flex-1 items-center gap-2 rounded pl-2 text-left focus-visible:-outline-offset-2 phone:min-h-11 phone:pl-3',
          isCurrent && 'font-medium text-accent-text',
        )}
      >
        <bdi className="truncate">{view.name}</bdi>
        {isChanged && <span className="flex-none text-caption font-normal text-fg-3">changed</span>}
      </button>
      <span className="flex flex-none items-center opacity-0 group-focus-within/line:opacity-100 group-hover/line:opacity-100 [@media(hover:none)]:opacity-100">
        <IconButton label={`Rename ${view.name}`} size="small" onClick={() => setRenaming(true)}>
          <Pencil className="size-4" aria-hidden />
        </IconButton>
        <CopyButton label={`Copy link to ${view.name}`} icon={<LinkIcon />} value={linkOf(view)} />
        <IconButton
          label={`Delete ${view.name}`}
          size="small"
          onClick={(event) => {
            const own = event.currentTarget.closest('li')
            const next = own?.nextElementSibling ?? own?.previousElementSibling
            const list = own?.parentElement?.parentElement
            onDelete()
            // The line is gone: its neighbour takes the focus, or what is left of the list.
            requestAnimationFrame(() =>
              (next?.querySelector('button') ?? list?.querySelector<HTMLElement>('input, button'))?.focus(),
            )
          }}
        >
          <Trash2 className="size-4" aria-hidden />
        </IconButton>
      </span>
    </li>
  )
}
