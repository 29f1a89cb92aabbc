export type AnswerHeaders = ReadonlyMap<string, string>

/**
 * The headers that stand on every answer (faults.md, S7; OWASP ASVS 5.0, V3.4), also on those that are written to a
 * raw socket because no request could be read. Strict-Transport-Security is missing on purpose: on loopback over http
 * RFC 6797 (7.2) forbids it.
 */
export const answerHeaders: AnswerHeaders = new Map([
  ['Content-Security-Policy', contentSecurityPolicy(import.meta.env.VITE_API_BASE_URL)],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Permissions-Policy', permissionsPolicy()],
  ['Referrer-Policy', 'no-referrer'],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  // Files say something else; whatever forgets to say anything is not kept by anybody.
  ['Cache-Control', 'no-store'],
])

/** The same where https stands in front: browsers come by https alone for a year. */
export const answerHeadersOfHttps: AnswerHeaders = new Map([
  ...answerHeaders,
  ['Strict-Transport-Security', 'max-age=31536000'],
])

/**
 * What the page may do: our own files, images from any https address (contacts' photographs), one policy of Trusted
 * Types, and calls to our own origin or to the other backend that the app was built for.
 *
 * @param apiBaseUrl the build's VITE_API_BASE_URL; an unusable one adds nothing
 */
export function contentSecurityPolicy(apiBaseUrl: unknown): string {
  // The one style of a copied table (src/export/clipboard/table-rows.ts): the browser looks through what is copied.
  const copiedTableStyle = "'sha256-cSJ+hKypXf5H73wAo3yGas7Ayn0TbQIjPasKM9U4nnU='"
  const backend =
    typeof apiBaseUrl === 'string' && URL.canParse(apiBaseUrl) ? ` ${new URL(apiBaseUrl).origin}` : ''
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${copiedTableStyle}`,
    "img-src 'self' https:",
    "font-src 'self'",
    `connect-src 'self'${backend}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types linq-contacts',
  ].join('; ')
}

/** Everything a browser could ask a person for is denied, but for writing to the clipboard. */
function permissionsPolicy(): string {
  const denied = [
    'accelerometer',
    'autoplay',
    'camera',
    'clipboard-read',
    'display-capture',
    'encrypted-media',
    'fullscreen',
    'geolocation',
    'gyroscope',
    'hid',
    'idle-detection',
    'magnetometer',
    'microphone',
    'midi',
    'payment',
    'picture-in-picture',
    'publickey-credentials-get',
    'screen-wake-lock',
    'serial',
    'usb',
    'xr-spatial-tracking',
  ]
  return [...denied.map((feature) => `${feature}=()`), 'clipboard-write=(self)'].join(', ')
}
