import { type IDBPDatabase, openDB } from 'idb'

/** The parts of a copy by name, as they are written and read: all of them, or none. */
export type CopyParts = Readonly<Record<string, unknown>>

/** Where copies are kept. Every call may reject, for whatever reason the browser has. */
export interface CopyStore {
  /** The parts that were written under a key last; null when there are none. `onFound` is called before they come. */
  read: (key: string, onFound: () => void) => Promise<CopyParts | null>
  /** Writes all parts, in place of those that were there. */
  write: (key: string, parts: CopyParts) => Promise<void>
  /** Writes some parts of a copy that is there; false when there is none. */
  change: (key: string, parts: CopyParts) => Promise<boolean>
  /** Removes a copy. */
  remove: (key: string) => Promise<void>
  /** Removes all copies. */
  clear: () => Promise<void>
}

const DATABASE = 'linq-contacts'
const PARTS = 'parts'

/**
 * Copies in IndexedDB, by structured clone: no codec of ours. A part is a record of its own, and all parts are written
 * in one transaction: between two of them, questions are answered.
 */
export function createCopyStore(name = DATABASE): CopyStore {
  /** The database is open for as long as it is needed, so that nothing keeps it from being deleted. */
  async function withDatabase<Answer>(task: (database: IDBPDatabase) => Promise<Answer>): Promise<Answer> {
    const database = await openDB(name, 1, {
      upgrade: (fresh) => {
        fresh.createObjectStore(PARTS)
      },
    })
    try {
      return await task(database)
    } finally {
      database.close()
    }
  }

  /** Every part of a key, which is an array that begins with it. */
  const allOf = (key: string) => IDBKeyRange.bound([key], [key, []])

  return {
    read: (key, onFound) =>
      withDatabase(async (database) => {
        const { store } = database.transaction(PARTS)
        const keys = await store.getAllKeys(allOf(key))
        if (keys.length === 0) return null
        onFound()
        // Large values are files of their own to the browser, which it reads side by side when asked for each.
        const values = await Promise.all(keys.map((one) => store.get(one)))
        return Object.fromEntries(
          keys.map((one, at) => [Array.isArray(one) && typeof one[1] === 'string' ? one[1] : '', values[at]]),
        )
      }),
    write: (key, parts) =>
      withDatabase(async (database) => {
        const transaction = database.transaction(PARTS, 'readwrite', { durability: 'relaxed' })
        try {
          await transaction.store.delete(allOf(key))
          for (const [part, value] of Object.entries(parts)) await transaction.store.put(value, [key, part])
        } catch (error) {
          // What could not be written whole is not written at all; the abort itself is of no interest.
          transaction.done.catch(() => undefined)
          if (transaction.error === null) transaction.abort()
          throw error
        }
        await transaction.done
      }),
    change: (key, parts) =>
      withDatabase(async (database) => {
        const transaction = database.transaction(PARTS, 'readwrite', { durability: 'relaxed' })
        const isThere = (await transaction.store.count(allOf(key))) > 0
        if (isThere)
          for (const [part, value] of Object.entries(parts)) await transaction.store.put(value, [key, part])
        await transaction.done
        return isThere
      }),
    remove: async (key) => {
      // Opening would make a database where there is none.
      if (await isMissing(name)) return
      await withDatabase((database) => database.delete(PARTS, allOf(key)))
    },
    clear: () => withDatabase((database) => database.clear(PARTS)),
  }
}

/** Whether the browser says that there is no such database; one that cannot say has it, perhaps. */
async function isMissing(name: string): Promise<boolean> {
  if (!('databases' in indexedDB)) return false
  const all = await indexedDB.databases()
  return !all.some((one) => one.name === name)
}
