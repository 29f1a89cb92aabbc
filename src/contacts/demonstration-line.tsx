import { Info } from 'lucide-react'
import { useState } from 'react'

import { Dialog } from '../ui/dialog'
import { countOf } from '../ui/text/format'

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
        onClick={() => setOpen(true)}
        className="underline-offset-3 whitespace-nowrap font-medium text-accent-text underline phone:min-h-11"
      >
        Connect your organisation
      </button>
      <Dialog open={isOpen} onOpenChange={setOpen} title="Connect your organisation">
        <p className="text-fg-2">
          Create an integration token in Linq, give it to the server in its environment, and start the server
          again. The token stays in the server and never reaches a browser.
        </p>
        <pre
          tabIndex={0}
          className="overflow-auto rounded bg-active px-3 py-2.5 font-mono text-caption leading-[18px] text-fg-2"
        >
          LINQ_INTEGRATION_TOKEN=… npm start
        </pre>
        <p className="text-fg-2">
          LINQ_INTEGRATION_TOKEN_FILE names a file that holds the token instead. The token can read and change
          everything in the organisation: keep it as you keep a password.
        </p>
      </Dialog>
    </aside>
  )
}
