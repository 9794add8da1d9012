/** The proxy of the environment, for https alone: HTTPS_PROXY, and the hosts of NO_PROXY that are reached without it. */
export interface EnvironmentProxy {
  readonly url: string
  /** 'localhost,.internal,10.0.0.1:8080'; '*': all hosts. */
  readonly except: string
}

/** Whether an address is reached through the proxy of the environment. */
export function goesThrough(proxy: EnvironmentProxy | undefined, address: string): boolean {
  const { protocol, hostname, port } = new URL(address)
  if (proxy === undefined || protocol !== 'https:') return false
  return !proxy.except.split(/[\s,]+/).some((entry) => isNamed(entry.toLowerCase(), hostname, port || '443'))
}

/** A name is meant with all names below it, with or without a dot or '*.' before it. */
function isNamed(entry: string, hostname: string, port: string): boolean {
  if (entry === '') return false
  if (entry === '*') return true
  const [, name = '', onlyPort] = /^(?:\*?\.)?(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? []
  if (name === '' || (onlyPort !== undefined && onlyPort !== port)) return false
  return hostname === name || hostname.endsWith(`.${name}`)
}
