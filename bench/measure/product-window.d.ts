import type { Probe } from '../load/probe.mjs'

/** What the harness puts into the page of the product. */
declare global {
  interface Window {
    probe: Probe
    /** Types a text that finds so many contacts; gives the milliseconds until they are painted. */
    typeAndPaint: (text: string, count: number) => Promise<number>
    /** Scrolls on by so many pixels in each of so many frames, from the top; gives how long it took. */
    scrollFast: (options: {
      frames: number
      pixelsPerFrame: number
      /** Whether to look in each frame if the middle shows something. */
      isLooking: boolean
    }) => Promise<{ ms: number; longestBlank: number | null }>
    /** How many pictures are in sight that have come. */
    picturesInSight: () => number
    exportSpies: {
      /** The tasks over 50 ms since the last call, in milliseconds. */
      takeLongTasks: () => number[]
      /** Whether the browser asks where a file goes; the answer is always a file of the origin's own. */
      offerPlace: (isOffered: boolean) => void
      /** Presses Cancel when a tenth is done; gives the milliseconds until nothing is under way. */
      cancelAtATenth: () => Promise<number>
      /** The size of the file that was written there, which is taken away. */
      placeBytes: () => Promise<number>
    }
  }
}
