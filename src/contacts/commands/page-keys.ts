import { useEffect, useEffectEvent } from 'react'

import { areKeysOn } from '../../ui/device/letter-keys'
import type { Command } from './command'

/** The second of two keys must follow within this time. */
const SEQUENCE_MS = 1_200

/**
 * Starts commands by their keys, unless somebody is writing, a dialog is open, or the key belongs to what has the
 * focus. Keys are letters as the keyboard prints them, so that they are where the reader expects them.
 */
export function usePageKeys(commandsNow: () => readonly Command[]): void {
  const press = useEffectEvent((key: string, before: string): boolean => {
    const commands = commandsNow()
    const command =
      commands.find(({ keys }) => keys === `${before} ${key}`) ?? commands.find(({ keys }) => keys === key)
    command?.run()
    return command !== undefined
  })
  useEffect(() => {
    let before = ''
    let beforeMs = -Infinity
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || !isFree(event)) return
      const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
      const isSequence = event.timeStamp - beforeMs < SEQUENCE_MS
      if (press(key, isSequence ? before : '')) {
        event.preventDefault()
        before = ''
        return
      }
      before = key
      beforeMs = event.timeStamp
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}

/** Whether a key is nobody else's: not of a field, a menu or a list that one walks through, nor of a dialog. */
function isFree({ target, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || isComposing || !areKeysOn()) return false
  if (document.querySelector('dialog[open]')) return false
  return !(
    target instanceof Element &&
    target.closest(
      'input:not([type="checkbox"]), textarea, select, [contenteditable], [role="menu"], [role="dialog"], [role="listbox"]',
    )
  )
}
