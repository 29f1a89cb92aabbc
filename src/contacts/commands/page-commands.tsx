import {
  ChartBar,
  ClipboardList,
  Download,
  EyeOff,
  FilterX,
  Keyboard,
  ListFilter,
  Printer,
  RefreshCw,
  Rows3,
  Search,
  Settings,
  SunMoon,
} from 'lucide-react'

import type { Directory } from '../../directory/directory'
import { QUALITY_ISSUES } from '../../directory/filters'
import type { ViewQuery } from '../../directory/view-query'
import type { Density } from '../../ui/device/density'
import { countOf } from '../../ui/text/format'
import type { Me } from '../../view/named/me'
import type { NamedView } from '../../view/named/named-view'
import type { ContactsView } from '../../view/use-contacts-view'
import type { ChangeView } from '../../view/use-view-state'
import { type ViewState, filtersInUse } from '../../view/view-address'
import { ownerOptions } from '../filters/choose/owner-options'
import { clearAll } from '../filters/clear-all'
import { FILTERS, type FilterName, filterLabels, qualityLabels } from '../filters/filter-words'
import { selectionCommands } from '../selection/selection-commands'
import { type Command, command } from './command'
import { contactCommands } from './parts/contact-commands'
import { tableCommands } from './parts/table-commands'
import { viewCommands, whoCommands } from './parts/view-commands'

/** What the page can do, besides changing its view. */
export interface PageActions {
  focusSearch: () => void
  /** Null while nothing can be exported. */
  onExport: (() => void) | null
  onSummary: (isOpen: boolean) => void
  onSettings: () => void
  onFilter: (name: FilterName) => void
  onRefresh: () => void
  onPaste: () => void
  onPrint: () => void
  onPalette: () => void
  onKeys: () => void
}

/** As `PageActions`, with what the part of the commands does itself. */
export interface CommandActions extends PageActions {
  /** Asks for a name, and keeps what is shown under it. */
  onSaveView: () => void
}

/** The settings of the device that commands change. */
export interface DeviceSettings {
  onTheme: () => void
  onDensity: (density: Density) => void
  isPrivate: boolean
  onPrivacy: (isOn: boolean) => void
}

/** What the commands are about. */
export interface CommandContext {
  state: ViewState
  change: ChangeView
  view: ContactsView
  directory: Directory
  query: ViewQuery
  namedViews: readonly NamedView[]
  me: Me | null
  actions: CommandActions
  device: DeviceSettings
}

/** The keys that open the filters. */
export const filterKeys: Record<FilterName, string> = {
  owners: 'F O',
  companies: 'F C',
  titles: 'F T',
  locations: 'F L',
  created: 'F N',
  updated: 'F U',
  quality: 'F Q',
  duplicates: 'F D',
}

/** Every action of the page, each with its key if it has one. */
export function pageCommands(context: CommandContext): Command[] {
  return [
    ...viewCommands(context),
    ...filterCommands(context),
    ...listCommands(context),
    ...selectionCommands(context),
    ...contactCommands(context),
    ...tableCommands(context),
    ...lookCommands(context),
    ...whoCommands(context),
  ]
}

function filterCommands({ state, change, view, actions }: CommandContext): Command[] {
  const owners = ownerOptions(view.owners).map(({ key, label, hint, count, avatar, isLast }): Command => ({
    id: `owner ${key}`,
    group: 'Filters',
    label,
    hint: [hint, `${isLast === true ? '' : 'owner of '}${countOf(count ?? 0, 'contact')}`]
      .filter(Boolean)
      .join(', '),
    words: 'owner',
    icon: avatar,
    run: () => change({ owners: { values: [key], mode: 'include' } }),
  }))
  const issues = QUALITY_ISSUES.map((issue): Command => ({
    id: `quality ${issue}`,
    group: 'Filters',
    label: qualityLabels[issue],
    words: 'quality missing without',
    icon: <ListFilter aria-hidden />,
    run: () => change({ quality: [...new Set([...state.quality, issue])] }),
  }))
  const dialogs = FILTERS.map((name): Command => ({
    id: `filter ${name}`,
    group: 'Filters',
    label: `Filter by ${filterLabels[name].toLowerCase()}`,
    keys: filterKeys[name],
    icon: <ListFilter aria-hidden />,
    run: () => actions.onFilter(name),
  }))
  const isUsed = filtersInUse(state).length > 0 || state.search.trim() !== ''
  return [
    ...dialogs,
    ...(isUsed
      ? [
          {
            id: 'clear',
            group: 'Filters' as const,
            label: 'Clear search and filters',
            keys: 'X',
            words: 'reset remove',
            icon: <FilterX aria-hidden />,
            run: () => clearAll(state, change, actions.focusSearch),
          },
        ]
      : []),
    ...issues,
    ...owners,
  ]
}

function listCommands({ state, actions }: CommandContext): Command[] {
  // An open contact stands in the place of the summary.
  const isSummaryShown = state.summary && state.contact === null
  return [
    command('search', 'Go to the search', '/', <Search aria-hidden />, actions.focusSearch),
    command(
      'summary',
      isSummaryShown ? 'Close the summary' : 'Show the summary',
      'S',
      <ChartBar aria-hidden />,
      () => actions.onSummary(!isSummaryShown),
      'manager chart count',
    ),
    ...(actions.onExport
      ? [
          command(
            'export',
            'Export contacts',
            'E',
            <Download aria-hidden />,
            actions.onExport,
            'file csv excel',
          ),
        ]
      : []),
    command(
      'paste',
      'Find a pasted list',
      'L',
      <ClipboardList aria-hidden />,
      actions.onPaste,
      'paste emails phones names match',
    ),
    command(
      'print',
      'Print these contacts',
      undefined,
      <Printer aria-hidden />,
      actions.onPrint,
      'paper pdf',
    ),
    command(
      'refresh',
      'Read all contacts again',
      'R',
      <RefreshCw aria-hidden />,
      actions.onRefresh,
      'refresh',
    ),
  ]
}

function lookCommands({ actions, device }: CommandContext): Command[] {
  const rows = (density: Density, label: string) =>
    command(
      `rows ${density}`,
      label,
      undefined,
      <Rows3 aria-hidden />,
      () => device.onDensity(density),
      `row height density ${density}`,
    )
  return [
    command('theme', 'Change between light and dark', 'T', <SunMoon aria-hidden />, device.onTheme, 'theme'),
    command(
      'privacy',
      device.isPrivate ? 'Show emails and phones' : 'Hide emails and phones',
      'P',
      <EyeOff aria-hidden />,
      () => device.onPrivacy(!device.isPrivate),
      'privacy mask screen sharing',
    ),
    rows('compact', 'Compact rows'),
    rows('default', 'Rows of default height'),
    rows('comfortable', 'Roomy rows'),
    command(
      'settings',
      'Open the settings',
      undefined,
      <Settings aria-hidden />,
      actions.onSettings,
      'forget copy',
    ),
    command('keys', 'Show the keys', '?', <Keyboard aria-hidden />, actions.onKeys, 'help shortcuts'),
  ]
}
