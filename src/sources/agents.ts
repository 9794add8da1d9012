import * as http from 'node:http'
import * as https from 'node:https'
import type { Socket } from 'node:net'
import { HttpProxyAgent } from 'http-proxy-agent'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { SocksProxyAgent } from 'socks-proxy-agent'

/**
 * Idle connections are closed before the server does it, for a request on a connection that is just being closed
 * fails: 5 s is the shortest usual idle time of servers (Node's default), and most name a longer one.
 */
const IDLE_MS = 4_000

/** Idle connections kept for the next requests; more than a fleet's pace ever has open at once. */
const MAX_IDLE_CONNECTIONS = 32

/** Connections that are kept alive, straight to the source or through a proxy. */
export interface Agents {
  readonly http: http.Agent
  readonly https: http.Agent
  close(): void
}

/**
 * Makes the agents for a proxy (http://, https://, socks…://, with user and password in the address where it wants
 * them) or for direct connections. How many may be open at once is the client's business, not the agents'.
 */
export function makeAgents(proxy: string | undefined): Agents {
  const keep = { keepAlive: true, maxFreeSockets: MAX_IDLE_CONNECTIONS }
  const agents = makePair(proxy, keep)
  return {
    ...agents,
    close: () => {
      agents.http.destroy()
      agents.https.destroy()
    },
  }
}

function makePair(
  proxy: string | undefined,
  keep: http.AgentOptions,
): { http: http.Agent; https: http.Agent } {
  if (proxy === undefined) {
    // The agents of proxies get no `timeout`: the socks agent would cut running requests with it.
    const idle = { ...keep, timeout: IDLE_MS }
    return { http: new http.Agent(idle), https: new https.Agent(idle) }
  }
  if (!/^https?:/.test(proxy)) {
    const socks = new SocksProxyAgent(proxy, keep)
    return { http: socks, https: socks }
  }
  return {
    http: new ForwardingAgent(proxy, keep),
    https: new TunnelAgent(proxy, keep),
  }
}

/** Ends the attempt to connect when its request has ended: the library would wait for a silent proxy for ever. */
class TunnelAgent extends HttpsProxyAgent<string> {
  override async connect(
    ...[request, options]: Parameters<HttpsProxyAgent<string>['connect']>
  ): Promise<Socket> {
    const attempt = attemptOf(request)
    this.connectOpts = { ...this.connectOpts, signal: attempt.signal } // read before the library's first wait
    return super.connect(request, options).finally(attempt.over)
  }
}

/** The same for plain http, which a proxy forwards without a tunnel. */
class ForwardingAgent extends HttpProxyAgent<string> {
  override async connect(
    ...[request, options]: Parameters<HttpProxyAgent<string>['connect']>
  ): Promise<Socket> {
    const attempt = attemptOf(request)
    this.connectOpts = { ...this.connectOpts, signal: attempt.signal }
    return super.connect(request, options).finally(attempt.over)
  }
}

function attemptOf(request: http.ClientRequest): { signal: AbortSignal; over: () => void } {
  const abort = new AbortController()
  const end = (): void => abort.abort()
  request.once('close', end)
  return { signal: abort.signal, over: () => void request.off('close', end) }
}
