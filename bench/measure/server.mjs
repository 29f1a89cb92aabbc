// @ts-check
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'

import { contactsFrom } from '../contacts/contacts.mjs'
import { listen } from './listen.mjs'

const types = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.woff2', 'font/woff2'],
  ['.wasm', 'application/wasm'],
])

// Cross-origin isolation makes the clock finer and lets a page measure its memory (MDN,
// `measureUserAgentSpecificMemory`). All contenders have it.
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/**
 * Serves built pages, and Linq's List Contacts with our contacts, on this machine only.
 *
 * @param {{ folder: string, total: number, hasImage?: boolean, hasPictures?: boolean }} options `hasPictures`: every
 *   contact has one, which is here
 * @returns {Promise<{ origin: string, close: () => void }>}
 */
export async function startServer({ folder, total, hasImage = true, hasPictures = false }) {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (pathname === '/api/partner/v2/contacts') {
      const body = contactsPage(searchParams, { total, hasImage, hasPictures })
      response.writeHead(200, { ...isolation, 'Content-Type': 'application/json; charset=utf-8' }).end(body)
      return
    }
    const picture = /^\/pictures\/(\d+)\.svg$/.exec(pathname)
    if (picture !== null) {
      const headers = { ...isolation, 'Content-Type': 'image/svg+xml', 'Cache-Control': 'max-age=3600' }
      response.writeHead(200, headers).end(portrait(Number(picture[1])))
      return
    }
    const path = normalize(join(folder, pathname === '/' ? 'index.html' : pathname))
    const isInside = path.startsWith(folder + sep)
    const type = types.get(extname(path)) ?? 'application/octet-stream'
    readFile(isInside ? path : '').then(
      (bytes) => response.writeHead(200, { ...isolation, 'Content-Type': type }).end(bytes),
      () => response.writeHead(404, isolation).end(),
    )
  })
  const origin = await listen(server)
  return {
    origin,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/**
 * @param {URLSearchParams} parameters
 * @param {{ total: number, hasImage: boolean, hasPictures: boolean }} of
 */
function contactsPage(parameters, of) {
  const page = Number(parameters.get('page') ?? 1)
  const perPage = Number(parameters.get('per_page') ?? 25)
  const pagination = {
    current_page: page,
    per_page: perPage,
    total_pages: Math.ceil(of.total / perPage),
    total_count: of.total,
  }
  const contacts = contactsFrom((page - 1) * perPage, perPage, of)
  const shown = of.hasPictures
    ? contacts.map((contact) => ({ ...contact, image_url: `/pictures/${contact.id}.svg` }))
    : contacts
  return JSON.stringify({ contacts: shown, pagination })
}

/** A small picture of its own for each contact. @param {number} id */
function portrait(id) {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="64" height="64" fill="hsl(${id % 360} 60% 80%)"/><circle cx="32" cy="26" r="12" fill="hsl(${id % 360} 40% 40%)"/><ellipse cx="32" cy="60" rx="22" ry="18" fill="hsl(${id % 360} 40% 40%)"/></svg>`
}
