import { useQueryClient } from '@tanstack/react-query'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'

import type { OwnerFacet } from '../../directory/view-query'
import { useNow } from '../../ui/device/use-now'
import { dayOf } from '../../view/address/dates'
import { useDirectory, useSnapshot } from '../../view/directory-context'
import { useMe } from '../../view/named/me'
import { canAnswer } from '../../view/use-contacts-view'
import { type ChangeView, fitsAddress } from '../../view/use-view-state'
import { type ViewState, cutSearch, filtersInUse } from '../../view/view-address'
import { type MeantValues, chosenTogether, ownersMeant, valuesMeant } from '../../view/words/choose-values'
import { type Digest, digest, isAt } from '../../view/words/digest'
import {
  CHOICE_PARTS,
  type Meaning,
  isChoiceWord,
  meaningOf,
  withMeaning,
  withoutLast,
} from '../../view/words/meaning'
import { wordsOfFilter } from '../../view/words/print-words'
import { type PlacedWord, withoutWord } from '../../view/words/read-words'
import { wordValues } from '../../view/words/word-values'
import { FILTERS } from '../filters/filter-words'
import type { Offer } from './offers'

/** What stands in the search box and is not all searched, because a word with a field is being written. */
export interface Draft {
  text: string
  /** The search that was made of it. */
  search: string
}

export interface WordsProps {
  field: RefObject<HTMLInputElement | null>
  /** What stands in the search box. */
  text: string
  onDraft: (draft: Draft | null) => void
  state: ViewState
  owners: readonly OwnerFacet[]
  onChange: ChangeView
}

/** Whether the word at the caret goes on; is finished, as by a space; or takes what is offered first. */
type End = 'open' | 'finished' | 'first'

/** Makes filters of the words with a field in the search box, as soon as they are finished. */
export function useWords({ field, text, onDraft, state, owners, onChange }: WordsProps) {
  const directory = useDirectory()
  const isAnswering = canAnswer(useSnapshot())
  const client = useQueryClient()
  const today = dayOf(useNow(60_000))
  const me = useMe()?.key ?? null
  const [caret, setCaret] = useState<number | null>(null)
  const place = useRef<number | null>(null)
  const goOn = useRef<(typed: string, end: End) => void>(null)

  const meantBy = (word: PlacedWord): MeantValues | undefined => {
    if (!isChoiceWord(word.field)) return undefined
    if (word.field === 'owner') return ownersMeant(word, owners, me)
    const values = client.getQueryData(wordValues(directory, word.field, word).queryKey)
    return values && valuesMeant(word, values)
  }

  /** @param isLast whether nothing more is awaited: what is not known now means nothing */
  const read = (typed: string, end: End, isLast: boolean): Digest => {
    const at = field.current?.selectionEnd ?? typed.length
    return digest(typed, end === 'open' ? at : null, state, (word): Meaning | null | undefined => {
      if (!isChoiceWord(word.field)) return meaningOf(word, today)
      if (word.value.trim() === '') return null
      const meant = meantBy(word)
      if (!meant) return isLast ? null : undefined
      const isFirst = end === 'first' && isAt(word, at) && meant.exact.length === 0
      const keys = isFirst ? meant.holding.slice(0, 1) : chosenTogether(meant)
      return keys.length === 0 ? null : { part: CHOICE_PARTS[word.field], keys, isExcluded: word.isExcluded }
    })
  }

  const settle = (typed: string, done: Digest, end: End) => {
    const search = cutSearch(done.search)
    const change = { ...done.change, ...(search !== state.search && { search }) }
    // What does not fit stays to be changed.
    const isRefused = Object.keys(done.change).length > 0 && !fitsAddress({ ...state, ...change })
    const left = isRefused ? { text: typed, search: state.search } : { text: done.text, search }
    onDraft(left.text === left.search ? null : left)
    const at = isRefused ? typed.length : (done.caret ?? done.text.length)
    // Nothing is offered to who has gone elsewhere.
    setCaret(document.activeElement === field.current ? at : null)
    if (isRefused) return
    if (done.text !== typed) place.current = done.caret
    if (Object.keys(change).length > 0) onChange(change)
    const asked = done.awaited.flatMap((word) =>
      isAnswering && isChoiceWord(word.field) && word.field !== 'owner'
        ? [client.fetchQuery(wordValues(directory, word.field, word))]
        : [],
    )
    // Without an answer, words mean nothing.
    if (done.awaited.length > 0) void Promise.allSettled(asked).then(() => goOn.current?.(done.text, end))
  }

  useEffect(() => {
    goOn.current = (typed, end) => {
      // Who has typed on since has said something else.
      if (typed === text) settle(typed, read(typed, end, true), end)
    }
  })

  // Where a word has gone, the caret stays where it was: of itself it would go to the end.
  useLayoutEffect(() => {
    if (place.current === null) return
    field.current?.setSelectionRange(place.current, place.current)
    place.current = null
  }, [field, text])

  return {
    me,
    today,
    directory,
    isAnswering,
    caret,
    setCaret,
    type: (typed: string) => settle(typed, read(typed, 'open', false), 'open'),
    finish: (end: End) => settle(text, read(text, end, false), end),
    /** Puts what is offered in the place of a word. */
    take: ({ takes }: Offer, word: Pick<PlacedWord, 'start' | 'end'>) => {
      if (typeof takes === 'string') {
        const typed = text.slice(0, word.start) + takes + text.slice(word.end)
        const at = word.start + takes.length
        place.current = at
        settle(
          typed,
          digest(typed, at, state, () => null),
          'open',
        )
        return
      }
      const change = withMeaning(state, takes)
      const rest = withoutWord(text, word)
      const done = digest(rest, word.start, { ...state, ...change }, () => null)
      settle(text, { ...done, change: { ...change, ...done.change } }, 'open')
    },
    /** Takes the last filter back into the empty box, as the word that it is; false when there is none. */
    takeBack: (): boolean => {
      const inUse = new Set<string>(filtersInUse(state))
      const part = FILTERS.findLast((name) => inUse.has(name))
      const word = part && wordsOfFilter(part, state, owners).at(-1)
      if (!part || word === undefined) return false
      onDraft({ text: word, search: state.search })
      setCaret(word.length)
      place.current = word.length
      onChange(withoutLast(state, part))
      return true
    },
  }
}
