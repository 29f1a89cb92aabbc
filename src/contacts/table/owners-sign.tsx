import { TriangleAlert } from 'lucide-react'

/** Beside an owner: others own what looks like the same person. */
export function OwnersSign() {
  return (
    <span title="What looks like the same person has different owners" className="flex-none text-warn">
      <TriangleAlert className="size-4" aria-hidden />
    </span>
  )
}
