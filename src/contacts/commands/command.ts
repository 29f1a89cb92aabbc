import type { ReactNode } from 'react'

import { fold } from '../../directory/index/text/fold'
import { type SearchWord, readSearch } from '../../directory/index/text/search-words'
import { type MatchRange, matchRanges, merged } from '../../directory/match-ranges'

/** One action of the page, wherever it can be started from. */
export interface Command {
  id: string
  /** A verb first: "Show the summary". */
  label: string
  /** What is said beside the label, quietly. */
  hint?: string
  icon: ReactNode
  group: CommandGroup
  /** Its key, or two pressed one after the other: `S`, `G O`. Upper case; `?` and brackets as they are. */
  keys?: string
  /** Further words under which it is found. */
  words?: string
  /** What is marked in the label, when it is not what was typed. */
  ranges?: readonly MatchRange[]
  run: () => void
}

/** A command of the group of commands, with its key and the further words that find it, if it has any. */
export function command(
  id: string,
  label: string,
  keys: string | undefined,
  icon: Command['icon'],
  run: () => void,
  words?: string,
): Command {
  return { id, group: 'Commands', label, icon, run, ...(keys && { keys }), ...(words && { words }) }
}

/** The parts of the palette, in their order. */
export const COMMAND_GROUPS = ['Views', 'Filters', 'Contacts', 'Commands'] as const
export type CommandGroup = (typeof COMMAND_GROUPS)[number]

/** Where a text holds words, for marking, found as the search finds them; null when one of the words is missing. */
export function wordsIn(text: string, search: string): MatchRange[] | null {
  const ranges: MatchRange[] = []
  for (const typed of search.split(/\s+/)) {
    const words = readSearch(typed)
    if (words.length === 0) continue
    const found = matchRanges(text, words, 'hyphens')
    if (found.length === 0) return null
    ranges.push(...found)
  }
  return merged(ranges)
}

/**
 * Gives what finds commands: those that hold all the words, in their label or their further words; those whose label
 * begins with what was typed come first, then those that have a word that begins with it. Somebody may have ten
 * thousand views: what is compared is folded once, and not for every letter that is typed.
 */
export function commandFinder(commands: readonly Command[]): (search: string) => Command[] {
  const texts = commands.map((of): CommandText => {
    const text = `${of.label} ${of.words ?? ''}`
    return { of, text, folded: fold(text), label: fold(of.label) }
  })
  return (search) => {
    const typed = fold(search).trim()
    if (typed === '') return [...commands]
    const typedWords = typed.split(/\s+/)
    const sought = search.split(/\s+/).map(readSearch)
    // What stands for a value is found by the value, and not by the kind of it alone.
    const isMeant = ({ of: { group }, label }: CommandText) =>
      group === 'Commands' || typedWords.some((word) => label.includes(word))
    const rank = (label: string) => (label.startsWith(typed) ? 0 : label.includes(` ${typed}`) ? 1 : 2)
    return texts
      .filter((one) => isMeant(one) && sought.every((words) => holds(one, words)))
      .map(({ of, label }) => ({ of, rank: rank(label) }))
      .sort((left, right) => left.rank - right.rank)
      .map(({ of }) => of)
  }
}

/** A command with what it is found by. */
interface CommandText {
  of: Command
  text: string
  folded: string
  /** The label alone, folded. */
  label: string
}

/** Whether one of the words is in the text, as `wordsIn` finds it; where it was found costs far more to know. */
function holds({ text, folded }: CommandText, words: readonly SearchWord[]): boolean {
  if (words.length === 0) return true
  const isPlainlyIn = words.some(
    (word) => word.isExcluded !== true && word.texts.some((one) => folded.includes(one)),
  )
  return isPlainlyIn || matchRanges(text, words, 'hyphens').length > 0
}
