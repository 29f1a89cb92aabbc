import { EyeOff } from 'lucide-react'

import { usePrivacy } from '../../ui/device/privacy'

/** Says that a file and its name are not masked, while the screen is. */
export function PrivacyNote() {
  const [isPrivate] = usePrivacy()
  if (!isPrivate) return null
  return (
    <p className="flex items-start gap-2 text-fg-2">
      <EyeOff className="mt-0.5 size-4 flex-none text-fg-3" aria-hidden />
      Privacy mode is on: the file holds real values, and its name may, too.
    </p>
  )
}
