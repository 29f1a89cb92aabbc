import {
  Bookmark,
  ChartBar,
  ChevronLeft,
  ChevronRight,
  ChevronsDownUp,
  ChevronsUpDown,
  ClipboardList,
  Columns3,
  Download,
  EyeOff,
  FilterX,
  Group,
  Keyboard,
  Link as LinkIcon,
  ListFilter,
  Printer,
  RefreshCw,
  Rows3,
  Search,
  Settings,
  SunMoon,
  UserRound,
  Users,
} from 'lucide-react'

import type { Directory } from '../../directory/directory'
import { DEFAULT_COLUMNS, FIELDS, fieldOf } from '../../directory/fields'
import { QUALITY_ISSUES } from '../../directory/filters'
import { GROUP_FIELDS, type GroupField } from '../../directory/grouping'
import type { ViewQuery } from '../../directory/view-query'
import { ownerName } from '../../linq/contact'
import { Avatar, NobodyAvatar } from '../../ui/avatar/avatar'
import type { Density } from '../../ui/device/density'
import { copyText } from '../../ui/text/clipboard'
import { countOf } from '../../ui/text/format'
import { raiseToast } from '../../ui/toasts/toast-store'
import { NO_CHOICE } from '../../view/address/choices'
import type { Me } from '../../view/named/me'
import { type NamedView, addressOf } from '../../view/named/named-view'
import type { ContactsView } from '../../view/use-contacts-view'
import type { ChangeView } from '../../view/use-view-state'
import { type ViewState, filtersInUse } from '../../view/view-address'
import { clearAll } from '../filters/clear-all'
import { FILTERS, type FilterName, filterLabels, ownerLabelOf, qualityLabels } from '../filters/filter-words'
import { collapseAll, expandAll } from '../grouped/collapse'
import { selectionCommands } from '../selection/selection-commands'
import { resetLayout } from '../table/change-layout'
import { directionWords, fieldInSentence } from '../table/columns'
import { shownOwnerName } from '../table/shown'
import { linkOf, resetView } from '../views/views-actions'
import type { Command } from './command'

/** What the page can do, besides changing its view. */
export interface PageActions {
  focusSearch: () => void
  /** Null while there is nothing to export. */
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
  actions: PageActions
  device: DeviceSettings
}

const filterKeys: Record<FilterName, string> = {
  owners: 'F O',
  companies: 'F C',
  titles: 'F T',
  locations: 'F L',
  created: 'F N',
  updated: 'F U',
  quality: 'F Q',
  duplicates: 'F D',
}

/** One for all views: somebody may have ten thousand. */
const bookmark = <Bookmark aria-hidden />

/** Every action of the page, each with its key if it has one. */
export function pageCommands(context: CommandContext): Command[] {
  return [
    ...viewCommands(context),
    ...filterCommands(context),
    ...listCommands(context),
    ...selectionCommands(context),
    ...sortCommands(context),
    ...groupCommands(context),
    ...lookCommands(context),
  ]
}

function viewCommands({ state, change, namedViews, me }: CommandContext): Command[] {
  const mine: Command[] = me
    ? [
        {
          id: 'mine',
          group: 'Views',
          label: 'Show my contacts',
          hint: shownOwnerName(me.name),
          keys: 'M',
          words: 'mine owner',
          icon: <UserRound aria-hidden />,
          run: () => change({ owners: { values: [me.key], mode: 'include' } }),
        },
      ]
    : []
  return [
    ...mine,
    {
      id: 'all',
      group: 'Views',
      label: 'Show the contacts of all owners',
      keys: 'A',
      words: 'everybody',
      icon: <Users aria-hidden />,
      run: () => change({ owners: NO_CHOICE }),
    },
    ...namedViews.map((view): Command => ({
      id: `view ${view.id}`,
      group: 'Views',
      label: view.name,
      words: 'saved view',
      icon: bookmark,
      run: () => resetView(view, change),
    })),
    {
      id: 'copy link',
      group: 'Commands',
      label: 'Copy a link to this view',
      words: 'share url address',
      icon: <LinkIcon aria-hidden />,
      run: () => void copyLink(state),
    },
  ]
}

