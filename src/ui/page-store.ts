import { useSyncExternalStore } from 'react'

/** A value of this page, for all its components. It is in no address, and gone with the page. */
export interface PageStore<Value> {
  /** What it is now; the same value until it changes. */
  now: () => Value
  /** What it is now; the component that uses it follows every change. */
  use: () => Value
  /** Calls the listener after every change; gives the function that ends it. */
  subscribe: (listener: () => void) => () => void
  /** Changes it. Values are replaced, and not changed themselves. */
  set: (value: Value) => void
}

/** Makes a store of the page. */
export function pageStore<Value>(initial: Value): PageStore<Value> {
  const listeners = new Set<() => void>()
  let value = initial
  const now = () => value
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  return {
    now,
    use: () => useSyncExternalStore(subscribe, now),
    subscribe,
    set: (next) => {
      value = next
      for (const listener of listeners) listener()
    },
  }
}
