import { useDensity } from '../../ui/device/density'
import { usePrivacy } from '../../ui/device/privacy'
import { useTheme } from '../../ui/device/theme'
import { useDirectory } from '../../view/directory-context'
import { useMe } from '../../view/named/me'
import { useNamedViews } from '../../view/named/named-views'
import { useViewQuery } from '../../view/use-view-state'
import type { CellContext } from '../table/cells'
import { SaveDialog } from '../views/save-dialog'
import { KeysDialog } from './keys-dialog'
import { type CommandContext, type PageActions, pageCommands } from './page-commands'
import { usePageKeys } from './page-keys'
import { Palette } from './palette'

/** What of the commands is open. */
export type OpenCommands = 'palette' | 'keys' | 'save view' | null

interface CommandsPartProps extends Omit<
  CommandContext,
  'namedViews' | 'me' | 'device' | 'directory' | 'query' | 'actions'
> {
  actions: PageActions
  open: OpenCommands
  onOpenChange: (open: OpenCommands) => void
  onOpenContact: (id: number) => void
  context: CellContext
}

/** Keys, palette and help: everything the page can do, in one list. Loaded when the browser has nothing else to do. */
export function CommandsPart(props: CommandsPartProps) {
  const { open, onOpenChange, onOpenContact, context, ...page } = props
  const namedViews = useNamedViews()
  const me = useMe()
  const directory = useDirectory()
  const query = useViewQuery(page.state)
  const [theme, setTheme] = useTheme()
  const [, setDensity] = useDensity()
  const [isPrivate, setPrivate] = usePrivacy()
  const device = {
    onTheme: () => setTheme(theme === 'dark' ? 'light' : 'dark'),
    onDensity: setDensity,
    isPrivate,
    onPrivacy: setPrivate,
  }
  // Made when they are needed: the page is drawn with every keystroke.
  const actions = { ...page.actions, onSaveView: () => onOpenChange('save view') }
  const commandsNow = () => pageCommands({ ...page, actions, namedViews, me, device, directory, query })
  usePageKeys(commandsNow)
  const close = () => onOpenChange(null)
  return (
    <>
      {open === 'palette' && (
        <Palette
          commands={commandsNow()}
          context={context}
          onOpenContact={onOpenContact}
          onSearch={(search) => page.change({ search })}
          onClose={close}
        />
      )}
      {open === 'save view' && <SaveDialog state={page.state} onChange={page.change} onClose={close} />}
      {open === 'keys' && <KeysDialog onClose={close} />}
    </>
  )
}
