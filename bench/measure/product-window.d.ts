import type { Probe } from '../load/probe.mjs'

/** What the harness puts into the page of the product. */
declare global {
  interface Window {
    probe: Probe
    /** Types a text that finds so many contacts; gives the milliseconds until they are painted. */
    typeAndPaint: (text: string, count: number) => Promise<number>
  }
}
