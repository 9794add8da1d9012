import * as net from 'node:net'
import * as tls from 'node:tls'
import { networkFault } from '../judge/network-fault.js'
import { SourceError } from '../judge/source-error.js'
import { CONNECT_OPTIONS } from './proxies.js'
import { shownUrl } from './request-url.js'
import type { Service } from './service.js'

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 }
const SOCKS_PORT = 1080

/**
 * Connects to a service, with TLS where its address has it, and hangs up. It sends no request, so it takes no slot in
 * the rate limit. Throws a SourceError `Unavailable` that names the setting to check.
 */
export async function reach(service: Service, timeoutMs: number): Promise<void> {
  const url = new URL(service.url)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = url.port === '' ? (DEFAULT_PORTS[url.protocol] ?? SOCKS_PORT) : Number(url.port)
  const secure = url.protocol === 'https:'
  const socket = secure
    ? tls.connect({ ...CONNECT_OPTIONS, host, port, servername: net.isIP(host) === 0 ? host : '' })
    : net.connect({ ...CONNECT_OPTIONS, host, port })
  let timer: NodeJS.Timeout | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once(secure ? 'secureConnect' : 'connect', () => resolve())
      socket.once('error', reject)
      timer = setTimeout(() => reject(new TimedOut()), timeoutMs)
    })
  } catch (error) {
    const why = error instanceof TimedOut ? `no connection within ${timeoutMs} ms` : networkFault(error).what
    const at = service.name === url.host ? '' : ` at ${shownUrl(url)}`
    throw new SourceError(
      'Unavailable',
      `Cannot reach ${service.name}${at} (${why}); check ${service.setting}.`,
    )
  } finally {
    clearTimeout(timer)
    socket.on('error', () => undefined) // errors of a connection that is being dropped do not matter
    socket.destroy()
  }
}

class TimedOut extends Error {}
