import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

/** A component that is loaded when it is first shown; `preload` begins earlier, when it is likely to be shown. */
export type LazyPart<Props extends object> = LazyExoticComponent<ComponentType<Props>> & {
  preload: () => void
}

/** Makes a lazy part out of `() => import('./part')` and the name of the component in that module. */
export function lazyPart<Name extends string, Props extends object>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
): LazyPart<Props> {
  const part = lazy(async () => ({ default: (await load())[name] }))
  // A failed preload is of no interest: it is tried again, and told, when the part is shown.
  return Object.assign(part, { preload: () => void load().catch(() => undefined) })
}

/** Calls `task` when the browser has nothing else to do, at the latest after some seconds. */
export function whenIdle(task: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(task, { timeout: 5_000 })
  else setTimeout(task, 2_000)
}
