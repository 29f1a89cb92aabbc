import { classes } from '../../ui/classes'

const spoken: Record<string, string> = { '↑': 'Arrow up', '↓': 'Arrow down', '↵': 'Enter', Esc: 'Escape' }

/** Key caps: `G O` is two keys, pressed one after the other. */
export function Keys({ keys, className }: { keys: string; className?: string }) {
  return (
    <span className={classes('inline-flex flex-none gap-1', className)}>
      {keys.split(' ').map((key, index) => (
        <kbd
          // oxlint-disable-next-line react/no-array-index-key -- the same key may come twice, and none ever moves
          key={index}
          aria-label={spoken[key]}
          className="inline-flex h-5 min-w-5 items-center justify-center whitespace-nowrap rounded-sm border border-line-strong bg-bg px-1 font-sans text-micro font-medium text-fg-2"
        >
          {key}
        </kbd>
      ))}
    </span>
  )
}
