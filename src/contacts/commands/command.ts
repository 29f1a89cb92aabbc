import type { ReactNode } from 'react'

import { fold } from '../../directory/index/text/fold'
import { readSearch } from '../../directory/index/text/search-words'
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
 * The commands that hold all the words, in their label or their further words; those whose label begins with what was
 * typed come first, then those that have a word that begins with it.
 */
export function findCommands(commands: readonly Command[], search: string): Command[] {
  const typed = fold(search).trim()
  if (typed === '') return [...commands]
  const rank = ({ label }: Command) => {
    const folded = fold(label)
    return folded.startsWith(typed) ? 0 : folded.includes(` ${typed}`) ? 1 : 2
  }
  const typedWords = typed.split(/\s+/)
  const isMeant = ({ label, group }: Command) => {
    // What stands for a value is found by the value, and not by the kind of it alone.
    const folded = fold(label)
    return group === 'Commands' || typedWords.some((word) => folded.includes(word))
  }
  return commands
    .filter((command) => {
      const { label, words = '' } = command
      return isMeant(command) && wordsIn(`${label} ${words}`, search) !== null
    })
    .map((command) => ({ command, rank: rank(command) }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ command }) => command)
}
