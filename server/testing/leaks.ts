import { answerHeaders } from '../front/headers'
import type { RawAnswer } from './raw'

/** The forms in which a secret stands in a text; none when it does not. Made apart from the code's own guard. */
export function leaksOf(secret: string, text: string): string[] {
  const bytes = Buffer.from(secret)
  const forms: [string, string][] = [
    ['plain', secret],
    ['hex', bytes.toString('hex')],
    ['URL-encoded', encodeURIComponent(secret)],
    ['as JSON', JSON.stringify(secret).slice(1, -1)],
    // The middle of it stays the same when only its ends were changed on the way.
    ['in part', secret.slice(5, -5)],
  ]
  // In longer base64 a secret has three forms, by where it begins; its edges depend on what stands beside it.
  for (const offset of [0, 1, 2]) {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
    const own = encoded.slice(Math.ceil((offset * 4) / 3), Math.floor(((offset + bytes.length) * 4) / 3))
    forms.push([`base64 at ${offset}`, own])
    forms.push([`base64url at ${offset}`, own.replaceAll('+', '-').replaceAll('/', '_')])
  }
  const lower = text.toLowerCase()
  return forms.filter(([, form]) => lower.includes(form.toLowerCase())).map(([name]) => name)
}

/** The names of the headers that every answer must carry and that this one lacks, or has with another value. */
export function missingHeaders(answer: RawAnswer): string[] {
  return [...answerHeaders, ['X-Request-Id', answer.headers.get('x-request-id') || 'none'] as const]
    .filter(([name, value]) => {
      const given = answer.headers.get(name.toLowerCase())
      return name === 'Cache-Control' ? given === undefined : given !== value
    })
    .map(([name]) => name)
}
