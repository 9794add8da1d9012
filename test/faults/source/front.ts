import * as http from 'node:http'
import type * as net from 'node:net'
import type * as tls from 'node:tls'
import * as https from 'node:https'
import type { LoggedRequest } from '../../real/replay.js'

/** What the source behind would have answered, decoded. */
export interface Genuine {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

/** One disturbed answer. `genuine` asks the source behind. */
export type Disturbance = (
  response: http.ServerResponse,
  genuine: () => Promise<Genuine>,
  request: http.IncomingMessage,
) => void | Promise<void>

/** A server in front of a source: what no rule fits goes through, and comes back, as it is. */
export interface Front {
  readonly url: string
  /** The source that it stands in front of. */
  behind: string
  /** Requests whose path and query fit `match` meet `disturbance`, the first `times` of them. The latest rule goes first. */
  disturb(match: RegExp, disturbance: Disturbance, times?: number): Disturbed
  clear(): void
  /** Every request, disturbed or not, as the source would have logged it. */
  log(): readonly LoggedRequest[]
  close(): Promise<void>
}

/** How often a rule was met so far. */
export interface Disturbed {
  readonly met: number
}

interface Rule {
  readonly match: RegExp
  readonly disturbance: Disturbance
  readonly times: number
  met: number
}

/** Where redirects of the front lead: no address of the source, and none that belongs into its log. */
const ELSEWHERE = '/elsewhere'

/** Sends from one place to the next, without end. */
export function redirectOn(response: http.ServerResponse): void {
  response.writeHead(302, { location: `${ELSEWHERE}/${Date.now()}` }).end()
}

/** Starts a front on a free port of 127.0.0.1; with `certificate` it speaks TLS. */
export async function startFront(certificate?: tls.SecureContextOptions): Promise<Front> {
  const rules: Rule[] = []
  const logged: { t: number; path: string; status: number | null; ms: number | null }[] = []
  const sockets = new Set<net.Socket>()
  // A connection that the source is just closing would be a fault that nobody asked for.
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
    const rule = rules.find(({ match, met, times }) => met < times && match.test(path))
    if (rule === undefined) return passThrough(front.behind, agent, request, response)
    rule.met++
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
      const rule = { match, disturbance, times, met: 0 }
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
