/** Joins class names and leaves out what is false, so that a condition can stand beside a name. */
export function classes(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
