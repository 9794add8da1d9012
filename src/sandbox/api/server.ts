import * as http from 'node:http'
import { Handler, type LeagueOptions } from './handler.js'

export interface SandboxOptions extends LeagueOptions {
  /** Port to listen on. Default 0: any free port. */
  readonly port?: number
  /** Address to listen on. Default 127.0.0.1. */
  readonly host?: string
}

export interface Sandbox {
  /** 'http://127.0.0.1:40123' */
  readonly url: string
  /** Closes all connections, also those with a request that is still waiting for its answer. */
  stop(): Promise<void>
}

/**
 * Serves a made-up league over HTTP, in the shapes of stats.nba.com and of the plain REST contract. The same seed and
 * date give the same bytes. Rejects with the server's error, e.g. EADDRINUSE.
 *
 * @example
 * const sandbox = await startSandbox({ asOf: '2025-06-30' })
 * await fetch(`${sandbox.url}/players/2024-25`)
 * await sandbox.stop()
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const handler = new Handler(options)
  const server = http.createServer((request, response) => void handler.handle(request, response))
  server.keepAliveTimeout = KEEP_ALIVE_MS
  const host = options.host ?? '127.0.0.1'
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, host, resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Longer than clients keep an idle connection, so that the server never closes one while a request is on its way. */
const KEEP_ALIVE_MS = 65_000
