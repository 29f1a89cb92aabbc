import type { ReactNode } from 'react'

import { type LinesOnScreen, type LinesOptions, useLines } from './use-lines'

export interface VirtualLinesProps extends Omit<LinesOptions, 'overscan'> {
  /** Draws the lines from `first` to `last`, with so much room before and after them. */
  children: (lines: LinesOnScreen) => ReactNode
}

/** Draws only the lines on screen and a few around them. */
export function VirtualLines({ children, ...options }: VirtualLinesProps) {
  return children(useLines({ ...options, overscan: 12 }))
}
