import { useSyncExternalStore } from 'react'

type Grouping = (phone: string) => string

let grouping: Grouping | null = null
const listeners = new Set<() => void>()

/**
 * A phone as people read it, in the groups of its country: `+48225550147` is `+48 22 555 01 47`. What is no
 * international number stays as it is. The rules of all countries are loaded after the first rows are on screen.
 */
export function usePhoneText(): Grouping {
  return useSyncExternalStore(subscribe, () => grouping) ?? unchanged
}

function unchanged(phone: string): string {
  return phone
}

function subscribe(listener: () => void): () => void {
  // Without the rules, phones are shown as Linq has them.
  if (!grouping && listeners.size === 0) load().catch(() => undefined)
  listeners.add(listener)
  return () => listeners.delete(listener)
}

async function load(): Promise<void> {
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/min')
  const known = new Map<string, string>()
  grouping = (phone) => {
    const already = known.get(phone)
    if (already !== undefined) return already
    const isInternational = /^\+[0-9]{6,15}$/.test(phone)
    const parsed = isInternational ? parsePhoneNumberFromString(phone) : undefined
    const text = parsed ? parsed.formatInternational() : phone
    if (known.size > 20_000) known.clear()
    known.set(phone, text)
    return text
  }
  for (const listener of listeners) listener()
}
