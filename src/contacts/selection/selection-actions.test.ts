import { afterEach, expect, it, vi } from 'vitest'

import type { Directory } from '../../directory/directory'
import { dismissToast, shownToasts } from '../../ui/toasts/toast-store'
import { setShownList } from '../../view/selection/shown-list'
import { unchangedView } from '../../view/testing/unchanged-view'
import { showList } from './selection-actions'

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else of it is asked
const directory = { keepList: () => 1 } as unknown as Directory

afterEach(() => {
  dismissToast('list')
  setShownList(null)
})

it('says what a list has taken the place of, and only that', () => {
  const words = (search: string) => {
    showList(directory, 'pasted', Float64Array.of(1, 2), { ...unchangedView, search }, vi.fn())
    return shownToasts()[0]?.text ?? ''
  }
  expect(words('wei')).toMatch(/^Search and filters are cleared\. The list is not part of the link/)
  expect(words('')).toMatch(/^The list is not part of the link/)
})
