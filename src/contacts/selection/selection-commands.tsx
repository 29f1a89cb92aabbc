import { Copy, ListChecks, ListFilter, ListX } from 'lucide-react'

import { formatCount } from '../../ui/text/format'
import { raiseToast } from '../../ui/toasts/toast-store'
import { selectionNow } from '../../view/selection/selection'
import type { Command } from '../commands/command'
import type { CommandContext } from '../commands/page-commands'
import { clearSelection, copySelected, selectAll, showSelected } from './selection-actions'

type SelectionContext = Pick<CommandContext, 'directory' | 'query' | 'state' | 'change' | 'view'>

/** What can be done with the selection; what needs one is there while there is one. */
export function selectionCommands({ directory, query, state, change, view }: SelectionContext): Command[] {
  const { size } = selectionNow().ids
  const command = (id: string, label: string, keys: string, icon: Command['icon'], run: () => void) => ({
    id,
    group: 'Commands' as const,
    label,
    keys,
    icon,
    words: 'selection chosen',
    run,
  })
  const copy = (field: 'email' | 'phone') =>
    command(
      `copy ${field}s`,
      `Copy ${field}s of the selected`,
      `C ${field[0] ?? ''}`.toUpperCase(),
      <Copy aria-hidden />,
      () => void copyAndTell(directory, query, field),
    )
  const canSelect = view.source === 'directory' && view.matching > 0 && query.filters?.since !== 'gone'
  return [
    ...(canSelect
      ? [
          command(
            'select all',
            `Select all ${formatCount(view.matching)}`,
            'C A',
            <ListChecks aria-hidden />,
            () => void selectAll(directory, query),
          ),
        ]
      : []),
    ...(size > 0
      ? [
          command('clear selection', 'Clear the selection', 'C X', <ListX aria-hidden />, clearSelection),
          command('show selected', 'Show only the selected', 'C S', <ListFilter aria-hidden />, () =>
            showSelected(directory, state, change),
          ),
          copy('email'),
          copy('phone'),
        ]
      : []),
  ]
}

async function copyAndTell(...copied: Parameters<typeof copySelected>): Promise<void> {
  const title = await copySelected(...copied)
  if (title !== null) raiseToast({ key: 'clipboard', tone: 'success', title })
}
