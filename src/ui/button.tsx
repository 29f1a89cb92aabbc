import type { ComponentProps, ReactNode } from 'react'

import { classes } from './classes'

type Variant = 'default' | 'primary' | 'ghost'

interface ButtonLook {
  variant?: Variant
  size?: 'default' | 'small'
  /** An icon of 16 px before the words. */
  icon?: ReactNode
  className?: string
}

const variants: Record<Variant, string> = {
  default:
    'border-line-strong bg-bg text-fg [&_svg]:text-fg-3 enabled:hover:bg-hover enabled:active:bg-active',
  primary: 'border-transparent bg-accent text-accent-fg enabled:hover:bg-accent-hover',
  ghost: 'border-transparent text-fg-2 enabled:hover:bg-hover enabled:hover:text-fg enabled:active:bg-active',
}

/** The look of a button, for what is none. */
export function buttonLook({ variant = 'default', size = 'default', className }: ButtonLook): string {
  return classes(
    'inline-flex flex-none items-center justify-center gap-1.5 rounded border font-medium whitespace-nowrap transition-colors disabled:opacity-40',
    size === 'small' ? 'h-7 px-2 phone:h-11 phone:px-3' : 'h-8 px-2.5 phone:h-11',
    variants[variant],
    className,
  )
}

/** A button with words. Exactly one of a surface is `primary`, and it stands in a dialog or a sheet. */
export function Button({
  variant = 'default',
  size = 'default',
  icon,
  className = '',
  children,
  ...rest
}: ComponentProps<'button'> & ButtonLook) {
  return (
    <button type="button" {...rest} className={buttonLook({ variant, size, className })}>
      {icon}
      {children}
    </button>
  )
}

/** A button that is only an icon; `label` is its name, and shows on hover. */
export function IconButton({
  label,
  size = 'default',
  disabled = false,
  onClick,
  className,
  children,
  ...rest
}: Omit<ComponentProps<'button'>, 'aria-label'> & { label: string; size?: 'default' | 'small' }) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      aria-label={label}
      // Not `disabled`: a button that is switched off by its own press must not drop the focus.
      aria-disabled={disabled || undefined}
      onClick={disabled ? undefined : onClick}
      className={classes(
        'relative inline-grid flex-none place-items-center rounded text-fg-2 transition-colors',
        disabled ? 'cursor-default! opacity-40' : 'hover:bg-hover hover:text-fg active:bg-active',
        'phone:size-11 phone:[&_svg]:size-5',
        size === 'small' ? 'size-7' : 'size-8',
        className,
      )}
    >
      {children}
    </button>
  )
}

/** A button that looks like a link: for a way out inside a line of text. */
export function TextButton({ className, children, ...rest }: ComponentProps<'button'>) {
  return (
    <button
      type="button"
      {...rest}
      className={classes(
        'rounded-sm px-1 py-0.5 font-medium whitespace-nowrap text-accent-text hover:bg-accent-soft phone:min-h-11 phone:px-2',
        className,
      )}
    >
      {children}
    </button>
  )
}
