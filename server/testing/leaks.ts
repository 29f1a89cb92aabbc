import { answerHeaders } from '../front/headers'
import type { RawAnswer } from './raw'

/** Every form in which a secret could stand in a text; empty when it is in none. Made apart from the code's own guard. */
export function leaksOf(secret: string, text: string): string[] {
  const bytes = Buffer.from(secret)
  const forms: Record<string, string> = {
    plain: secret,
    base64: bytes.toString('base64').replace(/=+$/, ''),
    base64url: bytes.toString('base64url'),
    hex: bytes.toString('hex'),
    url: encodeURIComponent(secret),
    json: JSON.stringify(secret).slice(1, -1),
  }
  return Object.keys(forms).filter((name) => text.toLowerCase().includes(forms[name]?.toLowerCase() ?? ''))
}

/** The names of the headers that every answer must carry and that this one lacks, or has with another value. */
export function missingHeaders(answer: RawAnswer): string[] {
  return [...answerHeaders]
    .filter(([name, value]) => {
      const given = answer.headers.get(name.toLowerCase())
      return name === 'Cache-Control' ? given === undefined : given !== value
    })
    .map(([name]) => name)
}
