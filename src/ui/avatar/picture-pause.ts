import { pageStore } from '../page-store'

/** Whether a list is being scrolled fast, in which pictures would only cost frames. */
const store = pageStore(false)

/** Says whether a list is moving: pictures that come on screen wait until it has settled, and show initials so long. */
export function pausePictures(isMoving: boolean): void {
  if (isMoving !== store.now()) store.set(isMoving)
}

/** Whether a picture that was not shown before must wait. */
export const usePicturePause = store.use
