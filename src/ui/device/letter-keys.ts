import { deviceChoice } from './device-choice'

const keys = deviceChoice('letter-keys', ['on', 'off'])

/**
 * Whether single letters start commands; remembered on this device. Who speaks to the computer switches them off (WCAG
 * 2.2, 2.1.4 Character Key Shortcuts).
 */
export function useLetterKeys(): [boolean, (isOn: boolean) => void] {
  const [chosen, choose] = keys.use()
  return [chosen === 'on', (isOn) => choose(isOn ? 'on' : 'off')]
}

/** Whether they start commands now. */
export function areKeysOn(): boolean {
  return keys.now() === 'on'
}
