import { Timer, WifiOff } from 'lucide-react'
import type { ReactNode } from 'react'

import type { ReadWait } from '../../directory/directory'
import { useSecondsUntil } from '../../ui/device/use-now'
import { formatCount } from '../../ui/text/format'
import { NO_CONNECTION } from './read-notice'

interface WaitPillProps {
  wait: ReadWait | null
  isOnline: boolean
  /** What is shown while there is no network. */
  meanwhile?: ReactNode
}

/** Why the read waits, and what it waits for. */
export function WaitPill({ wait, isOnline, meanwhile }: WaitPillProps) {
  if (isOnline && wait?.reason === 'rate-limit') return <Waiting untilMs={wait.untilMs} page={wait.page} />
  return (
    <Pill icon={<WifiOff />} short="Offline">
      {meanwhile ? <>No connection. {meanwhile}</> : NO_CONNECTION}
    </Pill>
  )
}

function Waiting({ untilMs, page }: { untilMs: number; page: number }) {
  const seconds = useSecondsUntil(untilMs)
  return (
    <Pill icon={<Timer />} short={`Waiting ${seconds} s`}>
      Linq asked us to wait <span className="tabular-nums">{seconds} s</span>; going on at page{' '}
      {formatCount(page)}
    </Pill>
  )
}

/** The amber wait. A phone shows the short words. */
function Pill({ icon, short, children }: { icon: ReactNode; short: string; children: ReactNode }) {
  return (
    <span className="inline-flex h-7 items-center gap-1.5 rounded border border-warn-line bg-warn-soft px-2.5 font-medium text-warn [&_svg]:size-4">
      <span aria-hidden>{icon}</span>
      <span className="phone:sr-only">{children}</span>
      <span aria-hidden className="desk:hidden">
        {short}
      </span>
    </span>
  )
}
