import { once } from 'node:events'
import {
  connect,
  constants,
  createSecureServer,
  createServer,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2'
import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'

/** A status of gRPC with its message. */
export interface GrpcRefusal {
  readonly status: number
  readonly message: string
}

export interface GateOptions {
  /** The calls that the gate answers itself; all others pass. `path`: `/package.Service/Method`. */
  readonly refuse?: (path: string, headers: IncomingHttpHeaders) => GrpcRefusal | undefined
  /** TLS in front of the server; with `clientCa` a client needs a certificate of that authority. */
  readonly tls?: { readonly key: string; readonly cert: string; readonly clientCa?: string }
}

export interface Gate {
  /** `127.0.0.1:<port>` */
  readonly address: string
  close(): Promise<void>
}

/** Refuses the operator service, as Temporal Cloud and clusters with an authorizer do, and nothing else. */
export const noOperator = (path: string): GrpcRefusal | undefined =>
  path.startsWith('/temporal.api.operatorservice.v1.OperatorService/')
    ? { status: 7, message: 'Request unauthorized.' }
    : undefined

/** A gRPC (HTTP/2) proxy in front of a real Temporal, with the rights and the TLS of a guarded cluster. */
export async function startGate(behind: string, { refuse, tls }: GateOptions): Promise<Gate> {
  const upstream = connect(`http://${behind}`)
  upstream.on('error', () => undefined)
  const server: Http2Server =
    tls === undefined
      ? createServer()
      : createSecureServer({
          key: tls.key,
          cert: tls.cert,
          ...(tls.clientCa !== undefined && {
            ca: tls.clientCa,
            requestCert: true,
            rejectUnauthorized: false,
          }),
        })
  // Node itself leaves a client without a certificate waiting; other servers end its connection.
  if (tls?.clientCa !== undefined)
    server.prependListener('secureConnection', (socket: TLSSocket) => {
      if (!socket.authorized) socket.destroy()
    })
  const sessions = new Set<ServerHttp2Session>()
  server.on('session', (session) => {
    sessions.add(session)
    session.on('close', () => sessions.delete(session))
    session.on('error', () => undefined)
  })
  server.on('stream', (stream, headers) => {
    const refusal = refuse?.(headers[':path'] ?? '', headers)
    if (refusal !== undefined) {
      stream.respond(
        {
          ':status': 200,
          'content-type': 'application/grpc',
          'grpc-status': String(refusal.status),
          'grpc-message': refusal.message,
        },
        { endStream: true },
      )
      return
    }
    pass(stream, upstream.request(forwarded(headers)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const session of sessions) session.destroy()
      upstream.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function pass(stream: ServerHttp2Stream, call: ReturnType<ReturnType<typeof connect>['request']>): void {
  let trailers: IncomingHttpHeaders = {}
  call.on('response', (headers, flags) => {
    if (stream.closed) return
    if ((flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0) return stream.respond(headers, { endStream: true })
    stream.respond(headers, { waitForTrailers: true })
    call.pipe(stream)
  })
  call.on('trailers', (received) => (trailers = received))
  stream.on('wantTrailers', () => stream.sendTrailers(forwarded(trailers)))
  stream.on('close', () => call.close(constants.NGHTTP2_CANCEL))
  stream.on('error', () => undefined)
  call.on('error', () => stream.close(constants.NGHTTP2_INTERNAL_ERROR))
  stream.pipe(call)
}

/** Headers without the host that the client asked: it is the gate's. */
function forwarded(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { ':authority': _, ':scheme': __, ...rest } = headers
  return rest
}
