import { deviceChoice } from './device-choice'

const privacy = deviceChoice('privacy', ['off', 'on'])

/** Whether emails and phones are masked on screen, for whoever shares it; remembered on this device. */
export function usePrivacy(): [boolean, (isOn: boolean) => void] {
  const [chosen, choose] = privacy.use()
  return [chosen === 'on', (isOn) => choose(isOn ? 'on' : 'off')]
}

/** Whether they are masked now, for words that are made while the page, which follows the choice, is drawn. */
export function isPrivateNow(): boolean {
  return privacy.now() === 'on'
}
