/** "Jane", "Jane and Łukasz", "Jane, Łukasz, and Amara". */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat('en').format(items)
}
