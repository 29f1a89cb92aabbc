import type { Contact } from '../../linq/contact'
import type { ReadState } from '../directory'
import type { SavedVisit } from '../index/visit-index'

/** What the tab that reads, and those that follow it, tell each other. */
export type TabMessage =
  /** A tab wants to follow; whoever reads answers with everything. */
  | { kind: 'hello'; from: string }
  /** A tab has begun to read: whoever followed another one says hello again. */
  | { kind: 'lead' }
  | { kind: 'all'; to: string; contacts: SavedVisit; visitMs: number | null; read: ReadState }
  | { kind: 'put'; contacts: readonly Contact[]; positions: readonly number[] }
  | { kind: 'remove'; ids: readonly number[] }
  | { kind: 'clear' }
  | { kind: 'read'; read: ReadState }
  | { kind: 'command'; name: TabCommand }

/** What a tab that follows may ask of the one that reads. */
export type TabCommand = 'pause' | 'resume' | 'retry' | 'refresh' | 'renew' | 'online'

/** The tabs of one browser that show the same contacts: one of them reads, the others follow. */
export interface Tabs {
  /**
   * Joins the others.
   *
   * @param name tells groups of tabs apart
   * @param onMessage takes what another tab says
   * @param onLead is called when this tab is the one that reads, at once or when the one that did is gone
   * @returns whether it is the one that reads already
   */
  join: (name: string, onMessage: (message: TabMessage) => void, onLead: () => void) => Promise<boolean>
  /** Tells all other tabs something. */
  tell: (message: TabMessage) => void
}

/** For a browser without locks or channels: every tab reads for itself. */
export const noOtherTabs: Tabs = {
  join: () => Promise.resolve(true),
  tell: () => undefined,
}

/** The browser's own means: a lock that the reading tab holds for as long as it lives, and a channel to all others. */
export function createTabs(): Tabs {
  if (typeof BroadcastChannel === 'undefined' || typeof navigator === 'undefined' || !('locks' in navigator))
    return noOtherTabs
  let channel: BroadcastChannel | null = null
  return {
    join: async (name, onMessage, onLead) => {
      channel = new BroadcastChannel(name)
      channel.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => {
        onMessage(data)
      })
      // Held until this worker ends: the browser gives it back then, however it ended.
      const hold = () => new Promise<never>(() => undefined)
      const leads = await new Promise<boolean>((resolve) => {
        void navigator.locks
          .request(name, { ifAvailable: true }, (lock) => {
            resolve(lock !== null)
            return lock === null ? undefined : hold()
          })
          .catch(() => resolve(true))
      })
      if (!leads)
        void navigator.locks.request(name, () => {
          onLead()
          return hold()
        })
      return leads
    },
    tell: (message) => {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
      channel?.postMessage(message)
    },
  }
}
