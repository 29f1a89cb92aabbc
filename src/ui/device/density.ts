import { useSyncExternalStore } from 'react'

import { recall, remember } from './device-settings'

export type Density = 'compact' | 'default' | 'comfortable'

/** The height of the rows, remembered on this device. */
export function useDensity(): [Density, (density: Density) => void] {
  return [useSyncExternalStore(subscribe, currentDensity), chooseDensity]
}

/** Shows the remembered density; called once before the first paint of the page. */
export function showRememberedDensity(): void {
  const remembered = recall('density')
  document.documentElement.dataset['density'] = isDensity(remembered) ? remembered : 'default'
}

const listeners = new Set<() => void>()

function currentDensity(): Density {
  const shown = document.documentElement.dataset['density']
  return isDensity(shown) ? shown : 'default'
}

function chooseDensity(density: Density): void {
  remember('density', density)
  document.documentElement.dataset['density'] = density
  for (const listener of listeners) listener()
}

function isDensity(text: string | null | undefined): text is Density {
  return text === 'compact' || text === 'default' || text === 'comfortable'
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
