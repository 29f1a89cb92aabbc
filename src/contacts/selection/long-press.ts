/** So long a touch must stay where it is. */
const LONG_MS = 500

/** A finger that moves further scrolls. */
const STILL_PX = 10

/**
 * Tells of touches that stay long where they began; the press that follows such a touch, and the menu that the browser
 * would open, are held back. Gives what ends that.
 *
 * @param onPress is told what was touched; false when that means nothing there
 */
export function onLongPress(
  element: HTMLElement,
  onPress: (target: EventTarget | null) => boolean,
): () => void {
  const end = new AbortController()
  const { signal } = end
  let timer: ReturnType<typeof setTimeout> | undefined
  let from = { x: 0, y: 0 }
  let wasLong = false
  const stop = () => clearTimeout(timer)

  element.addEventListener(
    'pointerdown',
    ({ pointerType, target, clientX, clientY }) => {
      stop()
      wasLong = false
      if (pointerType !== 'touch') return
      from = { x: clientX, y: clientY }
      timer = setTimeout(() => {
        wasLong = onPress(target)
      }, LONG_MS)
    },
    { signal },
  )
  element.addEventListener(
    'pointermove',
    ({ clientX, clientY }) => {
      if (Math.hypot(clientX - from.x, clientY - from.y) > STILL_PX) stop()
    },
    { signal },
  )
  for (const name of ['pointerup', 'pointercancel'] as const) element.addEventListener(name, stop, { signal })
  for (const name of ['click', 'contextmenu'] as const) {
    element.addEventListener(
      name,
      (event) => {
        if (!wasLong) return
        event.preventDefault()
        event.stopPropagation()
      },
      { signal, capture: true },
    )
  }
  signal.addEventListener('abort', stop)
  return () => end.abort()
}
