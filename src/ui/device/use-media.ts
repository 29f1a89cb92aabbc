import { useCallback, useSyncExternalStore } from 'react'

const phone = '(max-width: 767px)'

/** Whether the window has the width of a phone (look.md: below 768 px, also at 200 % zoom). */
export function usePhone(): boolean {
  return useMedia(phone)
}

/** Whether a media query holds, kept up with the window. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}
