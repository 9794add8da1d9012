import { printable } from '../../text/printable.js'
import { SourceError } from '../judge/source-error.js'
import type { SourceRequest } from '../source.js'
import { ExchangeFailed } from './exchange-failed.js'
import type { Exchanged } from './exchange.js'

/** Endpoints, seasons, dates, game ids and file names need no other characters. */
const PATH = /^(?:\/(?!\.\.?(?:\/|$))[\w.~-]+)+$/

/**
 * The address of a request. Its path always stays below the service's base address: a season or game id that would
 * leave it (`/../`, `//other.host`) or needs encoding is refused and never sent.
 */
export function requestUrl(base: string, request: SourceRequest): URL {
  if (!PATH.test(request.path)) {
    throw new SourceError(
      'Refused',
      `${printable(request.label, 200)}: "${printable(request.path)}" is not a path that can be asked for.`,
    )
  }
  const url = new URL(base)
  url.pathname = url.pathname.replace(/\/+$/, '') + request.path
  url.hash = ''
  url.search = new URLSearchParams(request.params).toString()
  return url
}

/** An address to show or compare: without user, password and a trailing slash. */
export function shownUrl(url: URL): string {
  const shown = new URL(url)
  shown.username = ''
  shown.password = ''
  return shown.pathname === '/' && shown.search === '' ? shown.origin : shown.href
}

/**
 * The target of a redirect, or undefined for any other answer. A redirect is followed to the same host only, and never
 * from https to http: an answer from elsewhere is not the API's. Throws an ExchangeFailed for any other target.
 */
export function followRedirect(from: URL, { status, headers }: Exchanged): URL | undefined {
  const { location } = headers
  if (![301, 302, 303, 307, 308].includes(status) || typeof location !== 'string') return undefined
  const to = URL.canParse(location, from.href) ? new URL(location, from) : undefined
  const upgrade = to?.hostname === from.hostname && from.protocol === 'http:' && to.protocol === 'https:'
  if (to === undefined || (to.origin !== from.origin && !upgrade)) {
    throw new ExchangeFailed({
      errorClass: 'Unavailable',
      what: `redirected to another place: "${printable(to === undefined ? location : shownUrl(to), 200)}"`,
      next: 'the address may have moved, or something on the way (a login page) intercepts it',
      status,
    })
  }
  to.username = from.username
  to.password = from.password
  return to
}
