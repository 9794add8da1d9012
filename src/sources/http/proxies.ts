import * as http from 'node:http'
import * as https from 'node:https'
import type { Socket } from 'node:net'
import { HttpProxyAgent } from 'http-proxy-agent'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { SocksProxyAgent } from 'socks-proxy-agent'

/**
 * Idle connections are closed before the server does it, because a request on a connection that is just being closed
 * fails: 5 s is the shortest usual idle time of servers (Node's default), and most name a longer one.
 */
const IDLE_MS = 4_000

/**
 * For a name with several addresses: the time that each gets before the next one is tried too. Node's default of 250 ms
 * is less than a connection takes on slow networks, and then all of them fail.
 */
export const CONNECT_OPTIONS = { autoSelectFamilyAttemptTimeout: 1_000 }

/** Idle connections kept for the next requests; more than a fleet's pace ever has open at once. */
const MAX_IDLE_CONNECTIONS = 32

/** Agents that keep connections alive, direct or through a proxy. */
export interface Agents {
  readonly http: http.Agent
  readonly https: http.Agent
  close(): void
}

/**
 * Makes the agents for a proxy (http://, https://, socks…://, with user and password in the address where it wants
 * them) or for direct connections. The client limits how many are open at once, not the agents.
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
    const idle = { ...keep, ...CONNECT_OPTIONS, timeout: IDLE_MS }
    return { http: new http.Agent(idle), https: new https.Agent(idle) }
  }
  if (!/^https?:/.test(proxy)) {
    const socks = new SocksProxyAgent(proxy, keep)
    return { http: socks, https: socks }
  }
  return {
    http: new ForwardingAgent(proxy, { ...keep, ...CONNECT_OPTIONS }),
    https: new TunnelAgent(proxy, { ...keep, ...CONNECT_OPTIONS }),
  }
}

/**
 * The signal that ends a request's attempt to connect. Without it the proxy agents would wait for a silent proxy for
 * ever, since they don't notice that the request was given up.
 */
export const connectSignals = new WeakMap<http.ClientRequest, AbortSignal>()

/** Opens tunnels through a proxy, for https. */
class TunnelAgent extends HttpsProxyAgent<string> {
  override async connect(
    ...[request, options]: Parameters<HttpsProxyAgent<string>['connect']>
  ): Promise<Socket> {
    // super.connect reads the options before its first await.
    this.connectOpts = { ...this.connectOpts, signal: connectSignals.get(request) }
    return super.connect(request, options)
  }
}

/** Hands plain http to a proxy, which forwards it. */
class ForwardingAgent extends HttpProxyAgent<string> {
  override async connect(
    ...[request, options]: Parameters<HttpProxyAgent<string>['connect']>
  ): Promise<Socket> {
    this.connectOpts = { ...this.connectOpts, signal: connectSignals.get(request) }
    return super.connect(request, options)
  }
}
