import { type ComponentType, type ReactNode, createElement, lazy } from 'react'

import { whenOnline } from './device/use-online'
import { LazyBoundary } from './lazy-boundary'

/** A component that is loaded when it is first shown; `preload` begins earlier, when it is likely to be shown. */
export type LazyPart<Props extends object> = ComponentType<Props & LazyPartProps> & {
  preload: () => Promise<void>
}

interface LazyPartProps {
  /** Stands in the place of the part until it is there, and when its file is gone; nothing by default. */
  fallback?: ReactNode
}

/**
 * Makes a lazy part out of `() => import('./part')` and the name of the component in that module. Each stands in a
 * boundary of its own: one whose file is gone takes no other with it.
 */
export function lazyPart<Name extends string, Props extends object>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
): LazyPart<Props> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a lazy component is used as the one that it loads
  const Loaded = lazy(async () => ({
    default: (await whenLoadable().then(load))[name],
  })) as unknown as ComponentType<Props>
  function Part({ fallback, ...rest }: Props & LazyPartProps) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all but `fallback`, which is no part of `Props`
    const props = rest as unknown as Props
    return createElement(LazyBoundary, { fallback }, createElement(Loaded, props))
  }
  // A failed preload is of no interest: it is tried again, and told, when the part is shown.
  const preload = () =>
    whenLoadable()
      .then(load)
      .then(
        () => undefined,
        () => undefined,
      )
  return Object.assign(Part, { preload })
}

/**
 * Without a network a file is not asked for: a browser that failed to load it once never tries again. Where a service
 * worker keeps the page, the file may be kept, too.
 */
async function whenLoadable(): Promise<void> {
  // In plain http beyond this machine a browser has no service workers.
  if (!('serviceWorker' in navigator && navigator.serviceWorker.controller)) await whenOnline()
}

/**
 * Does one task after the other, each in a quiet moment of its own: evaluating many files at once would hold up
 * whoever types or scrolls meanwhile.
 *
 * @param tasks that never fail
 * @returns what ends it before the next task
 */
export function inQuietMoments(tasks: readonly (() => Promise<unknown>)[]): () => void {
  let isOver = false
  const quiet = () => new Promise<void>((resolve) => whenIdle(resolve))
  void (async () => {
    for (const task of tasks) {
      await quiet()
      if (isOver) return
      await task()
    }
  })()
  return () => {
    isOver = true
  }
}

/** Calls `task` when the browser has nothing else to do, at the latest after some seconds. */
export function whenIdle(task: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(task, { timeout: 5_000 })
  else setTimeout(task, 2_000)
}
