import { Bookmark, BookmarkPlus, Link as LinkIcon, UserRound, UserRoundX, Users } from 'lucide-react'

import { copyText } from '../../../ui/text/clipboard'
import { raiseToast } from '../../../ui/toasts/toast-store'
import { NO_CHOICE } from '../../../view/address/choices'
import { chooseMe } from '../../../view/named/me'
import { addressOf } from '../../../view/named/named-view'
import type { ViewState } from '../../../view/view-address'
import { ownerOptions } from '../../filters/choose/owner-options'
import { unmaskedOwnerLabel } from '../../filters/filter-words'
import { shownOwnerName } from '../../table/shown'
import { linkOf, resetView } from '../../views/views-actions'
import { type Command, command } from '../command'
import type { CommandContext } from '../page-commands'

/** One for all views: somebody may have ten thousand. */
const bookmark = <Bookmark aria-hidden />

/** The views that there are, and what can be done with the one that is shown. */
export function viewCommands({ state, change, namedViews, me, actions }: CommandContext): Command[] {
  const mine: Command[] = me
    ? [
        {
          id: 'mine',
          group: 'Views',
          label: 'Show my contacts',
          hint: shownOwnerName(me.name),
          keys: 'M',
          words: 'mine owner',
          icon: <UserRound aria-hidden />,
          run: () => change({ owners: { values: [me.key], mode: 'include' } }),
        },
      ]
    : []
  return [
    ...mine,
    {
      id: 'all',
      group: 'Views',
      label: 'Show the contacts of all owners',
      keys: 'A',
      words: 'everybody',
      icon: <Users aria-hidden />,
      run: () => change({ owners: NO_CHOICE }),
    },
    {
      id: 'save view',
      group: 'Views',
      label: 'Save this view',
      words: 'name keep new',
      icon: <BookmarkPlus aria-hidden />,
      run: actions.onSaveView,
    },
    ...namedViews.map((view): Command => ({
      id: `view ${view.id}`,
      group: 'Views',
      label: view.name,
      words: 'saved view',
      icon: bookmark,
      run: () => resetView(view, change),
    })),
    {
      id: 'copy link',
      group: 'Commands',
      label: 'Copy a link to this view',
      words: 'share url address',
      icon: <LinkIcon aria-hidden />,
      run: () => void copyLink(state),
    },
  ]
}

/** Who one is, on this device: any of the owners, and at the end of the list, because there may be thousands. */
export function whoCommands({ view, me }: CommandContext): Command[] {
  const facets = new Map(view.owners.map((facet) => [facet.key, facet]))
  const others = ownerOptions(view.owners).flatMap(({ key, label, hint, avatar, isLast }): Command[] => {
    const facet = facets.get(key)
    if (!facet || isLast === true || key === me?.key) return []
    return [
      {
        ...command(
          `me ${key}`,
          `I am ${label}`,
          undefined,
          avatar,
          // What is kept outlives the privacy mode.
          () => chooseMe({ key, name: unmaskedOwnerLabel(facet) }),
          'mine who you are',
        ),
        ...(hint && { hint }),
      },
    ]
  })
  const nobody = command('nobody', 'Forget who I am', undefined, <UserRoundX aria-hidden />, () =>
    chooseMe(null),
  )
  return [...(me ? [nobody] : []), ...others]
}

/** The address without the place in the list: what another one should see. */
async function copyLink(state: ViewState): Promise<void> {
  const isDone = await copyText(linkOf({ id: '', name: '', address: addressOf(state) }))
  raiseToast(
    isDone
      ? { key: 'clipboard', tone: 'success', title: 'Link to this view copied' }
      : {
          key: 'clipboard',
          tone: 'error',
          title: 'The browser did not allow copying',
          text: 'Copy the address of this page by hand: it holds the whole view.',
        },
  )
}
