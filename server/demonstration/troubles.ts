/** The ways in which the demonstration misbehaves on purpose, as `DEMO_TROUBLE` lists them. */
export const TROUBLES = ['errors', 'slow', 'rate-limit', 'writes'] as const

/** One way in which the demonstration misbehaves. */
export type Trouble = (typeof TROUBLES)[number]
