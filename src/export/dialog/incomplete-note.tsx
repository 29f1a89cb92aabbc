import { TriangleAlert } from 'lucide-react'

import type { ReadState } from '../../directory/directory'
import { incompleteWords } from './words'

interface IncompleteNoteProps {
  read: ReadState
  onReadAgain: () => void
}

/** Says before the export what the file will lack; nothing when it lacks nothing. */
export function IncompleteNote({ read, onReadAgain }: IncompleteNoteProps) {
  const words = incompleteWords(read)
  if (words === null) return null
  const hasEnded = read.status === 'disturbed' || read.status === 'partial' || read.status === 'stopped'
  return (
    <div className="flex items-start gap-2 rounded-lg border border-warn-line bg-warn-soft px-3 py-2 text-warn">
      <TriangleAlert className="mt-0.5 size-4 flex-none" aria-hidden />
      <p className="flex-1">{words}</p>
      {hasEnded && (
        <button
          type="button"
          onClick={onReadAgain}
          className="whitespace-nowrap rounded-sm px-1 font-medium underline underline-offset-[3px] phone:min-h-11 phone:px-2"
        >
          Read again
        </button>
      )}
    </div>
  )
}
