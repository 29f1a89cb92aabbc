import { toggle } from '../../view/selection/selection'

interface ContactBoxProps {
  id: number
  /** The contact as it is called on screen. */
  name: string
  /** Null where it cannot be selected, because it is gone. */
  isSelected: boolean | null
  /** Whether Tab stops at it. In the table Space does the same for the row: a stop more for each row would be too many. */
  isStop?: boolean
  className: string
}

/** The box of a contact. With Shift, and for the keys of the row, see `selection-tools.tsx`. */
export function ContactBox({ id, name, isSelected, isStop = false, className }: ContactBoxProps) {
  return (
    <label className="flex flex-none cursor-pointer items-center self-stretch pl-4 pr-3">
      <input
        type="checkbox"
        aria-label={`Select ${name}`}
        tabIndex={isStop ? 0 : -1}
        disabled={isSelected === null}
        checked={isSelected === true}
        onChange={() => toggle(id)}
        className={className}
      />
    </label>
  )
}
