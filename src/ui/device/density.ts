import { deviceChoice } from './device-choice'

export type Density = 'compact' | 'default' | 'comfortable'

const density = deviceChoice<Density>('density', ['default', 'compact', 'comfortable'])

/** The height of the rows, remembered on this device. */
export function useDensity(): [Density, (density: Density) => void] {
  return [density.use(), density.set]
}

/** Shows the remembered density, and every later one; called once before the first paint of the page. */
export function showRememberedDensity(): void {
  const show = () => {
    document.documentElement.dataset['density'] = density.now()
  }
  density.subscribe(show)
  show()
}
