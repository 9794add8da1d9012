import { createHash } from 'node:crypto'

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
