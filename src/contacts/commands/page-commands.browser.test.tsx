import '../../index.css'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { render, renderHook } from 'vitest-browser-react'
import { page } from 'vitest/browser'

import type { Directory } from '../../directory/directory'
import { owner, person } from '../../directory/index/testing/people'
import { EVERYTHING, NO_OWNER, type OwnerFacet } from '../../directory/view-query'
import { dismissToast } from '../../ui/toasts/toast-store'
import { chooseMe, useMe } from '../../view/named/me'
import { select } from '../../view/selection/selection'
import { shownView } from '../../view/testing/shown-view'
import { unchangedView } from '../../view/testing/unchanged-view'
import type { ContactsView } from '../../view/use-contacts-view'
import type { ViewState } from '../../view/view-address'
import { changeLayout, columnLayout, resetLayout } from '../table/change-layout'
import { KeysDialog } from './keys-dialog'
import { type CommandContext, pageCommands } from './page-commands'

const twins: OwnerFacet[] = [
  { key: '1', owner: owner(1, { name: 'Jane Whitfield', email: 'jane.w@acme.example' }), count: 12 },
  { key: '2', owner: owner(2, { name: 'Jane Whitfield', email: 'jane2@acme.example' }), count: 1 },
  { key: NO_OWNER, owner: null, count: 8 },
]

const view: ContactsView = { ...shownView, owners: twins, page: 2 }

/** The commands of a page on which everything can be done. */
function show(state: Partial<ViewState> = {}, part: Partial<CommandContext> = {}) {
  const change = vi.fn<CommandContext['change']>()
  const onSaveView = vi.fn<() => void>()
  const nothing = () => {}
  const directory: Pick<Directory, 'contact' | 'place'> = {
    contact: async (id) => person(id, { email: 'tom@acme.example' }),
    place: async () => ({ position: 0, previous: null, next: 8 }),
  }
  const commands = pageCommands({
    state: { ...unchangedView, ...state },
    change,
    view,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the commands ask nothing else
    directory: directory as Directory,
    query: EVERYTHING,
    namedViews: [],
    me: null,
    actions: {
      focusSearch: nothing,
      onExport: nothing,
      onSummary: nothing,
      onSettings: nothing,
      onFilter: nothing,
      onRefresh: nothing,
      onPaste: nothing,
      onPrint: nothing,
      onPalette: nothing,
      onKeys: nothing,
      onSaveView,
    },
    device: { onTheme: nothing, onDensity: nothing, isPrivate: false, onPrivacy: nothing },
    ...part,
  })
  const run = (label: string) => commands.find((command) => command.label === label)?.run()
  return { commands, change, onSaveView, run, labels: commands.map(({ label }) => label) }
}

afterEach(() => {
  resetLayout()
  chooseMe(null)
  select([1], false)
  dismissToast('walk')
  vi.restoreAllMocks()
})

describe('the palette can do what the page can do', () => {
  it('show, hide and pin columns', () => {
    const { run, change, labels } = show({ columns: ['name', 'company', 'phone'] })
    run('Hide the company column')
    expect(change).toHaveBeenLastCalledWith({ columns: ['name', 'phone'] })
    run('Show the owner column')
    expect(change).toHaveBeenLastCalledWith({ columns: ['name', 'company', 'owner', 'phone'] })
    run('Pin the phone column beside the name')
    expect(change).toHaveBeenLastCalledWith({ columns: ['name', 'phone', 'company'] })
    expect(columnLayout().pinned).toEqual(['phone'])
    expect(labels).not.toContain('Hide the name column')
    changeLayout({ pinned: ['company'] })
    show({ columns: ['name', 'company', 'phone'] }).run('Unpin the company column')
    expect(columnLayout().pinned).toEqual([])
  })

  it('turn to the first and the last page, and change how many rows one holds', () => {
    const { run, change, labels } = show({ rows: '25' })
    run('First page')
    expect(change).toHaveBeenLastCalledWith({ page: 1 })
    run('Last page')
    expect(change).toHaveBeenLastCalledWith({ page: 10 })
    run('Show 100 rows per page')
    expect(change).toHaveBeenLastCalledWith({ rows: '100' })
    run('Show all rows on one page')
    expect(change).toHaveBeenLastCalledWith({ rows: 'all' })
    expect(labels).not.toContain('Show 25 rows per page')
  })

  it('save the view', () => {
    const { run, onSaveView } = show()
    run('Save this view')
    expect(onSaveView).toHaveBeenCalledOnce()
  })

  it('walk from the open contact, and copy what reaches it', async () => {
    const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    const { run, change } = show({ contact: 7 })
    run('Next contact')
    await expect.poll(() => change.mock.lastCall).toEqual([{ contact: 8 }])
    run('Previous contact')
    run('Copy the email of this contact')
    await expect.poll(() => written.mock.lastCall).toEqual(['tom@acme.example'])
    expect(change).toHaveBeenCalledOnce()
    expect(show().labels).not.toContain('Next contact')
  })

  it('say who one is', async () => {
    const { commands } = show()
    const { result } = await renderHook(() => useMe())
    commands.find(({ id }) => id === 'me 2')?.run()
    await expect.poll(() => result.current).toEqual({ key: '2', name: 'Jane Whitfield' })
    expect(show({}, { me: { key: '2', name: 'Jane Whitfield' } }).commands).not.toContainEqual(
      expect.objectContaining({ id: 'me 2' }),
    )
  })
})

it('tells owners of one name apart, and reads well of nobody', () => {
  const hintOf = (id: string) => show().commands.find((command) => command.id === id)?.hint
  expect(hintOf('owner 1')).toBe('jane.w, owner of 12 contacts')
  expect(hintOf('owner 2')).toBe('jane2, owner of 1 contact')
  expect(hintOf(`owner ${NO_OWNER}`)).toBe('8 contacts')
  expect(hintOf('me 1')).toBe('jane.w')
})

it('lists every key of every command, whatever can be done now', async () => {
  await render(<KeysDialog onClose={() => {}} />)
  const caps = (of: Element) => [...of.querySelectorAll('kbd')].map((cap) => cap.textContent).join(' ')
  const listed = page
    .getByRole('definition')
    .elements()
    .map((definition) => caps(definition))
  expect(listed).toEqual([...new Set(listed)])
  select([1], true)
  const me = { key: '1', name: 'Jane Whitfield' }
  const keys = [show({ search: 'x', group: 'owner' }, { me }), show({ group: 'company' })].flatMap(
    ({ commands }) => commands.flatMap((command) => command.keys ?? []),
  )
  expect(new Set(keys).size).toBeGreaterThan(25)
  expect(listed).toEqual(expect.arrayContaining([...new Set(keys)]))
})
