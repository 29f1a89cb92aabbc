import { deviceSwitch } from './device-choice'

const keys = deviceSwitch('letter-keys', true)

/**
 * Whether single letters start commands; remembered on this device. Who speaks to the computer switches them off (WCAG
 * 2.2, 2.1.4 Character Key Shortcuts).
 */
export function useLetterKeys(): [boolean, (isOn: boolean) => void] {
  return [keys.use(), keys.set]
}

/** Whether they start commands now. */
export function areKeysOn(): boolean {
  return keys.now()
}
