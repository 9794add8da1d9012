import { createHash } from 'node:crypto'
import { create as createAxios, type AxiosInstance } from 'axios'
import { makeAgents, type Agents } from './proxies.js'
import type { Service } from './service.js'

/** A proxy, with names that hold no password. */
export interface Proxy {
  readonly url: string
  /** Its name in messages: 'proxy.test:3128'. */
  readonly host: string
  /** Its name in the rate limit, which tells its users apart. */
  readonly name: string
}

/** Digits of the hash that tells users of one proxy apart: some proxies choose the address by the user. */
const USER_DIGITS = 4

/** Names proxies by host and port, and by a hash of the user where there is one. */
export const proxyOf = (url: string): Proxy => {
  const { host, username } = new URL(url)
  const user = createHash('sha256').update(username).digest('hex').slice(0, USER_DIGITS)
  return { url, host, name: username === '' ? host : `${host} (user ${user})` }
}

/** A way out: direct, or through a proxy. */
export interface Exit {
  readonly proxy: Proxy | undefined
  /** The setting that names the proxy. */
  readonly setting: string
  readonly agents: Agents
  readonly axios: AxiosInstance
}

/** Makes the agents of a way out. `setting`: the one that names the proxy. */
export function exitOf(proxy: Proxy | undefined, setting: string): Exit {
  const agents = makeAgents(proxy?.url)
  const axios = createAxios({
    adapter: 'http',
    httpAgent: agents.http,
    httpsAgent: agents.https,
    proxy: false, // otherwise axios takes the environment's, for http too, and makes no tunnels
    responseType: 'stream',
    decompress: false, // the archive keeps bodies as received
    maxRedirects: 0,
    validateStatus: () => true,
  })
  return { proxy, setting, agents, axios }
}

/** The proxy as a service to connect to; undefined where there is none. */
export const proxyService = ({ proxy, setting }: Exit): Service | undefined =>
  proxy === undefined ? undefined : { name: 'the proxy', url: proxy.url, setting }
