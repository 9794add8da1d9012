import { silence, type Fault } from './source-error.js'

/** Node's error codes in words. The words hold no secrets, which messages of libraries may. */
const MEANINGS: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'connection refused'],
  ['ECONNRESET', 'connection reset'],
  ['ECONNABORTED', 'connection reset'],
  ['EPIPE', 'connection reset'],
  ['ENOTFOUND', 'the name does not resolve'],
  ['EAI_AGAIN', 'the name does not resolve at the moment'],
  ['EHOSTUNREACH', 'no route to the host'],
  ['ENETUNREACH', 'no route to the network'],
  ['ENETDOWN', 'the network is down'],
  ['EMFILE', 'too many open files on this machine'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is self-signed'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'its certificate comes from an unknown authority'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'its certificate comes from an unknown authority'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'its certificate comes from an unknown authority'],
  ['CERT_HAS_EXPIRED', 'its certificate has expired'],
  ['CERT_NOT_YET_VALID', 'its certificate is not valid yet; is the clock of this machine right'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is made out for another name'],
  ['EPROTO', 'TLS failed'],
])

/**
 * The fault behind an error of a connection. All are `Unavailable`, because none is about the request, except two:
 * silence (`Blocked`), and an answer that is not HTTP, which comes from something that isn't the API
 * (`ContractBroken`).
 */
export function networkFault(error: unknown): Fault {
  const code = codeOf(error)
  if (code === 'ETIMEDOUT') return silence('no connection in time')
  if (code.startsWith('HPE_')) {
    return { errorClass: 'ContractBroken', what: `something that is not HTTP came back (${code})` }
  }
  return { errorClass: 'Unavailable', what: MEANINGS.get(code) ?? unknownCause(error, code) }
}

function unknownCause(error: unknown, code: string): string {
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) return `TLS failed (${code})`
  // The socks library has no codes, but its messages are fixed words about the proxy's answer.
  const socks = error instanceof Error ? /^Socks[45][A-Za-z0-9 '-]*$/.exec(error.message)?.[0] : undefined
  if (socks !== undefined) return `the socks proxy did not connect (${socks})`
  return code === '' ? 'the connection failed' : `the connection failed (${code})`
}

/** The code of an error or of the first of several (a name with several addresses fails with one for each). */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  const code = errorCode(error)
  if (code !== '' && !code.startsWith('ERR_BAD_')) return code // those are axios' own, the cause says more
  if (!(error instanceof Error)) return ''
  if (error.cause !== undefined) return codeOf(error.cause)
  // The socks library keeps only the text of an error of its connection: `connect ECONNREFUSED 127.0.0.1:1080`.
  return /^\w+ (E[A-Z_]+)\b/.exec(error.message)?.[1] ?? ''
}

/** The `code` of an error of Node, otherwise an empty text. */
export function errorCode(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : ''
  return typeof code === 'string' ? code : ''
}
