import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type Ref, useId, useImperativeHandle, useState } from 'react'

import { fold } from '../../directory/index/text/fold'
import { useSnapshot } from '../../view/directory-context'
import { useValueFacet } from '../../view/use-facets'
import { useViewQuery } from '../../view/use-view-state'
import { isFiltered } from '../../view/view-address'
import { wordsToFind } from '../../view/words/choose-values'
import { isAt } from '../../view/words/digest'
import { isChoiceWord } from '../../view/words/meaning'
import { type FieldWord, type PlacedWord, fieldWords } from '../../view/words/read-words'
import { type WordValues, countedIn, wordValues } from '../../view/words/word-values'
import { OfferList, offerId } from './offer-list'
import { type Offer, type Offers, fieldOffer, offersFor } from './offers'
import { useBoxFocus, useListAttributes } from './use-box'
import { type WordsProps, useWords } from './use-words'

/** What the search box hands over: what is typed, and the keys that are pressed in it. */
export interface SearchKeys {
  onType: (typed: string) => void
  /** Prevents the default of a key that it takes. */
  onKey: (event: KeyboardEvent) => void
}

interface FieldWordsProps extends WordsProps {
  handle: Ref<SearchKeys>
}

/**
 * Words with a field in the search box: `owner:jane` becomes a filter when it is finished. What a word may mean is
 * offered below the box while it is written (WAI-ARIA: an editable field with a listbox).
 */
export function FieldWords({ handle, ...props }: FieldWordsProps) {
  const { field, text, state } = props
  const words = useWords(props)
  const { caret, setCaret } = words
  const listId = useId()
  const [walkedTo, setWalkedTo] = useState<string | null>(null)
  /** The text for which nothing is offered any more. */
  const [closedFor, setClosedFor] = useState<string | null>(null)
  const word = fieldWords(text).find((one) => isAt(one, caret))
  const { label, offers, message, place } = useOffers(word, text, words, props)
  const isOpen = caret !== null && closedFor !== text && (offers.length > 0 || message !== '')
  // Who has typed a field and a part of a value takes what is offered first; anything else must be walked to.
  const first = word !== undefined && word.value.trim() !== '' ? 0 : -1
  const walked = offers.findIndex(({ id }) => id === walkedTo)
  const isOffering = isOpen && offers.length > 0
  const active = isOffering ? Math.max(walked, first) : -1
  const activeId = active < 0 ? null : offerId(listId, active)

  const close = () => {
    setClosedFor(text)
    setWalkedTo(null)
  }
  const take = (offer: Offer) => {
    words.take(offer, place)
    setWalkedTo(null)
  }
  const walk = (step: 1 | -1) => {
    const from = active < 0 && step < 0 ? 0 : active
    setWalkedTo(offers[(from + step + offers.length) % offers.length]?.id ?? null)
  }
  const onKey = (event: KeyboardEvent) => {
    const offer = offers[active]
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && offer) take(offer)
    else if (event.key === 'Enter' && text !== state.search) {
      // A field alone says nothing yet.
      if (word?.value !== '') words.finish('first')
      close()
    } else if (event.key === 'Escape' && isOpen) close()
    else if (event.key === 'ArrowDown' && isOffering) walk(1)
    else if (event.key === 'ArrowUp' && isOffering) walk(-1)
    else if (event.key !== 'Backspace' || text !== '' || event.repeat || !words.takeBack()) return
    event.preventDefault()
  }
  useImperativeHandle(handle, () => ({
    onType: (typed) => {
      // Who typed before this part was there may have left the box since.
      if (document.activeElement === field.current) words.type(typed)
      else words.finish('finished')
      setClosedFor(null)
      setWalkedTo(null)
    },
    onKey,
  }))

  useBoxFocus(field, {
    onMove: close,
    onLeave: () => {
      setCaret(null)
      if (text !== state.search) words.finish('finished')
    },
  })
  useListAttributes(field, isOffering ? listId : null, activeId)

  return (
    isOpen && (
      <OfferList
        listId={listId}
        label={label}
        offers={offers}
        message={message}
        active={active}
        onTake={take}
      />
    )
  )
}

/** What is offered for the word at the caret, or for the beginning of a field; and the place that it would take. */
function useOffers(
  word: PlacedWord | undefined,
  text: string,
  { me, today, directory, isAnswering, caret }: ReturnType<typeof useWords>,
  { owners, state }: WordsProps,
): Offers & { place: Pick<PlacedWord, 'start' | 'end'> } {
  const { read } = useSnapshot()
  const query = useViewQuery(state)
  const isReading = read.status === 'reading' || read.status === 'paused'
  const field = word && isChoiceWord(word.field) && word.field !== 'owner' ? word.field : null
  const search = wordsToFind(word ?? { value: '' })
  const { data: all, isPlaceholderData } = useQuery({
    ...wordValues(directory, field ?? 'company', word ?? { value: '' }),
    enabled: field !== null && isAnswering,
    // What was found before is shown until the answer, as far as it holds what is typed now.
    placeholderData: (before, question) => (question?.queryKey[2] === field ? before : undefined),
  })
  const inView = useValueFacet(query, field ?? 'company', search, field !== null && isFiltered(query))
  if (word) {
    const found = all && isPlaceholderData ? narrowed(all, word) : all
    const values =
      found && isFiltered(query) && inView?.facet.field === field ? countedIn(inView, found, search) : found
    return { ...offersFor(word, { owners, me, today, values, isReading }), place: word }
  }
  const end = caret ?? 0
  const offer = fieldOffer(text.slice(0, end))
  return {
    label: 'Filters',
    offers: offer ? [offer] : [],
    message: '',
    place: { start: offer?.start ?? end, end },
  }
}

/** Former values that hold what is typed now, perhaps not all; undefined for none. */
function narrowed({ values }: WordValues, { value }: FieldWord): WordValues | undefined {
  const left = values.filter(({ label }) => fold(label).includes(fold(value)))
  return left.length > 0 ? { values: left, found: Infinity } : undefined
}
