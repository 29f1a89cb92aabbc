import { deviceSwitch } from './device-choice'

const privacy = deviceSwitch('privacy', false)

/** Whether emails and phones are masked on screen, for whoever shares it; remembered on this device. */
export function usePrivacy(): [boolean, (isOn: boolean) => void] {
  return [privacy.use(), privacy.set]
}

/** Whether they are masked now, for words that are made while the page, which follows the choice, is drawn. */
export function isPrivateNow(): boolean {
  return privacy.now()
}
