import { useEffect, useMemo, useState } from 'react'

import type { FieldKey } from '../../directory/fields'
import type { MatchRange, rangesFinder } from '../../directory/match-ranges'

/** The parts of a shown text of a field that the search found. */
export type RangesOf = (field: FieldKey, text: string) => readonly MatchRange[]

/** What a search found in the texts on screen. What finds it is loaded with the first search. */
export function useMarks(search: string): RangesOf {
  const [finder, setFinder] = useState<typeof rangesFinder | null>(null)
  const isSearching = search.trim() !== ''
  useEffect(() => {
    if (!isSearching || finder) return
    // Without marks, what was found is shown all the same.
    loadMarks().then(
      (loaded) => setFinder(() => loaded),
      () => undefined,
    )
  }, [isSearching, finder])
  return useMemo(() => (finder && isSearching ? finder(search) : nothing), [finder, isSearching, search])
}

/** Loads what finds the parts to mark. */
export async function loadMarks(): Promise<typeof rangesFinder> {
  return (await import('../../directory/match-ranges')).rangesFinder
}

function nothing(): [] {
  return []
}
