import { type DeviceStore, deviceStore } from './device-store'

/**
 * One choice among a few that is remembered on this device.
 *
 * @param name under which it is remembered
 * @param values all that can be chosen; the first one is chosen until somebody chooses
 */
export function deviceChoice<Value extends string>(
  name: string,
  values: readonly [Value, ...Value[]],
): DeviceStore<Value> {
  return deviceStore(name, (text) => values.find((value) => value === text) ?? values[0], String)
}

/** Something that is on or off, as it is at first until somebody switches it. */
export function deviceSwitch(name: string, isOnAtFirst: boolean): DeviceStore<boolean> {
  return deviceStore(
    name,
    (text) => (text === 'on' || text === 'off' ? text === 'on' : isOnAtFirst),
    (isOn) => (isOn ? 'on' : 'off'),
  )
}
