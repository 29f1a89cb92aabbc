import { UntrustedCopy } from '../../copy/untrusted-copy'
import { smallNumbers } from './number-column'
import { type SavedTexts, TextColumn } from './text-column'

/** What texts begin and end with. */
interface Frame {
  head: string
  tail: string
}

/** Texts with frames as they are kept on a device. */
export interface SavedFramed {
  frames: readonly Frame[]
  /** The frame of each text. */
  codes: Uint8Array
  /** What is inside the frames. */
  inner: SavedTexts
}

/** Frame 0 is empty: it fits every text. */
const NO_FRAME: Frame = { head: '', tail: '' }

/** Every text is held against each of them. */
const MOST_FRAMES = 32

/** A frame of fewer characters saves next to nothing. */
const SMALLEST_FRAME = 16

/**
 * Texts by row that begin and end like others, as the addresses of pictures do: what they share is kept once. Frames
 * are learnt from texts that follow each other, and end at a slash.
 */
export class FramedText {
  readonly #frames: Frame[] = [NO_FRAME]
  readonly #codes = smallNumbers()
  readonly #inner = new TextColumn()
  /** The last text without a frame. */
  #unframed = ''

  append(text: string): void {
    const code = this.#codeOf(text)
    const { head, tail } = this.#frames[code] ?? NO_FRAME
    this.#codes.set(this.#inner.size, code)
    this.#inner.append(text.slice(head.length, text.length - tail.length))
  }

  get(row: number): string {
    const { head, tail } = this.#frames[this.#codes.get(row)] ?? NO_FRAME
    return head + this.#inner.get(row) + tail
  }

  /** The texts as they are now, to be kept. */
  saved(): SavedFramed {
    return {
      frames: [...this.#frames],
      codes: this.#codes.saved(this.#inner.size),
      inner: this.#inner.saved(),
    }
  }

  /** Takes kept texts over into an empty column. @throws UntrustedCopy */
  restore({ frames, codes, inner }: SavedFramed, size: number): void {
    this.#inner.restore(inner, size)
    this.#codes.restore(codes, size)
    const isFrame = ({ head, tail }: Frame) => typeof head === 'string' && typeof tail === 'string'
    const isEmpty = frames[0]?.head === '' && frames[0].tail === ''
    if (!isEmpty || !frames.every(isFrame) || codes.some((code) => code >= frames.length))
      throw new UntrustedCopy('a frame')
    this.#frames.splice(0, Infinity, ...frames)
  }

  /** The largest frame that fits; a new one, where none does and the text is like one before it. */
  #codeOf(text: string): number {
    let best = 0
    for (const [code, frame] of this.#frames.entries())
      if (fits(text, frame) && sizeOf(frame) > sizeOf(this.#frames[best] ?? NO_FRAME)) best = code
    if (best > 0 || text === '' || this.#frames.length >= MOST_FRAMES) return best
    const frame = sharedFrame(text, this.#unframed)
    this.#unframed = text
    return sizeOf(frame) < SMALLEST_FRAME ? 0 : this.#frames.push(frame) - 1
  }
}

function sizeOf({ head, tail }: Frame): number {
  return head.length + tail.length
}

function fits(text: string, frame: Frame): boolean {
  return text.length >= sizeOf(frame) && text.startsWith(frame.head) && text.endsWith(frame.tail)
}

/** What two texts have in common at their beginning, through a slash, and behind that at their end, from a slash on. */
function sharedFrame(text: string, other: string): Frame {
  const shorter = Math.min(text.length, other.length)
  let start = 0
  while (start < shorter && text[start] === other[start]) start++
  const head = text.slice(0, text.slice(0, start).lastIndexOf('/') + 1)
  let end = 0
  while (end < shorter - head.length && text.at(-1 - end) === other.at(-1 - end)) end++
  const slash = text.indexOf('/', text.length - end)
  return { head, tail: slash < 0 ? '' : text.slice(slash) }
}
