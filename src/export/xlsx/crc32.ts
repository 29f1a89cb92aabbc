/** What one byte does to the sum: the polynomial of ITU-T V.42, reflected, as ZIP has it (APPNOTE 4.4.7). */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1
  return sum
})

/** The CRC-32 of bytes that come after others: `sum` is what these others gave, 0 at the beginning. */
export function crc32(bytes: Uint8Array, sum: number): number {
  let rest = ~sum
  for (const byte of bytes) rest = (table[(rest ^ byte) & 0xff] ?? 0) ^ (rest >>> 8)
  return ~rest >>> 0
}
