import { encode } from 'uqr'

/** A code as one path of an SVG, in modules. */
export interface QrPath {
  /** The width and height of the code, without the margin around it. */
  modules: number
  /** The dark modules: one rectangle for each stretch of a row. */
  path: string
}

/** The margin that a camera needs to find a code, in modules (ISO/IEC 18004, 6.3.8). */
export const QR_MARGIN = 4

/** Version 20: above it a code of a size that fits beside a text has modules too small for most cameras. */
const LARGEST_VERSION = 20

/** A text as a QR code (UTF-8), or null when it is too long for one that a camera could read: about 850 bytes. */
export function qrPath(text: string): QrPath | null {
  try {
    const { size, data } = encode(text, { ecc: 'L', border: 0, maxVersion: LARGEST_VERSION })
    return { modules: size, path: data.map(rowPath).join('') }
  } catch (error) {
    // The one thing that is wrong with a text: "Data too long".
    if (error instanceof RangeError) return null
    throw error
  }
}

function rowPath(row: readonly boolean[], y: number): string {
  let path = ''
  for (let x = 0; x < row.length; x++) {
    if (row[x] !== true) continue
    const start = x
    while (row[x + 1] === true) x++
    const width = x + 1 - start
    path += `M${start} ${y}h${width}v1h-${width}z`
  }
  return path
}