function filterCommands({ state, change, view, actions }: CommandContext): Command[] {
  const owners = view.owners.map((facet): Command => ({
    id: `owner ${facet.key}`,
    group: 'Filters',
    label: ownerLabelOf(facet),
    hint: `owner of ${countOf(facet.count, 'contact')}`,
    words: 'owner',
    icon: facet.owner ? (
      <Avatar shape="square" id={facet.owner.id} name={ownerName(facet.owner)} size={20} />
    ) : (
      <NobodyAvatar size={20} />
    ),
    run: () => change({ owners: { values: [facet.key], mode: 'include' } }),
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

function listCommands({ state, change, view, actions }: CommandContext): Command[] {
  const { page, pages } = view
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
    ...(page > 1
      ? [
          command('previous', 'Previous page', '[', <ChevronLeft aria-hidden />, () =>
            change({ page: page - 1 }),
          ),
        ]
      : []),
    ...(page < pages
      ? [command('next', 'Next page', ']', <ChevronRight aria-hidden />, () => change({ page: page + 1 }))]
      : []),
  ]
}

function sortCommands({ change }: CommandContext): Command[] {
  return FIELDS.filter(({ isColumn }) => isColumn).map(({ key, kind }) => {
    const descending = kind === 'instant'
    return command(
      `sort ${key}`,
      `Sort by ${fieldInSentence(key)}, ${directionWords(fieldOf(key).kind, descending)}`,
      undefined,
      <Columns3 aria-hidden />,
      () => change({ sort: [{ field: key, descending }] }),
      'order',
    )
  })
}

const groupKeys: Record<GroupField, string> = { owner: 'G O', company: 'G C' }

function groupCommands({ state, change }: CommandContext): Command[] {
  const { group } = state
  const by = GROUP_FIELDS.filter((field) => field !== group).map((field) =>
    command(
      `group ${field}`,
      `Group by ${fieldInSentence(field)}`,
      groupKeys[field],
      <Group aria-hidden />,
      () => change({ group: field }),
    ),
  )
  if (!group) return by
  return [
    ...by,
    command(
      'no groups',
      'Show no groups',
      'G X',
      <Group aria-hidden />,
      () => change({ group: null }),
      'ungroup',
    ),
    command('collapse all', 'Collapse all groups', undefined, <ChevronsDownUp aria-hidden />, () =>
      collapseAll(group, change),
    ),
    command('expand all', 'Expand all groups', undefined, <ChevronsUpDown aria-hidden />, expandAll, 'open'),
  ]
}

function lookCommands({ change, actions, device }: CommandContext): Command[] {
  const rows = (density: Density, label: string) =>
    command(
      `rows ${density}`,
      label,
      undefined,
      <Rows3 aria-hidden />,
      () => device.onDensity(density),
      'height',
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
    rows('default', 'Rows of normal height'),
    rows('comfortable', 'Roomy rows'),
    command('columns', 'Reset the columns', undefined, <Columns3 aria-hidden />, () => {
      change({ columns: DEFAULT_COLUMNS })
      resetLayout()
    }),
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

function command(
  id: string,
  label: string,
  keys: string | undefined,
  icon: Command['icon'],
  run: () => void,
  words?: string,
): Command {
  return { id, group: 'Commands', label, icon, run, ...(keys && { keys }), ...(words && { words }) }
}

/** The address without the place in the list: what another one should see. */
async function copyLink(state: ViewState): Promise<void> {
  const isDone = await copyText(linkOf({ id: '', name: '', address: addressOf(state) }))
  raiseToast(
    isDone
      ? { key: 'clipboard', tone: 'success', title: 'Link to this view copied' }
      : {
          key: 'clipboard',
          tone: 'error',
          title: 'The browser did not allow copying',
          text: 'Copy the address of this page by hand: it holds the whole view.',
        },
  )
}
