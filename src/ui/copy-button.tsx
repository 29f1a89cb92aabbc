import { Check, Copy } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'

import { IconButton } from './button'
import { copyText } from './text/clipboard'
import { raiseToast } from './toasts/toast-store'

interface CopyButtonProps {
  /** "Copy email". */
  label: string
  value: string
  icon?: ReactNode
}

/** Copies a value and says so in its own place; a refused clipboard is told. */
export function CopyButton({ label, value, icon }: CopyButtonProps) {
  const [isDone, setDone] = useState(false)

  useEffect(() => {
    if (!isDone) return
    const timer = setTimeout(() => setDone(false), 2_000)
    return () => clearTimeout(timer)
  }, [isDone])

  const copy = async () => {
    if (await copyText(value)) setDone(true)
    else {
      raiseToast({
        key: 'clipboard',
        tone: 'error',
        title: 'The browser did not allow copying',
        text: 'Allow this page to use the clipboard, or select the text and copy it by hand.',
      })
    }
  }

  return (
    <>
      <IconButton label={label} size="small" className="-my-0.5 text-fg-3" onClick={() => void copy()}>
        <span aria-hidden className="[&_svg]:size-4">
          {isDone ? <Check className="text-ok" /> : (icon ?? <Copy />)}
        </span>
      </IconButton>
      <span role="status" className="sr-only">
        {isDone ? 'Copied' : ''}
      </span>
    </>
  )
}
