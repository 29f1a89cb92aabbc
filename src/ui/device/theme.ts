import { useSyncExternalStore } from 'react'

import { recall, remember } from './device-settings'

export type Theme = 'light' | 'dark'

/** The theme that is shown. It follows the system until somebody chooses; `public/theme.js` sets it first. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(subscribe, currentTheme)
  return [theme, chooseTheme]
}

function currentTheme(): Theme {
  return document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light'
}

function chooseTheme(theme: Theme): void {
  remember('theme', theme)
  show(theme)
}

const listeners = new Set<() => void>()

function show(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const follow = () => {
    if (recall('theme') === null) show(system.matches ? 'dark' : 'light')
  }
  listeners.add(listener)
  system.addEventListener('change', follow)
  return () => {
    listeners.delete(listener)
    system.removeEventListener('change', follow)
  }
}
