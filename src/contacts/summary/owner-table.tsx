import { type MouseEvent, useId, useState } from 'react'

import type { OwnerSummary } from '../../directory/summary'
import { NO_OWNER, type OwnerKey } from '../../directory/view-query'
import { TextButton } from '../../ui/button'
import { classes } from '../../ui/classes'
import { countOf, formatCount } from '../../ui/text/format'
import { formatShare } from '../../ui/text/share'
import type { FacetOption } from '../filters/choose/facet-list'
import { ownerOptions } from '../filters/choose/owner-options'

interface OwnerTableProps {
  owners: readonly OwnerSummary[]
  chosen: readonly OwnerKey[]
  onChoose: (chosen: OwnerKey[]) => void
}

/** So many owners are shown at first; an organisation may have thousands. */
const FIRST_OWNERS = 12

/** Contacts per owner: a table with bars in it. Each line is a filter, and says so when it is in use. */
export function OwnerTable({ owners, chosen, onChoose }: OwnerTableProps) {
  const [isWhole, setWhole] = useState(false)
  const titleId = useId()
  const options = new Map(ownerOptions(owners).map((option) => [option.key, option]))
  const isShown = (owner: OwnerSummary, place: number) =>
    isWhole || place < FIRST_OWNERS || owner.key === NO_OWNER || chosen.includes(owner.key)
  const shown = owners.filter(isShown)
  const all = owners.reduce((sum, { count }) => sum + count, 0)
  const most = owners.reduce((highest, { count }) => Math.max(highest, count), 1)
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId} className="mb-2 font-semibold">
        Contacts per owner
      </h3>
      <table aria-labelledby={titleId} className="w-full table-fixed border-separate border-spacing-0">
        <thead>
          <tr className="text-caption text-fg-3 *:h-6 *:font-medium">
            <th scope="col" className="w-[172px] text-left">
              Owner
            </th>
            <td aria-hidden />
            <th scope="col" className="w-[58px] text-right">
              Contacts
            </th>
            <th scope="col" className="w-[42px] text-right">
              Share
            </th>
            {(['email', 'phone'] as const).map((reach) => (
              <th key={reach} scope="col" title={`With ${reach}`} className="w-12 text-right phone:hidden">
                <span className="sr-only">With </span>
                <span className="capitalize">{reach}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((owner) => (
            <OwnerLine
              key={owner.key}
              owner={owner}
              option={options.get(owner.key)}
              all={all}
              most={most}
              state={chosen.length === 0 ? 'open' : chosen.includes(owner.key) ? 'chosen' : 'others'}
              onPress={(isAdded) => onChoose(afterPress(chosen, owner.key, isAdded))}
            />
          ))}
        </tbody>
      </table>
      {shown.length < owners.length && (
        <TextButton className="-ml-1 mt-1" onClick={() => setWhole(true)}>
          Show all {countOf(owners.length, 'owner')}
        </TextButton>
      )}
    </section>
  )
}

/** A press shows one owner alone, or everybody again; with Ctrl or Cmd it adds or takes away one owner. */
function afterPress(chosen: readonly OwnerKey[], key: OwnerKey, isAdded: boolean): OwnerKey[] {
  const isChosen = chosen.includes(key)
  if (isAdded) return isChosen ? chosen.filter((other) => other !== key) : [...chosen, key]
  return isChosen && chosen.length === 1 ? [] : [key]
}

interface OwnerLineProps {
  owner: OwnerSummary
  option: FacetOption | undefined
  all: number
  most: number
  /** `open`: no owner is chosen; `others`: some are, and not this one. */
  state: 'open' | 'chosen' | 'others'
  onPress: (isAdded: boolean) => void
}

function OwnerLine({ owner, option, all, most, state, onPress }: OwnerLineProps) {
  const label = option?.label ?? owner.key
  const press = (event: MouseEvent) => {
    event.stopPropagation()
    onPress(event.ctrlKey || event.metaKey)
  }
  return (
    <tr
      // The whole line may be pressed; for the keyboard and screen readers there is the button in it.
      onClick={press}
      className={classes(
        'cursor-pointer tabular-nums *:h-[30px] *:border-t *:border-line *:text-right phone:*:h-11',
        state === 'chosen' ? 'forced-outline *:bg-accent-soft' : '*:hover:bg-hover',
      )}
    >
      <th scope="row" className="font-normal">
        <button
          type="button"
          aria-pressed={state === 'chosen'}
          title={option?.hint ? `${label} (${option.hint})` : label}
          onClick={press}
          className={classes(
            'flex w-full items-center gap-2 text-left focus-visible:-outline-offset-2',
            option?.hint ? 'py-1 phone:min-h-11' : 'h-[29px] phone:h-11',
            state === 'chosen' && 'font-medium',
            owner.key === NO_OWNER && 'text-fg-3',
          )}
        >
          {option?.avatar}
          {option?.hint ? (
            // Below the name, and whole: beside it, neither would be long enough to tell namesakes apart.
            <span className="flex min-w-0 flex-col">
              <bdi>{label}</bdi>
              <bdi className="wrap-anywhere whitespace-normal text-caption text-fg-3">{option.hint}</bdi>
            </span>
          ) : (
            <bdi>{label}</bdi>
          )}
        </button>
      </th>
      <td aria-hidden className="pl-2">
        <Bar
          share={owner.count / most}
          isMuted={state === 'others' || owner.key === NO_OWNER}
          isEmpty={owner.count === 0}
        />
      </td>
      <td className="text-fg">{formatCount(owner.count)}</td>
      <td className="text-fg-2">{formatShare(owner.count, all)}</td>
      <td className="text-fg-2 phone:hidden">{formatShare(owner.withEmail, owner.count)}</td>
      <td className="text-fg-2 phone:hidden">{formatShare(owner.withPhone, owner.count)}</td>
    </tr>
  )
}

interface BarProps {
  /** From 0 to 1. */
  share: number
  isMuted: boolean
  isEmpty: boolean
}

/** A length for the eye; the figures beside it say the same. Somebody is never too few to be seen. */
export function Bar({ share, isMuted, isEmpty }: BarProps) {
  return (
    <span
      className={classes(
        'block h-2 rounded-[2px]',
        !isEmpty && 'min-w-0.5',
        isMuted ? 'bg-line-check' : 'forced-fill bg-accent',
      )}
      style={{ width: `${share * 100}%` }}
    />
  )
}
