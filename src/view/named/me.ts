import type { OwnerKey } from '../../directory/view-query'
import { deviceStore } from '../../ui/device/device-store'

/** Which owner somebody is. */
export interface Me {
  key: OwnerKey
  /** As the owner was called when it was chosen. */
  name: string
}

const me = deviceStore<Me | null>('me', read, (chosen) => (chosen === null ? '' : JSON.stringify(chosen)))

/** Which owner the person at this device is; null until it was chosen. Another person's device says something else. */
export function useMe(): Me | null {
  return me.use()
}

/** Chooses it, on this device; null forgets it. */
export function chooseMe(next: Me | null): void {
  me.set(next)
}

/** Whether owners are chosen so that exactly one's own contacts are shown. */
export function isMine(owners: { values: readonly string[]; mode: string }, { key }: Me): boolean {
  return owners.mode === 'include' && owners.values.length === 1 && owners.values[0] === key
}

function read(text: string | null): Me | null {
  try {
    const known: unknown = JSON.parse(text ?? 'null')
    if (typeof known !== 'object' || known === null || !('key' in known) || !('name' in known)) return null
    const { key, name } = known
    return typeof key === 'string' && key !== '' && typeof name === 'string' ? { key, name } : null
  } catch {
    return null
  }
}
