import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Texts that only those who know a secret can read or make; each belongs to one name. */
export interface Sealed {
  seal: (name: string, text: string) => string
  /** The text, or null for anything that was not sealed under this name with this secret. */
  open: (name: string, sealed: string) => string | null
}

const ivBytes = 12
const tagBytes = 16

/** What is sealed otherwise, by another version, is not opened. */
const version = '1.'

/** AES-256-GCM, with a key made from the secret (RFC 5869) for this purpose alone. */
export function createSealed(secret: string, purpose: string): Sealed {
  const key = keyOf(secret, purpose)
  return {
    seal(name, text) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(name))
      const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return version + Buffer.concat([iv, cipher.getAuthTag(), encrypted]).toString('base64')
    },
    open(name, sealed) {
      if (!sealed.startsWith(version)) return null
      const bytes = Buffer.from(sealed.slice(version.length), 'base64')
      if (bytes.length < ivBytes + tagBytes) return null
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes))
        decipher.setAAD(Buffer.from(name)).setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
        return Buffer.concat([
          decipher.update(bytes.subarray(ivBytes + tagBytes)),
          decipher.final(),
        ]).toString()
      } catch {
        return null
      }
    },
  }
}

/** A name for what belongs to a secret, which tells nothing of it. */
export function nameOf(secret: string): string {
  return keyOf(secret, 'linq-contacts name').subarray(0, 12).toString('base64url')
}

function keyOf(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'linq-contacts', purpose, 32))
}
