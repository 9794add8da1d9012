/** `[::1]:7233` or `temporal.example:7233`. */
const HOST_AND_PORT = /^(?:\[[\da-f:.]+\]|[^:/@?#[\]]+):(\d{1,5})$/i

/**
 * What is wrong with the address of a Temporal, as the rest of a sentence about it, without the address, which may hold a
 * password; undefined: nothing. A port is required, because Temporal's tools disagree on what a missing one means: 7233
 * or 443.
 */
export function temporalAddressFault(address: string): string | undefined {
  if (/\s/.test(address)) return fault('holds a space')
  const scheme = /^[a-z][a-z\d+.-]*:\/\//i.exec(address)?.[0]
  if (scheme !== undefined) return fault(`begins with ${scheme}`)
  if (/^(?:\[[\da-f:.]+\]|[^:/@?#[\]]+):?$/i.test(address)) return fault('has no port')
  const port = HOST_AND_PORT.exec(address)?.[1]
  if (port !== undefined && Number(port) >= 1 && Number(port) <= 65_535) return undefined
  return /^[^:/@]+:[^:/@]+$/.test(address)
    ? fault('has a port that is not a number from 1 to 65535')
    : fault('is not a host with a port')
}

const fault = (what: string): string => `${what}; write it as host:port, like temporal.example:7233`
