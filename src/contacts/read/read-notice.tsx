import { RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'

import type { ReadState } from '../../directory/directory'
import { IconButton } from '../../ui/button'
import { classes } from '../../ui/classes'
import { formatMoment } from '../../ui/text/format'

/** Said also where no file can be loaded any more. */
export const NO_CONNECTION = 'No connection; going on when it is back'

/** Contacts that are promised and neither here nor counted as unreadable. */
export function missing(read: ReadState): number {
  return Math.max(0, (read.total ?? 0) - read.contacts - read.unreadable)
}

/** The moment as of which the contacts are here, and the way to a later one. */
export function AsOf({ read, onReadAgain }: { read: ReadState & { atMs: number }; onReadAgain: () => void }) {
  return (
    <span className="inline-flex items-center gap-2 text-fg-3">
      <span className="phone:hidden">
        as of <span className="tabular-nums">{formatMoment(read.atMs)}</span>
      </span>
      <IconButton
        label={read.isReadingAgain ? 'Reading again' : 'Read again'}
        size="small"
        disabled={read.isReadingAgain}
        onClick={onReadAgain}
      >
        <RefreshCw className="size-4" aria-hidden />
      </IconButton>
    </span>
  )
}

interface NoticeProps {
  icon: ReactNode
  tone: 'ok' | 'warn' | 'quiet'
  children: ReactNode
}

const tones = { ok: 'text-ok', warn: 'font-medium text-warn', quiet: 'text-fg-2' }

/** A state of the read in a few words. */
export function Notice({ icon, tone, children }: NoticeProps) {
  return (
    <span
      className={classes(
        'inline-flex min-w-0 items-center gap-1.5 [&_svg]:size-4 [&_svg]:flex-none',
        tones[tone],
      )}
    >
      <span aria-hidden>{icon}</span>
      <span className="truncate">{children}</span>
    </span>
  )
}
