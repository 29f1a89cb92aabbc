import { useSyncExternalStore } from 'react'

/** Whether a media query holds. */
function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
  )
}

/** Whether the window has the width of a phone (look.md: below 768 px, also at 200 % zoom). */
export function usePhone(): boolean {
  return useMedia('(max-width: 767px)')
}
