import * as http from 'node:http'
import type * as net from 'node:net'
import type * as tls from 'node:tls'
import * as https from 'node:https'
import type { LoggedRequest } from '../../real/replay.js'

/** The source's own answer, decoded. */
export interface Genuine {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

/** Sends one disturbed answer. `genuine` requests the source's own answer. */
export type Disturbance = (
  response: http.ServerResponse,
  genuine: () => Promise<Genuine>,
  request: http.IncomingMessage,
) => void | Promise<void>

/** A reverse proxy in front of a source; it forwards requests without a matching rule, and their answers, unchanged. */
export interface Front {
  readonly url: string
  /** URL of the source. */
  behind: string
  /** Applies `disturbance` to the first `times` requests whose path and query match. The latest rule has priority. */
  disturb(match: RegExp, disturbance: Disturbance, times?: number): Disturbed
  clear(): void
  /** Every request, disturbed or not, as the source would have logged it. */
  log(): readonly LoggedRequest[]
  close(): Promise<void>
}

/** Number of requests that a rule was applied to. */
export interface Disturbed {
  readonly applied: number
}

interface Rule {
  readonly match: RegExp
  readonly disturbance: Disturbance
  readonly times: number
  applied: number
}

/** Target of the front's redirects: not an address of the source, and not logged. */
const ELSEWHERE = '/elsewhere'

/** Redirects to another address, which redirects again. */
export function redirectOn(response: http.ServerResponse): void {
  response.writeHead(302, { location: `${ELSEWHERE}/${Date.now()}` }).end()
}

/** Starts a front on a free port of 127.0.0.1, with TLS when a certificate is given. */
export async function startFront(certificate?: tls.SecureContextOptions): Promise<Front> {
  const rules: Rule[] = []
  const logged: { t: number; path: string; status: number | null; ms: number | null }[] = []
  const sockets = new Set<net.Socket>()
  // Without keep-alive: a connection that the source is just closing would be an unintended fault.
  const agent = new http.Agent({ keepAlive: false })

  const answer = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const path = request.url ?? '/'
    if (path.startsWith(ELSEWHERE)) return redirectOn(response)
    const entry: (typeof logged)[number] = { t: Date.now(), path, status: null, ms: null }
    logged.push(entry)
    response.once('close', () => {
      entry.status = response.headersSent ? response.statusCode : 0
      entry.ms = Date.now() - entry.t
    })
    const rule = rules.find(({ match, applied, times }) => applied < times && match.test(path))
    if (rule === undefined) return passThrough(front.behind, agent, request, response)
    rule.applied++
    await rule.disturbance(response, () => genuine(front.behind + path, request.headers), request)
  }
  const listener = (request: http.IncomingMessage, response: http.ServerResponse): void => {
    answer(request, response).catch(() => response.destroy())
  }
  const server = certificate ? https.createServer(certificate, listener) : http.createServer(listener)
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the front has no port')
  const front: Front = {
    url: `http${certificate ? 's' : ''}://127.0.0.1:${address.port}`,
    behind: '',
    disturb: (match, disturbance, times = Infinity) => {
      const rule = { match, disturbance, times, applied: 0 }
      rules.unshift(rule)
      return rule
    },
    clear: () => void (rules.length = 0),
    log: () => logged,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      agent.destroy()
      await closed
    },
  }
  return front
}

function passThrough(
  behind: string,
  agent: http.Agent,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): void {
  const onward = http.request(
    behind + (request.url ?? '/'),
    { agent, headers: request.headers },
    (answered) => {
      response.writeHead(answered.statusCode ?? 502, answered.headers)
      answered.pipe(response)
    },
  )
  onward.on('error', () => response.destroy())
  onward.end()
}

async function genuine(url: string, headers: http.IncomingHttpHeaders): Promise<Genuine> {
  const { 'user-agent': agent = '', referer = '' } = headers
  const answered = await fetch(url, { headers: { 'user-agent': agent, referer } })
  return {
    status: answered.status,
    headers: Object.fromEntries(answered.headers),
    body: await answered.text(),
  }
}
