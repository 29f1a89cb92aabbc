import { Info } from 'lucide-react'
import { useState } from 'react'

import { lazyPart } from '../ui/lazy-part'
import { countOf } from '../ui/text/format'

const ConnectDialog = lazyPart(() => import('./connect-dialog'), 'ConnectDialog')

/** Says, as long as the page is open, that these people are made up, and how to see one's own. */
export function DemonstrationLine({ total }: { total: number | null }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <aside
      aria-label="Demonstration"
      className="flex h-9 flex-none items-center gap-2 border-b border-accent-line bg-accent-soft px-4 phone:h-auto phone:min-h-11 phone:py-1.5 phone:leading-[18px]"
    >
      <Info className="size-4 flex-none text-accent-text phone:hidden" aria-hidden />
      <span>
        <strong className="font-semibold">Demonstration.</strong>{' '}
        {total === null ? 'All people here are' : `All ${countOf(total, 'person', 'people')} here are`} made
        up
        <span className="slim:hidden">; everything works as it will with your own</span>.
      </span>
      <button
        type="button"
        onPointerEnter={ConnectDialog.preload}
        onClick={() => setOpen(true)}
        className="underline-offset-3 whitespace-nowrap font-medium text-accent-text underline phone:min-h-11"
      >
        Connect your organisation
      </button>
      {isOpen && <ConnectDialog onClose={() => setOpen(false)} />}
    </aside>
  )
}
