import { type RefObject, useState } from 'react'

import type { OwnerFacet } from '../../directory/view-query'
import { AnchoredPopover } from '../../ui/anchored-popover'
import { Button } from '../../ui/button'
import { Select } from '../../ui/select'
import type { Me } from '../../view/named/me'
import { ownerOptions } from '../filters/choose/owner-options'
import { unmaskedOwnerLabel } from '../filters/filter-words'

interface WhoAreYouProps {
  anchor: RefObject<HTMLElement | null>
  owners: readonly OwnerFacet[]
  onChoose: (me: Me) => void
  onClose: () => void
}

/** Asks once which owner one is; the answer stays on this device. */
export function WhoAreYou({ anchor, owners, onChoose, onClose }: WhoAreYouProps) {
  const [chosen, setChosen] = useState<Me | null>(null)
  return (
    <AnchoredPopover label="Who are you" anchor={anchor} align="start" className="w-72 p-4" onClose={onClose}>
      <h2 className="font-semibold">Which owner are you?</h2>
      <p className="mb-3 text-fg-2">Choose once, and “Mine” is one click. It stays on this device.</p>
      <OwnerSelect owners={owners} chosen={chosen?.key ?? ''} onChoose={setChosen} />
      {/* Arrow keys choose on the way, in some browsers (WCAG 2.2, 3.2.2): what is meant is said by a press. */}
      <div className="mt-3 flex items-center gap-2">
        <Button variant="primary" disabled={chosen === null} onClick={() => chosen && onChoose(chosen)}>
          Show my contacts
        </Button>
        <Button variant="ghost" onClick={onClose}>
          Not now
        </Button>
      </div>
    </AnchoredPopover>
  )
}

interface OwnerSelectProps {
  owners: readonly OwnerFacet[]
  /** The key of who one is; empty for nobody. */
  chosen: string
  onChoose: (me: Me) => void
}

/** All owners by name; a second one of the same name shows the local part of the email. */
export function OwnerSelect({ owners, chosen, onChoose }: OwnerSelectProps) {
  const people = ownerOptions(owners)
    .filter(({ isLast }) => isLast !== true)
    .toSorted((left, right) => left.label.localeCompare(right.label))
  const isKnown = people.some(({ key }) => key === chosen)
  return (
    <Select
      label="Which owner you are"
      className="[&_select]:h-8 phone:[&_select]:h-11"
      value={isKnown ? chosen : ''}
      onChange={(key) => {
        const facet = owners.find((one) => one.key === key)
        // What is kept outlives the privacy mode.
        if (facet) onChoose({ key, name: unmaskedOwnerLabel(facet) })
      }}
      options={[
        ['', people.length === 0 ? 'No owner has been read yet' : 'Choose an owner'],
        ...people.map(({ key, label, hint }): [string, string] => [key, hint ? `${label} (${hint})` : label]),
      ]}
    />
  )
}
