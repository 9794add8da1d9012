import { once } from 'node:events'
import { connect } from 'node:http2'
import { connect as connectSocket, isIP } from 'node:net'
import { connect as connectTls, createSecureContext, type SecureContextOptions } from 'node:tls'
import { messageOf, UserError } from '../errors.js'

/** The part of the SDK's connection options that decides how the connection itself is made. */
export interface Target {
  /** `host:port` */
  readonly address: string
  /** Undefined: without TLS. */
  readonly tls:
    | {
        readonly serverNameOverride?: string | undefined
        readonly serverRootCACertificate?: Uint8Array | undefined
        readonly clientCertPair?: { readonly crt: Uint8Array; readonly key: Uint8Array } | undefined
      }
    | undefined
}

/** A server that has not begun to speak HTTP/2 by then is judged by the SDK's own attempt alone, milliseconds. */
const ANSWER_MS = 5_000

/** Codes of a server certificate that no trusted authority has signed. */
const UNTRUSTED =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|CERT_SIGNATURE_FAILURE|CERT_UNTRUSTED)$/

/** Codes of an answer that is not TLS. */
const NO_TLS = /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|UNSUPPORTED_PROTOCOL)$/

/** Variables with which the SDK's connections go through a proxy; one made here would not show what they meet. */
const PROXY_VARIABLES = ['grpc_proxy', 'https_proxy', 'http_proxy']

/**
 * Opens one HTTP/2 connection of its own to find settings with which no connection can succeed: the SDK reports all of
 * them as a timeout. Returns the error with the setting to change, undefined if TLS is not the problem.
 */
export async function temporalTlsRefusal(target: Target): Promise<UserError | undefined> {
  if (PROXY_VARIABLES.some((name) => Boolean(process.env[name]))) return undefined
  const end = await firstAnswer(target)
  if (end === 'http2' || end === 'silent') return undefined
  const { address, tls } = target
  if (tls === undefined)
    return (await speaksTls(address, end))
      ? refusal(address, 'takes only connections with TLS', 'set TEMPORAL_TLS=true')
      : undefined
  if (end === 'closed' || /ALERT|HANDSHAKE_FAILURE/.test(end.code)) {
    const settings = 'TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH'
    return tls.clientCertPair === undefined
      ? refusal(address, `wants a client certificate${reason(end)}`, `set ${settings}`)
      : refusal(address, `does not accept the client certificate${reason(end)}`, `check ${settings}`)
  }
  if (UNTRUSTED.test(end.code))
    return refusal(
      address,
      `has a certificate of an authority that is not trusted here (${end.message})`,
      "set TEMPORAL_TLS_SERVER_CA_CERT_PATH to that authority's certificate",
    )
  if (end.code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return refusal(
      address,
      `has a certificate for another name (${end.message})`,
      'set TEMPORAL_TLS_SERVER_NAME to a name in it',
    )
  if (end.code === 'CERT_HAS_EXPIRED' || end.code === 'CERT_NOT_YET_VALID')
    return refusal(address, `has a certificate that is not valid now (${end.message})`, 'renew it there')
  if (NO_TLS.test(end.code))
    return refusal(
      address,
      'does not speak TLS',
      'unset TEMPORAL_TLS, TEMPORAL_API_KEY and the TEMPORAL_TLS_… variables, or check TEMPORAL_ADDRESS',
    )
  return undefined
}

/** True if a server that ended a connection without TLS takes one with it. */
async function speaksTls(address: string, end: 'closed' | Failure): Promise<boolean> {
  if (end !== 'closed' && !end.code.startsWith('ERR_HTTP2')) return false
  const withTls = await firstAnswer({ address, tls: {} })
  return withTls !== 'closed' && (typeof withTls === 'string' || !NO_TLS.test(withTls.code))
}

/** Checks certificates and key of the client. Throws a UserError (exit 2) if they cannot be read or do not belong together. */
export function checkCertificates({ tls }: Target): void {
  if (tls === undefined) return
  try {
    createSecureContext(contextOf(tls))
  } catch (error) {
    throw new UserError(
      `The certificates for Temporal cannot be used (${messageOf(error)}); check TEMPORAL_TLS_CLIENT_CERT_PATH, TEMPORAL_TLS_CLIENT_KEY_PATH and TEMPORAL_TLS_SERVER_CA_CERT_PATH.`,
      2,
    )
  }
}

const refusal = (address: string, what: string, next: string): UserError =>
  new UserError(`Temporal at ${address} ${what}; ${next}.`)

interface Failure {
  readonly code: string
  readonly message: string
}

const reason = (end: Failure | 'closed'): string => (end === 'closed' ? '' : ` (${alertOf(end)})`)

/** `tlsv13 alert certificate required`, out of OpenSSL's line with numbers and files. */
const alertOf = ({ message }: Failure): string =>
  /\b(?:tls|ssl)v\d+ alert [a-z ]+/.exec(message)?.[0] ?? message

/** The first thing that happens on a new connection: HTTP/2 settings, its end, an error, or nothing for a while. */
async function firstAnswer({ address, tls }: Target): Promise<'http2' | 'closed' | 'silent' | Failure> {
  const { hostname, port } = new URL(`tcp://${address}`)
  const host = hostname.replace(/^\[|\]$/g, '')
  const socket =
    tls === undefined
      ? connectSocket({ host, port: Number(port) })
      : connectTls({
          host,
          port: Number(port),
          ...contextOf(tls),
          servername: tls.serverNameOverride ?? (isIP(host) === 0 ? host : ''),
          ALPNProtocols: ['h2'],
        })
  // An HTTP/2 session does not report every error of its socket.
  const session = connect(`http://${address}`, { createConnection: () => socket })
  session.on('error', () => undefined)
  const end = new AbortController()
  try {
    return await Promise.race([
      once(session, 'remoteSettings', end).then(() => 'http2' as const),
      once(socket, 'close', end).then(() => 'closed' as const),
      once(AbortSignal.any([end.signal, AbortSignal.timeout(ANSWER_MS)]), 'abort').then(
        () => 'silent' as const,
      ),
    ])
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    // A server that closes while the client still writes resets the connection.
    return code === 'ECONNRESET' || code === 'EPIPE' ? 'closed' : { code, message: messageOf(error) }
  } finally {
    socket.on('error', () => undefined)
    session.destroy()
    end.abort()
  }
}

function contextOf(tls: NonNullable<Target['tls']>): SecureContextOptions {
  const { serverRootCACertificate: ca, clientCertPair: pair } = tls
  return {
    ...(ca !== undefined && { ca: Buffer.from(ca) }),
    ...(pair !== undefined && { cert: Buffer.from(pair.crt), key: Buffer.from(pair.key) }),
  }
}
