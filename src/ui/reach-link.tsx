import type { ComponentProps } from 'react'

/**
 * A link to a phone or an email. Where it must not be read, it is a button that leads to the same: browsers show the
 * address of a link under the pointer.
 */
export function ReachLink({
  href,
  isHidden,
  children,
  ...rest
}: ComponentProps<'a'> & { href: string; isHidden: boolean }) {
  if (!isHidden) {
    return (
      <a href={href} {...rest}>
        {children}
      </a>
    )
  }
  const { className, 'aria-label': label } = rest
  return (
    <button
      type="button"
      role="link"
      className={className}
      aria-label={label}
      onClick={() => location.assign(href)}
    >
      {children}
    </button>
  )
}
