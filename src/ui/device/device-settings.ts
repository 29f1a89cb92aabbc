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

/** Forgets everything that was remembered on this device. */
export function forgetSettings(): void {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(prefix)) localStorage.removeItem(name)
  } catch {
    // Denied: nothing was ever remembered.
  }
}
