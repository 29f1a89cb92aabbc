/** Settings of this device. They are a convenience: where storage is denied or full, the page works without them. */
const prefix = 'linq-contacts.'

/** What was remembered under a name, or null when there is nothing or storage is denied. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name)
  } catch {
    return null
  }
}

/** Remembers a text under a name on this device; false where storage is denied or full. */
export function remember(name: string, value: string): boolean {
  try {
    localStorage.setItem(prefix + name, value)
    return true
  } catch {
    // The choice holds until the page is closed, which is all that can be had.
    return false
  }
}

/**
 * Calls the listener with the name of what another tab has remembered or removed, null for everything (HTML, "storage"
 * event: fired at all documents but the one that wrote).
 */
export function onOtherTabs(listener: (name: string | null) => void): void {
  addEventListener('storage', ({ key }) => {
    if (key === null) listener(null)
    else if (key.startsWith(prefix)) listener(key.slice(prefix.length))
  })
}

/** Removes everything that was remembered on this device; `forgetSettings` lets those who know it follow. */
export function clearRemembered(): void {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(prefix)) localStorage.removeItem(name)
  } catch {
    // Denied: nothing was ever remembered.
  }
}
