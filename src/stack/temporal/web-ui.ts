import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import { COMMAND } from '../../contracts/next-step.js'
import { freePort } from '../machine/ports.js'

/** A server in front of the Web UI. */
export interface WebUiFront {
  close(): void
}

/** Where the official Web UI listens, which checks neither a Host header nor who asks. */
export interface WebUiAddress {
  readonly host: string
  readonly port: number
}

/**
 * A free address for the Web UI itself: on Linux one of the 16 million of the loopback network, which a web page cannot
 * guess; on 127.0.0.1 where the system has no other one.
 */
export async function hiddenAddress(): Promise<WebUiAddress> {
  const [a = 0, b = 0, c = 0] = randomBytes(3)
  const usual = '127.0.0.1'
  const host = process.platform === 'linux' ? `127.${a}.${b}.${1 + (c % 254)}` : usual
  try {
    return { host, port: await freePort(host) }
  } catch {
    return { host: usual, port: await freePort(usual) } // a container may have no other one
  }
}

/**
 * Bytes of a request's line and headers. The Web UI's page sends the text of a panel in an address: a run of all
 * datasets that has failed takes more than Node's 16 KiB.
 */
const MAX_HEADER_BYTES = 256 * 1024

/** A new key of the Web UI's address. */
export const newWebUiKey = (): string => randomBytes(16).toString('hex')

/** The address that opens the Web UI; paths of the UI may follow it. */
export const webUiUrl = (port: number, key: string): string => `http://127.0.0.1:${port}/${key}`

/**
 * Serves the Web UI on a port of 127.0.0.1, to its user alone. A request must name this machine, or a web page could
 * reach it under the page's own name (DNS rebinding), and must have the key: as the first part of its path, for which it
 * gets a cookie, or by that cookie. Rejects when the port is taken.
 */
export async function openWebUiFront(port: number, key: string, ui: WebUiAddress): Promise<WebUiFront> {
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`)
  const cookie = `season_sync_ui_${port}` // a cookie counts for all ports of a host
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (incoming, answer) => {
    const { path, givenKey } = splitPath(incoming.url ?? '/')
    if (!hosts.includes(incoming.headers.host ?? ''))
      refuse(answer, 421, 'The Web UI is not served under this name.')
    else if (equal(givenKey, key)) {
      answer.writeHead(302, {
        location: path,
        'set-cookie': `${cookie}=${key}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000`,
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      })
      answer.end()
    } else if (equal(cookieOf(incoming, cookie), key)) forward(incoming, answer, ui)
    else refuse(answer, 403, `Open the Web UI by the address that \`${COMMAND.status}\` prints.`)
  })
  server.listen({ port, host: '127.0.0.1', exclusive: true })
  await once(server, 'listening')
  return {
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** '/<key>/namespaces?x' -> the key and '/namespaces?x'. The path begins with one slash: with two it would name another host. */
function splitPath(url: string): { path: string; givenKey: string } {
  const [, givenKey = '', rest = ''] = /^\/([^/?]*)(.*)$/s.exec(url) ?? []
  return { givenKey, path: `/${rest.replace(/^[/\\]+/, '')}` }
}

function cookieOf({ headers }: IncomingMessage, name: string): string {
  const found = (headers.cookie ?? '').split('; ').find((each) => each.startsWith(`${name}=`))
  return found?.slice(name.length + 1) ?? ''
}

/** Compares in the same time, however much of the key is right. */
const equal = (given: string, key: string): boolean => timingSafeEqual(digest(given), digest(key))

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

function refuse(answer: ServerResponse, status: number, sentence: string): void {
  answer.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${sentence}\n`)
}

function forward(incoming: IncomingMessage, answer: ServerResponse, ui: WebUiAddress): void {
  const { method, url: path, headers } = incoming
  const outgoing = request({ ...ui, method, path, headers }, (from) => {
    answer.writeHead(from.statusCode ?? 502, from.headers)
    from.on('error', () => answer.destroy()).pipe(answer)
  })
  outgoing.on('error', () => {
    if (answer.headersSent) answer.destroy()
    else refuse(answer, 502, 'The Web UI does not answer.')
  })
  answer.on('close', () => outgoing.destroy())
  incoming.pipe(outgoing)
}
