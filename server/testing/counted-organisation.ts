import type { RequestListener } from 'node:http'

/**
 * An upstream with an organisation of 500 contacts: gives the page that was asked for, and every contact's title tells
 * how often anything was asked.
 */
export function countedOrganisation(): RequestListener {
  let asked = 0
  return (request, response) => {
    asked += 1
    const query = new URL(request.url ?? '', 'http://linq').searchParams
    const [page, perPage] = [Number(query.get('page')), Number(query.get('per_page'))]
    const contacts = Array.from({ length: perPage }, (_, index) => ({
      id: (page - 1) * perPage + index + 1,
      email: 'secret.person@example.com',
      title: `asked ${asked}`,
    }))
    const pagination = { current_page: page, per_page: perPage, total_pages: 5, total_count: 500 }
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ contacts, pagination }))
  }
}
