import { useSyncExternalStore } from 'react'

import { clearRemembered, onOtherTabs, recall, remember } from './device-settings'

/** Something that is remembered on this device, for all components of all tabs. */
export interface DeviceStore<Value> {
  /** What it is now; the same value until it changes. */
  now: () => Value
  /** What it is now; the component that uses it follows every change. */
  use: () => Value
  /** Calls the listener after every change; gives the function that ends it. */
  subscribe: (listener: () => void) => () => void
  /** Changes it on this page, and remembers nothing until `set` does. */
  preview: (value: Value) => void
  /** Changes it; false where the device cannot remember it, so that it holds until the page is closed. */
  set: (value: Value) => boolean
}

/**
 * Makes a store. It is read when somebody asks first, and again when another tab has written it, and when this one or
 * another has forgotten everything.
 *
 * @param name under which it is remembered
 * @param read the value of what was remembered; null for nothing, and for anything it gives a valid value
 */
export function deviceStore<Value>(
  name: string,
  read: (text: string | null) => Value,
  print: (value: Value) => string,
): DeviceStore<Value> {
  let known: { value: Value } | null = null
  const listeners = new Set<() => void>()
  const change = (next: typeof known) => {
    known = next
    for (const listener of listeners) listener()
  }
  const now = () => {
    known ??= { value: read(recall(name)) }
    return known.value
  }
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  readers.push((key) => {
    if (key === null || key === name) change(null)
  })
  return {
    now,
    subscribe,
    use: () => useSyncExternalStore(subscribe, now),
    preview: (value) => change({ value }),
    set: (value) => {
      change({ value })
      return remember(name, print(value))
    },
  }
}

/** Each lets its store read again, when it is of the name or the name is null. */
const readers: ((name: string | null) => void)[] = []

function readAgain(name: string | null): void {
  for (const read of readers) read(name)
}

/** Forgets everything that was remembered on this device: every store is again what it was at first. */
export function forgetSettings(): void {
  clearRemembered()
  readAgain(null)
}

// Tests of the stores run where there is no window.
if (typeof window !== 'undefined') onOtherTabs(readAgain)
