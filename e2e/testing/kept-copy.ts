import type { Page } from '@playwright/test'

/** How many parts of copies lie on the device. To open a database that is not there would make one. */
export function partsKept(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const all = await indexedDB.databases()
    if (!all.some(({ name }) => name === 'linq-contacts')) return 0
    return new Promise<number>((resolve) => {
      const opened = indexedDB.open('linq-contacts')
      opened.addEventListener('success', () => {
        const database = opened.result
        const counted = database.transaction('parts').objectStore('parts').count()
        counted.addEventListener('success', () => {
          database.close()
          resolve(counted.result)
        })
      })
    })
  })
}
