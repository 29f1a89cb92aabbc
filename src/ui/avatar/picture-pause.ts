import { useSyncExternalStore } from 'react'

/** Whether a list is being scrolled fast, in which pictures would only cost frames. */
let isPaused = false
const listeners = new Set<() => void>()

/** Says whether a list is moving: pictures that come on screen wait until it has settled, and show initials so long. */
export function pausePictures(isMoving: boolean): void {
  if (isMoving === isPaused) return
  isPaused = isMoving
  for (const listener of listeners) listener()
}

/** Whether a picture that was not shown before must wait. */
export function usePicturePause(): boolean {
  return useSyncExternalStore(subscribe, () => isPaused)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
