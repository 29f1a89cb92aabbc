import type { TabMessage, Tabs } from '../tabs/tabs'

interface Joined {
  onMessage: (message: TabMessage) => void
  onLead: () => void
}

/** The tabs of one browser in name only: messages are cloned and come a moment later, one tab holds the lock. */
export class TabHub {
  readonly #joined: Joined[] = []
  /** What was told, by kind. */
  readonly told: TabMessage['kind'][] = []

  /** One more tab; `close` ends it, however busy it was. */
  tab(): Tabs & { close: () => void } {
    let own: Joined | null = null
    return {
      join: async (_, onMessage, onLead) => {
        own = { onMessage, onLead }
        this.#joined.push(own)
        return this.#joined[0] === own
      },
      tell: (message) => {
        if (!own) return
        this.told.push(message.kind)
        const copy = structuredClone(message)
        const from = own
        setImmediate(() => {
          for (const other of this.#joined) if (other !== from) other.onMessage(copy)
        })
      },
      close: () => {
        const at = own ? this.#joined.indexOf(own) : -1
        if (at < 0) return
        this.#joined.splice(at, 1)
        own = null
        const next = this.#joined[0]
        if (at === 0 && next) setImmediate(next.onLead)
      },
    }
  }
}
