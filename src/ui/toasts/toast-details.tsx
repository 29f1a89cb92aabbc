import { Copy } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'

import { Button } from '../button'
import { classes } from '../classes'
import { copyText } from '../text/clipboard'

interface ToastDetailsProps {
  /** Codes, ids and times, one line each. */
  details: readonly string[]
  /** What else can be done, in the same line. */
  children: readonly ReactNode[]
}

/** What helps to find a cause: opened on demand, and copied. */
export function ToastDetails({ details, children }: ToastDetailsProps) {
  const [isOpen, setOpen] = useState(false)
  const [copied, setCopied] = useState<'copied' | 'refused' | null>(null)
  const id = useId()
  return (
    <>
      {isOpen && (
        <pre
          id={id}
          tabIndex={0}
          className="mt-2 max-h-40 overflow-auto whitespace-pre-wrap rounded bg-active px-2.5 py-2 font-mono text-caption leading-[18px] text-fg-2"
        >
          {details.join('\n')}
        </pre>
      )}
      <div className={classes('mt-2 flex items-center gap-1', !children.some(Boolean) && '-ml-2')}>
        {children}
        <Button
          size="small"
          variant="ghost"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          Details
        </Button>
        {isOpen && (
          <Button
            size="small"
            variant="ghost"
            className="ml-auto"
            icon={<Copy className="size-4" aria-hidden />}
            onClick={() => {
              void copyText(details.join('\n')).then((done) => setCopied(done ? 'copied' : 'refused'))
            }}
          >
            {copied === 'copied' ? 'Copied' : copied === 'refused' ? 'Not allowed to copy' : 'Copy details'}
          </Button>
        )}
      </div>
    </>
  )
}
