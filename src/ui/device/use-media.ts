import { useSyncExternalStore } from 'react'

const phone = '(max-width: 767px)'

/** Whether the window has the width of a phone (look.md: below 768 px, also at 200 % zoom). */
export function usePhone(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(phone).matches)
}

function subscribe(listener: () => void): () => void {
  const media = matchMedia(phone)
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}
