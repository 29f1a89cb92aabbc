/** So many lists of contacts are known at a time; who names an older one finds nobody. */
export const LISTS_KEPT = 8

/** At most so many lines are matched at a time. */
export const MOST_LINES = 50_000

/** What a pasted list of emails, phones and names found, line by line in the order of the list. */
export interface ListMatch {
  /** Lines that were matched: those with anything in them. */
  lines: number
  /** Lines that mean one contact each: the lines, and the ids in the same order; an id may come several times. */
  found: { lines: readonly string[]; ids: Float64Array }
  /** Lines that mean nobody. */
  missing: readonly string[]
  /** Lines that may mean one of these contacts. */
  unclear: readonly UnclearLine[]
}

/** A line that more than one contact fits, or whose name alone fits while its email or phone does not. */
export interface UnclearLine {
  line: string
  ids: readonly number[]
  /** Contacts that fit besides these. */
  more: number
}

/** The values of a field, ready to be pasted elsewhere. */
export interface FieldLines {
  /** One value a line. */
  text: string
  count: number
  /** Contacts without a value. */
  blank: number
}
