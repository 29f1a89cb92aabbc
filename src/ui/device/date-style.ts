import { deviceChoice } from './device-choice'

const styles = deviceChoice('dates', ['relative', 'calendar'])

/** How dates are read in lists: as their age, "3w ago", or as days of the calendar; remembered on this device. */
export type DateStyle = 'relative' | 'calendar'

/** The style of dates in lists, and how it is changed. */
export function useDateStyle(): [DateStyle, (style: DateStyle) => void] {
  return [styles.use(), styles.set]
}
