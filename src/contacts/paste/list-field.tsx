import { type ClipboardEvent, type RefObject, useId, useRef, useState } from 'react'

import { hasEnded } from '../../directory/directory'
import { TextButton } from '../../ui/button'
import { countOf } from '../../ui/text/format'
import { useReadState } from '../../view/directory-context'
import { countLines, firstLines, isTooLongForField } from './list-text'

/** A list that somebody pastes or types, and the field that it is in. */
export interface ListText {
  field: RefObject<HTMLTextAreaElement | null>
  /** Lines that have anything in them. */
  lines: number
  /** Whether the list is too long for the field, which shows its first lines and cannot be written in. */
  isKept: boolean
  /** The whole list. */
  textNow: () => string
  /** Called when somebody has written in the field. */
  written: () => void
  /** Takes a text for the list, and puts as much of it into the field as that can hold. */
  take: (text: string) => void
}

/** What is typed stays in the field alone: copying a long list with every key would be felt. */
export function useListText(): ListText {
  const field = useRef<HTMLTextAreaElement>(null)
  const [lines, setLines] = useState(0)
  const [kept, setKept] = useState<string | null>(null)
  return {
    field,
    lines,
    isKept: kept !== null,
    textNow: () => kept ?? field.current?.value ?? '',
    written: () => setLines(countLines(field.current?.value ?? '')),
    take: (text) => {
      const isTooLong = isTooLongForField(text)
      setKept(isTooLong ? text : null)
      setLines(countLines(text))
      if (field.current) field.current.value = isTooLong ? firstLines(text) : text
    },
  }
}

interface ListFieldProps {
  list: ListText
  isReadOnly: boolean
  /** Called after every change of the list. */
  onChange: () => void
}

/** Where a list is pasted. One that is too long for a field is kept beside it, and the field shows how it begins. */
export function ListField({ list, isReadOnly, onChange }: ListFieldProps) {
  const { field, lines, isKept, textNow, written, take } = list
  const read = useReadState()
  const ids = useId()

  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    if (isReadOnly) return
    const { value, selectionStart, selectionEnd } = event.currentTarget
    const pasted = event.clipboardData.getData('text/plain')
    const isAllChosen = selectionStart === 0 && selectionEnd === value.length
    // The place in the few lines that are shown is none in the list: what comes to it comes behind it.
    const text = isKept
      ? isAllChosen
        ? pasted
        : `${textNow()}\n${pasted}`
      : value.slice(0, selectionStart) + pasted + value.slice(selectionEnd)
    if (!isKept && !isTooLongForField(text)) return
    event.preventDefault()
    take(text)
    onChange()
  }
  return (
    <>
      <label htmlFor={`${ids}list`} className="font-semibold">
        Emails, phones or names, one a line
      </label>
      <textarea
        ref={field}
        id={`${ids}list`}
        aria-describedby={`${ids}kept ${ids}hint`}
        rows={12}
        wrap="off"
        spellCheck={false}
        autoComplete="off"
        readOnly={isReadOnly || isKept}
        placeholder={'jane@acme.example\n+1 415 555 0132\nŁukasz Zieliński <lukasz@baltic.example>'}
        onPaste={onPaste}
        onChange={() => {
          written()
          onChange()
        }}
        className="scroll-thin w-full rounded border border-line-strong bg-bg px-3 py-2 text-fg phone:text-title"
      />
      <div className={isKept ? 'flex items-center gap-1' : 'sr-only'}>
        <p id={`${ids}kept`} role="status" className="text-fg-2">
          {isKept && `${countOf(lines, 'line')} pasted; the first ones are shown.`}
        </p>
        {isKept && !isReadOnly && (
          <TextButton
            onClick={() => {
              take('')
              onChange()
              field.current?.focus()
            }}
          >
            Clear
          </TextButton>
        )}
      </div>
      <p id={`${ids}hint`} className="text-fg-3">
        Lines of a CSV file and cells of a spreadsheet are understood, too. Nothing leaves this page.
        {!hasEnded(read) && ' Contacts are still being read: who is not found may still come.'}
      </p>
    </>
  )
}
