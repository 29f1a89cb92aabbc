/**
 * A number that changes, as good as always, when anything in plain data changes: it tells a damaged copy from what
 * was written. It is no protection against somebody who wants to deceive.
 *
 * @param data numbers, texts, typed arrays, null, and arrays and records of these; costs a look at every character
 */
export function digestOf(data: unknown): number {
  return mix(digest(data, 0x811c_9dc5))
}

function digest(data: unknown, before: number): number {
  if (typeof data === 'string') return digestText(data, before)
  if (ArrayBuffer.isView(data)) return digestBytes(data, before)
  if (Array.isArray(data))
    return data.reduce<number>((hash, item) => digest(item, hash), step(before, data.length))
  if (typeof data === 'object' && data !== null) {
    // In the order of their names: storing may change the order of insertion.
    const entries = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))
    return entries.reduce((hash, [name, value]) => digest(value, digestText(name, hash)), before)
  }
  return digestText(String(data), before)
}

function digestText(text: string, before: number): number {
  let hash = step(before, text.length)
  for (let index = 0; index < text.length; index++) hash = step(hash, text.charCodeAt(index))
  return hash
}

function digestBytes(view: ArrayBufferView, before: number): number {
  const { buffer, byteOffset, byteLength } = view
  let hash = step(before, byteLength)
  // Four bytes at a time, where the array begins at a multiple of four, as all arrays of four bytes and more do.
  const words =
    byteOffset % 4 === 0 ? new Uint32Array(buffer, byteOffset, byteLength >>> 2) : new Uint32Array(0)
  for (let index = 0; index < words.length; index++) hash = step(hash, words[index] ?? 0)
  const rest = new Uint8Array(buffer, byteOffset + words.byteLength, byteLength - words.byteLength)
  for (let index = 0; index < rest.length; index++) hash = step(hash, rest[index] ?? 0)
  return hash
}

/** FNV-1a, with whole numbers in place of bytes; the shift brings high bits down, which a product never does. */
function step(hash: number, value: number): number {
  const mixed = Math.imul(hash ^ value, 0x0100_0193)
  return mixed ^ (mixed >>> 15)
}

function mix(hash: number): number {
  return (hash ^ (hash >>> 13)) >>> 0
}
