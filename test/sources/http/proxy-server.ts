import * as http from 'node:http'
import * as net from 'node:net'
import { listen } from './local-server.js'

export const PROXY_USER = 'ann'
/** With characters that an address holds percent-encoded. */
export const PROXY_PASSWORD = 's3cret/p@ss'
export const PROXY_LOGIN = `${PROXY_USER}:${encodeURIComponent(PROXY_PASSWORD)}`

export interface ProxyServer {
  readonly port: number
  /** The requests that it received: `GET http://…`, `CONNECT host:port`. */
  readonly asked: string[]
  /** The number of connections made to it. */
  readonly connections: () => number
}

/** A proxy that forwards plain http and tunnels the rest, for PROXY_USER alone; with `status`, it only answers that. */
export async function httpProxy(status?: number, password = PROXY_PASSWORD): Promise<ProxyServer> {
  const asked: string[] = []
  const login = `Basic ${Buffer.from(`${PROXY_USER}:${password}`).toString('base64')}`
  const refusal = (request: http.IncomingMessage): number | undefined =>
    status ?? (request.headers['proxy-authorization'] === login ? undefined : 407)
  const server = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const refused = refusal(request)
    if (refused !== undefined) {
      response.writeHead(refused).end()
      return
    }
    const { 'proxy-authorization': _, ...headers } = request.headers
    const onward = http.request(request.url ?? '', { headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.writeHead(502).end())
    onward.end()
  })
  server.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`)
    const refused = refusal(request)
    if (refused !== undefined) {
      socket.end(`HTTP/1.1 ${refused} No\r\n\r\n`)
      return
    }
    const [host, port] = String(request.url).split(':')
    const onward = net.connect(Number(port), host)
    onward.on('error', () => socket.destroy())
    onward.on('connect', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      socket.pipe(onward).pipe(socket)
    })
  })
  return { ...(await started(server)), asked }
}

/** A SOCKS5 proxy (RFC 1928) that wants PROXY_USER's password (RFC 1929) and resolves names itself. */
export async function socksProxy(): Promise<ProxyServer> {
  const asked: string[] = []
  const server = net.createServer((socket) => {
    void converse(socket, asked).catch(() => socket.destroy())
  })
  return { ...(await started(server)), asked }
}

async function started(server: net.Server): Promise<Pick<ProxyServer, 'port' | 'connections'>> {
  let connections = 0
  server.on('connection', () => connections++)
  return { port: await listen(server), connections: () => connections }
}

async function converse(socket: net.Socket, asked: string[]): Promise<void> {
  await next(socket) // the authentication methods that the client knows
  socket.write(Buffer.from([5, 2]))
  const login = await next(socket)
  const userLength = login[1] ?? 0
  const user = login.toString('utf8', 2, 2 + userLength)
  const password = login.toString('utf8', 3 + userLength)
  if (user !== PROXY_USER || password !== PROXY_PASSWORD) return void socket.end(Buffer.from([1, 1]))
  socket.write(Buffer.from([1, 0]))
  const request = await next(socket)
  const isName = request[3] === 3
  const end = isName ? 5 + (request[4] ?? 0) : 8
  const host = isName ? request.toString('utf8', 5, end) : request.subarray(4, 8).join('.')
  const port = request.readUInt16BE(end)
  asked.push(`CONNECT ${host}:${port}`)
  const onward = net.connect(port, host)
  onward.on('error', () => socket.end(Buffer.from([5, 5, 0, 1, 0, 0, 0, 0, 0, 0])))
  onward.on('connect', () => {
    socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]))
    socket.pipe(onward).pipe(socket)
  })
}

async function next(socket: net.Socket): Promise<Buffer> {
  return new Promise((resolve) => socket.once('data', resolve))
}
