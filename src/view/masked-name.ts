/** What stands for values that are masked: always as long, so that not even their length is told. */
export const masks = { email: '••••@••••', phone: '••• ••• ••••' } as const

/** A name, or a mask where an email or a phone stands in for one, whichever field it came from. */
export function maskedName(name: string): string {
  if (/\S@\S/.test(name)) return masks.email
  return /^[\d\s+()./-]*$/.test(name) && name.replace(/\D/g, '').length >= 4 ? masks.phone : name
}
