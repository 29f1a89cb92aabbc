import type { CopyParts, CopyStore } from '../copy/copy-store'

/** A store of copies that a test can look into, spoil, and let fail. */
export class MemoryCopies implements CopyStore {
  readonly kept = new Map<string, Record<string, unknown>>()
  /** What every call rejects with; null for none. */
  failure: Error | null = null
  /** What a read waits for after it has found a copy; null for nothing. */
  reading: Promise<void> | null = null
  /** Copies that were written whole. */
  writes = 0

  async read(key: string, onFound: () => void): Promise<CopyParts | null> {
    this.#mayFail()
    if (this.kept.has(key)) onFound()
    if (this.reading) await this.reading
    return structuredClone(this.kept.get(key) ?? null)
  }

  async write(key: string, parts: CopyParts): Promise<void> {
    this.#mayFail()
    this.writes += 1
    this.kept.set(key, structuredClone({ ...parts }))
  }

  async change(key: string, parts: CopyParts): Promise<boolean> {
    this.#mayFail()
    const kept = this.kept.get(key)
    if (kept) Object.assign(kept, structuredClone({ ...parts }))
    return kept !== undefined
  }

  async remove(key: string): Promise<void> {
    this.#mayFail()
    this.kept.delete(key)
  }

  async clear(): Promise<void> {
    this.#mayFail()
    this.kept.clear()
  }

  #mayFail(): void {
    if (this.failure) throw this.failure
  }
}
