import { TriangleAlert } from 'lucide-react'

import { classes } from '../../ui/classes'
import { formatCount } from '../../ui/text/format'

/** The duplicates that a row belongs to, as plain values: a row is drawn anew when one of them changes. */
export interface RowGroup {
  /** How many contacts look like this one, itself included; 0 for a row without a group. */
  alike: number
  areOwnersDifferent: boolean
  isGroupStart: boolean
  isGroupEnd: boolean
}

/** A bracket along the rows of a group, and at its first row how many they are. The parent is positioned. */
export function GroupSign({ alike, areOwnersDifferent, isGroupStart, isGroupEnd }: RowGroup) {
  return (
    <>
      <span
        aria-hidden
        className={classes(
          'forced-fill absolute inset-y-0 left-1.5 w-0.5 bg-line-check',
          isGroupStart && 'top-2 rounded-t-full',
          isGroupEnd && 'bottom-2 rounded-b-full',
        )}
      />
      <span
        className={classes('ml-2 flex-none text-caption font-normal text-fg-3', !isGroupStart && 'sr-only')}
      >
        {alikeWords(alike)}
        {areOwnersDifferent && <span className="sr-only">, different owners</span>}
      </span>
    </>
  )
}

/** Beside an owner: others own what looks like the same person. */
export function OwnersSign() {
  return (
    <span title="What looks like the same person has different owners" className="flex-none text-warn">
      <TriangleAlert className="size-4" aria-hidden />
    </span>
  )
}

/** "3 alike" */
export function alikeWords(alike: number): string {
  return `${formatCount(alike)} alike`
}
