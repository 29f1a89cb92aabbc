import { expect, it, vi } from 'vitest'

import { collapsedGroups } from '../../view/collapsed-groups'
import type { ChangeView } from '../../view/use-view-state'
import { collapseAll, expandAll, toggleGroup } from './collapse'

it('a group is collapsed and opened, also out of all', () => {
  toggleGroup('owner', '7')
  toggleGroup('owner', '8')
  toggleGroup('owner', '7')
  expect(collapsedGroups('owner')).toEqual({ isAll: false, keys: ['8'] })
  collapseAll('owner', vi.fn<ChangeView>())
  toggleGroup('owner', '8')
  expect(collapsedGroups('owner')).toEqual({ isAll: true, keys: ['8'] })
  expandAll()
  expect(collapsedGroups('owner')).toEqual({ isAll: false, keys: [] })
})

it('what is collapsed of one field says nothing of another', () => {
  collapseAll('owner', vi.fn<ChangeView>())
  expect(collapsedGroups('company')).toEqual({ isAll: false, keys: [] })
  toggleGroup('company', 'Acme')
  expect(collapsedGroups('company')).toEqual({ isAll: false, keys: ['Acme'] })
  expect(collapsedGroups('owner')).toEqual({ isAll: false, keys: [] })
})
