const percent = new Intl.NumberFormat(undefined, { style: 'percent' })

/**
 * A part of a whole by locale: "25%". Rounding never says that there is nobody ("<1%") or everybody (">99%") when
 * that is not so; of nothing there is no share ("–").
 */
export function formatShare(part: number, whole: number): string {
  if (whole <= 0) return '–'
  const share = part / whole
  if (part > 0 && share < 0.005) return `<${percent.format(0.01)}`
  if (part < whole && share >= 0.995) return `>${percent.format(0.99)}`
  return percent.format(share)
}
