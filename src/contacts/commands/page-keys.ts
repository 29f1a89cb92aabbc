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
    const pair = `${before} ${key}`
    // After the first of two keys, the second alone means nothing: it was meant for a pair that there is not.
    const isSecond = before !== '' && commands.some(({ keys }) => keys?.startsWith(`${before} `) === true)
    const command = commands.find(({ keys }) => keys === (isSecond ? pair : key))
    command?.run()
    return isSecond || command !== undefined
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
function isFree(event: KeyboardEvent): boolean {
  const { target, ctrlKey, metaKey, altKey, key, isComposing } = event
  // Many keyboards print brackets with AltGr, which counts as Ctrl and Alt on some systems, and a Mac with Option.
  const isPrinted = event.getModifierState('AltGraph') || (altKey && !ctrlKey && /^[[\]?]$/.test(key))
  if (metaKey || isComposing || !areKeysOn() || ((ctrlKey || altKey) && !isPrinted)) return false
  if (document.querySelector('dialog[open]')) return false
  return !(
    target instanceof Element &&
    target.closest(
      'input:not([type="checkbox"]), textarea, select, [contenteditable], [role="menu"], [role="dialog"], [role="listbox"]',
    )
  )
}
