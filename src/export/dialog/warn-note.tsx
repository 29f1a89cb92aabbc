import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

/** What should be known before the button is pressed, and what can be done about it. */
export function WarnNote({ words, children }: { words: string; children?: ReactNode }) {
  return (
    <div className="flex items-start gap-2 rounded-lg border border-warn-line bg-warn-soft px-3 py-2 text-warn">
      <TriangleAlert className="mt-0.5 size-4 flex-none" aria-hidden />
      <p className="flex-1">{words}</p>
      {children}
    </div>
  )
}
