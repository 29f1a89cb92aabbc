import { QUALITY_ISSUES, type QualityIssue } from '../../directory/filters'

/** The ways by which contacts can be reached, or not at all, each with the filters that it is. */
const REACH = {
  Email: ['has-email'],
  Phone: ['has-phone'],
  Neither: ['no-email', 'no-phone'],
} as const satisfies Record<string, readonly QualityIssue[]>

export type Reach = keyof typeof REACH

/** Whether only contacts that can be reached so are shown. */
export function isReach(quality: readonly QualityIssue[], reach: Reach): boolean {
  return REACH[reach].every((issue) => quality.includes(issue))
}

/** Shows only contacts that can be reached so, or all again; what nobody can be besides gives way. */
export function withReach(
  quality: readonly QualityIssue[],
  reach: Reach,
  isOn: boolean,
): readonly QualityIssue[] {
  const own = new Set<QualityIssue>(REACH[reach])
  const opposites: Record<Reach, readonly QualityIssue[]> = {
    Email: isReach(quality, 'Neither') ? REACH.Neither : ['no-email'],
    Phone: isReach(quality, 'Neither') ? REACH.Neither : ['no-phone'],
    Neither: [...REACH.Email, ...REACH.Phone],
  }
  const gone = new Set(isOn ? opposites[reach] : own)
  return QUALITY_ISSUES.filter(
    (issue) => (isOn && own.has(issue)) || (quality.includes(issue) && !gone.has(issue)),
  )
}
