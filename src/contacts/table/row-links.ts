/** What takes the focus of each row that is drawn, from the first one on. */
export function rowLinks(rows: HTMLElement): HTMLElement[] {
  return [
    ...rows.querySelectorAll<HTMLElement>('tbody th a, li > div > a, [data-line]:not([data-stuck]) button'),
  ]
}
