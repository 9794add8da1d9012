import * as http from 'node:http'
import * as net from 'node:net'
import { onTestFinished } from 'vitest'
import { BaseClient, type BaseClientOptions } from '../../../src/sources/http/base-client.js'
import { SourceError } from '../../../src/sources/judge/source-error.js'
import type { SourceRequest } from '../../../src/sources/source.js'

/** Starts a server on a free port of 127.0.0.1 for the length of the test, and returns the port. */
export async function listen(server: net.Server): Promise<number> {
  const sockets = new Set<net.Socket>()
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

/** Starts an HTTP server and returns its address. */
export async function serve(listener: http.RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(http.createServer(listener))}`
}

/** Starts a TCP server that calls `onData` at a connection's first bytes, and returns its address for http. */
export async function serveRaw(onData: (socket: net.Socket) => void): Promise<string> {
  const server = net.createServer((socket) => socket.once('data', () => onData(socket)))
  return `http://127.0.0.1:${await listen(server)}`
}

/** Resolves when the first client that connects has hung up. */
export async function hangUpOf(server: net.Server): Promise<void> {
  return new Promise((resolve) => {
    server.once('connection', (socket: net.Socket) => socket.resume().once('close', () => resolve()))
  })
}

/** A port on which no server listens. */
export async function closedPort(): Promise<number> {
  const server = net.createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

/** A client for one service, `stats`, whose limits are long enough never to matter unless a test sets them. */
export function clientOf(url: string, options: Partial<BaseClientOptions> = {}): BaseClient {
  const client = new BaseClient({
    services: { stats: { name: 'stats.test', url, setting: 'STATS_URL' } },
    headers: { 'User-Agent': 'test' },
    connectTimeoutMs: 30_000,
    headersTimeoutMs: 30_000,
    bodyTimeoutMs: 30_000,
    maxReceivedBytes: 1_000_000,
    maxDecodedBytes: 10_000_000,
    proxySetting: 'STATS_PROXY',
    ...options,
  })
  onTestFinished(() => client.close())
  return client
}

export const gameLog: SourceRequest = {
  service: 'stats',
  path: '/stats/leaguegamelog',
  params: { Season: '2018-19', SeasonType: 'Regular Season' },
  label: 'leaguegamelog 2018-19 Regular Season',
}

/** The SourceError that a request ends in. */
export async function errorOf(answer: Promise<unknown>): Promise<SourceError> {
  const outcome = await answer.then(
    () => 'an answer',
    (error: unknown) => error,
  )
  if (outcome instanceof SourceError) return outcome
  throw outcome instanceof Error ? outcome : new Error(`expected a SourceError, got ${String(outcome)}`)
}
