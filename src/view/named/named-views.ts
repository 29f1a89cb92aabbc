import { useSyncExternalStore } from 'react'

import { recall, remember } from '../../ui/device/device-settings'
import { raiseToast } from '../../ui/toasts/toast-store'
import { type NamedView, viewsOf } from './named-view'

const KEY = 'views'

/** The views of this device, read when somebody asks for the first time. */
let views: readonly NamedView[] | null = null
const listeners = new Set<() => void>()

/** The named views of this device, kept up with changes, also those of other tabs. */
export function useNamedViews(): readonly NamedView[] {
  return useSyncExternalStore(subscribe, namedViews)
}

/** The named views of this device; the same list until something changes. */
export function namedViews(): readonly NamedView[] {
  views ??= read()
  return views
}

/** Keeps these views from now on. Where storage is denied or full they hold until the page is closed, which is told. */
export function keepViews(next: readonly NamedView[]): void {
  change(next)
  if (remember(KEY, JSON.stringify(next))) return
  raiseToast({
    key: 'views-not-kept',
    tone: 'warning',
    title: 'Your views could not be kept on this device',
    text: 'The browser’s storage is full or denied. They are here until this page is closed: export them to a file, so that none is lost.',
  })
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) addEventListener('storage', follow)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) removeEventListener('storage', follow)
  }
}

/** Another tab has changed something (HTML, "storage" event). */
function follow(event: StorageEvent): void {
  if (event.key === null || event.key.endsWith(`.${KEY}`)) change(read())
}

function change(next: readonly NamedView[]): void {
  views = next
  for (const listener of listeners) listener()
}

function read(): NamedView[] {
  try {
    return viewsOf(JSON.parse(recall(KEY) ?? '[]'))
  } catch {
    return []
  }
}
