import { deviceStore } from '../../ui/device/device-store'
import { raiseToast } from '../../ui/toasts/toast-store'
import { type NamedView, viewsOf } from './named-view'

const views = deviceStore<readonly NamedView[]>('views', read, JSON.stringify)

/** The named views of this device, kept up with changes, also those of other tabs. */
export function useNamedViews(): readonly NamedView[] {
  return views.use()
}

/** The named views of this device; the same list until something changes. */
export function namedViews(): readonly NamedView[] {
  return views.now()
}

/** Keeps these views from now on. Where storage is denied or full they hold until the page is closed, which is told. */
export function keepViews(next: readonly NamedView[]): void {
  if (views.set(next)) return
  raiseToast({
    key: 'views-not-kept',
    tone: 'warning',
    title: 'Your views could not be kept on this device',
    text: 'The browser’s storage is full or denied. They are here until this page is closed: export them to a file, so that none is lost.',
  })
}

function read(text: string | null): NamedView[] {
  try {
    return viewsOf(JSON.parse(text ?? '[]'))
  } catch {
    return []
  }
}
