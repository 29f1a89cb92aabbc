import { useSyncExternalStore } from 'react'

import { recall, remember } from './device-settings'

/** One choice among a few that is remembered on this device. */
export interface DeviceChoice<Value extends string> {
  /** What is chosen now, and how it is changed: every component that uses it follows. */
  use: () => [Value, (value: Value) => void]
  /** What is chosen now. */
  now: () => Value
}

/**
 * Makes a choice.
 *
 * @param name under which it is remembered
 * @param values all that can be chosen; the first one is chosen until somebody chooses
 */
export function deviceChoice<Value extends string>(
  name: string,
  values: readonly [Value, ...Value[]],
): DeviceChoice<Value> {
  const remembered = recall(name)
  let chosen: Value = values.find((value) => value === remembered) ?? values[0]
  const listeners = new Set<() => void>()
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  const choose = (value: Value) => {
    chosen = value
    remember(name, value)
    for (const listener of listeners) listener()
  }
  return { now: () => chosen, use: () => [useSyncExternalStore(subscribe, () => chosen), choose] }
}
