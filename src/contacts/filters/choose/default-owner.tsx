import { Info, X } from 'lucide-react'

import { hasEnded } from '../../../directory/directory'
import { NO_OWNER, type OwnerFacet } from '../../../directory/view-query'
import { IconButton } from '../../../ui/button'
import { deviceChoice } from '../../../ui/device/device-choice'
import { useSnapshot } from '../../../view/directory-context'
import { shownOwner } from '../../table/shown'

/** Fewer contacts say nothing. */
const LEAST_CONTACTS = 50

const hint = deviceChoice('default-owner-hint', ['shown', 'dismissed'])

/**
 * The owner that may be the one to whom Linq gives contacts nobody was chosen for: one who has at least twice as many
 * as the next one, and a tenth of all. Linq's API does not say it, so that it is a guess; null where none stands out.
 *
 * @param owners with the counts of all contacts
 */
export function likelyDefaultOwner(owners: readonly OwnerFacet[]): OwnerFacet | null {
  const [first, second] = owners
    .filter(({ key, owner }) => key !== NO_OWNER && owner !== null)
    .toSorted((left, right) => right.count - left.count)
  const total = owners.reduce((sum, { count }) => sum + count, 0)
  if (!first || !second || total < LEAST_CONTACTS) return null
  return first.count >= 2 * second.count && first.count * 10 >= total ? first : null
}

/** Says whose contacts may be nobody's, until somebody has read it. */
export function DefaultOwnerHint({ owners }: { owners: readonly OwnerFacet[] }) {
  const state = hint.use()
  const { read } = useSnapshot()
  const owner = likelyDefaultOwner(owners)?.owner
  // The first contacts of a list are no fair sample of it.
  const isKnown = hasEnded(read) || read.wasReadBefore
  if (state === 'dismissed' || !owner || !isKnown) return null
  return (
    <p className="flex flex-none items-start gap-2 border-t border-line py-2.5 pl-3 pr-2 text-fg-2">
      <Info className="mt-0.5 size-4 flex-none text-fg-3" aria-hidden />
      <span className="flex-1">
        <bdi className="whitespace-normal">{shownOwner(owner)}</bdi> may be Linq’s default owner: contacts
        nobody assigned go to the first admin.
      </span>
      <IconButton
        label="Dismiss this hint"
        size="small"
        className="-my-1"
        onClick={(event) => {
          const popover = event.currentTarget.closest('[role="dialog"], dialog')
          hint.set('dismissed')
          popover?.querySelector<HTMLElement>('input')?.focus()
        }}
      >
        <X className="size-4" aria-hidden />
      </IconButton>
    </p>
  )
}
