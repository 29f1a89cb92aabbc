import { Bookmark } from 'lucide-react'
import { useRef, useState } from 'react'

import type { OwnerFacet } from '../../directory/view-query'
import { classes } from '../../ui/classes'
import { lazyPart } from '../../ui/lazy-part'
import { NO_CHOICE } from '../../view/address/choices'
import { chooseMe, isMine, useMe } from '../../view/named/me'
import type { ChangeView } from '../../view/use-view-state'
import type { ViewState } from '../../view/view-address'
import { shownOwnerName } from '../table/shown'

export const ViewsMenu = lazyPart(() => import('./views-menu'), 'ViewsMenu')
export const WhoAreYou = lazyPart(() => import('./who-are-you'), 'WhoAreYou')
const ViewName = lazyPart(() => import('./view-name'), 'ViewName')

interface ViewTabsProps {
  state: ViewState
  owners: readonly OwnerFacet[]
  onChange: ChangeView
}

const tab =
  'h-7 rounded-[5px] px-2.5 font-medium text-fg-2 hover:text-fg aria-pressed:bg-bg aria-pressed:text-fg aria-pressed:shadow-[0_0_0_1px_var(--line-strong)] phone:h-11 phone:flex-1'

/** Everybody's contacts, or one's own: one click once it is known who one is. */
export function OwnerTabs({ state, owners, onChange }: ViewTabsProps) {
  const me = useMe()
  const [isAsking, setAsking] = useState(false)
  const mine = useRef<HTMLButtonElement>(null)
  const showMine = (key: string) => onChange({ owners: { values: [key], mode: 'include' } })
  return (
    <div
      role="group"
      aria-label="Whose contacts"
      className="inline-flex flex-none gap-0.5 rounded-[7px] bg-active p-0.5 phone:flex"
    >
      <button
        type="button"
        aria-pressed={state.owners.values.length === 0}
        onClick={() => onChange({ owners: NO_CHOICE })}
        className={tab}
      >
        All
      </button>
      <button
        ref={mine}
        type="button"
        aria-pressed={me !== null && isMine(state.owners, me)}
        {...(me === null && { 'aria-haspopup': 'dialog' as const, 'aria-expanded': isAsking })}
        title={
          me === null
            ? 'Say which owner you are, and see your contacts'
            : `Contacts of ${shownOwnerName(me.name)}`
        }
        onPointerEnter={me === null ? WhoAreYou.preload : undefined}
        onClick={() => (me === null ? setAsking(!isAsking) : showMine(me.key))}
        className={tab}
      >
        Mine
      </button>
      {isAsking && (
        <WhoAreYou
          anchor={mine}
          owners={owners}
          onChoose={(chosen) => {
            setAsking(false)
            chooseMe(chosen)
            showMine(chosen.key)
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}

/** The named views of this device behind one button, which carries the name of the view that is shown. */
export function ViewsButton({ state, onChange }: Pick<ViewTabsProps, 'state' | 'onChange'>) {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <button
        ref={button}
        type="button"
        title="Saved views"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPointerEnter={ViewsMenu.preload}
        onClick={() => setOpen(!isOpen)}
        className={classes(
          'inline-flex h-7 min-w-7 flex-none items-center justify-center gap-1.5 rounded px-1.5 font-medium text-fg-2 hover:bg-hover hover:text-fg aria-expanded:bg-active',
          state.named !== null && 'max-w-48',
        )}
      >
        <Bookmark className="size-4 flex-none" aria-hidden />
        <span className="sr-only">Saved views</span>
        {state.named !== null && <ViewName state={state} />}
      </button>
      {isOpen && (
        <ViewsMenu anchor={button} state={state} onChange={onChange} onClose={() => setOpen(false)} />
      )}
    </>
  )
}
