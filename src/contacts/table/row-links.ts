/** What takes the focus of each row that is drawn, from the first one on. */
export function rowLinks(rows: HTMLElement): HTMLElement[] {
  return [
    ...rows.querySelectorAll<HTMLElement>('tbody th a, li > div > a, [data-line]:not([data-stuck]) button'),
  ]
}

/** The place, among the links of rows, of the row that an element is in; -1 when it is in none of them. */
export function placeAmong(links: readonly HTMLElement[], element: Element): number {
  const row = element.closest('tr, li')
  return links.findIndex((link) => row?.contains(link) === true)
}
