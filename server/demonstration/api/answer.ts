/** An answer before it is sent; text of JSON unless it says another type. */
export interface Answer {
  status: number
  body: string
  headers?: Readonly<Record<string, string>>
}

/** An error in the shape of Linq's contacts endpoints (List Contacts, 500). */
export function standardError(status: number, code: string, message: string): Answer {
  const errors = ['Please try again or contact support if the issue persists.']
  return { status, body: JSON.stringify({ status: 'error', error_code: code, message, errors }) }
}

/** An error in the shape of Linq's other v2 endpoints. */
export function listedError(status: number, code: string, title: string, detail: string): Answer {
  return { status, body: JSON.stringify({ errors: [{ status, code, title, detail }] }) }
}

/** An error in the shape of Linq's newer services; `more` joins its `error`. */
export function nestedError(status: number, code: number, message: string, more: object = {}): Answer {
  const error = { status, code, message, ...more }
  return {
    status,
    body: JSON.stringify({ success: false, error, trace_id: `demonstration-${status}-${code}` }),
  }
}

/** The page of a proxy in between, which knows nothing of JSON. */
export function proxyError(): Answer {
  const body = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>'
  return { status: 502, body, headers: { 'Content-Type': 'text/html' } }
}
