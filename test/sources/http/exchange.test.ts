import dns from 'node:dns'
import { getEventListeners, once } from 'node:events'
import * as http from 'node:http'
import * as https from 'node:https'
import * as net from 'node:net'
import { Worker } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { selfSigned } from './certificate.js'
import { clientOf, closedPort, errorOf, gameLog, listen, serve, serveRaw, hangUpOf } from './local-server.js'

const BODY = JSON.stringify({ rows: Array(2_000).fill('row') })

afterEach(() => vi.unstubAllEnvs())

it.each([
  ['127.0.0.1', 100],
  ['localhost', 3_000], // a busy machine takes a while to look even this name up
])('a connection to %s that does not complete TLS within %i ms counts as a block', async (host, ms) => {
  const port = await listen(net.createServer()) // accepts connections, but never sends a byte
  const error = await errorOf(clientOf(`https://${host}:${port}`, { connectTimeoutMs: ms }).get(gameLog))
  expect(error).toMatchObject({
    errorClass: 'Blocked',
    message: expect.stringContaining(`no connection within ${ms} ms`),
  })
})

it('an answer whose headers do not come counts as a block, and the client hangs up', async () => {
  const server = http.createServer(() => undefined)
  const hungUp = hangUpOf(server)
  const url = `http://127.0.0.1:${await listen(server)}`
  const error = await errorOf(clientOf(url, { headersTimeoutMs: 100 }).get(gameLog))
  expect(error).toMatchObject({ errorClass: 'Blocked', status: undefined })
  expect(error.message).toContain('no answer within 100 ms')
  expect(error.message).toContain('go through a proxy (STATS_PROXY) [')
  await hungUp
})

it('a connection that is closed after a long silence counts as a block, and one that is closed at once does not', async () => {
  const closesAfter = (ms: number) => serve((request) => void setTimeout(() => request.socket.destroy(), ms))
  const limits = { headersTimeoutMs: 1_500 }
  const silent = await errorOf(clientOf(await closesAfter(600), limits).get(gameLog))
  expect(silent.errorClass).toBe('Blocked')
  expect(silent.message).toMatch(/: no answer for \d+ ms, then connection reset; the source may be blocking/)
  const prompt = await errorOf(clientOf(await closesAfter(0), limits).get(gameLog))
  expect(prompt.errorClass).toBe('Unavailable')
})

it('an answer that came in time is read by a process that stood still past the deadline', async () => {
  const server = new Worker(ANSWERS_SOON, { eval: true })
  onTestFinished(async () => void (await server.terminate()))
  const [port] = (await once(server, 'message')) as [number]
  server.once('message', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_500))
  const answer = await clientOf(`http://127.0.0.1:${port}`, { headersTimeoutMs: 1_000 }).get(gameLog)
  expect(answer.status).toBe(200)
})

/** A server in a thread of its own: it posts its port, then that a request came, and answers a moment later. */
const ANSWERS_SOON = `
  const { parentPort } = require('node:worker_threads')
  const server = require('node:http').createServer((_, response) => {
    parentPort.postMessage('asked')
    setTimeout(() => response.end('{"a":1}'), 300)
  })
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))`

it('headers that come byte by byte count as a block too', async () => {
  const url = await serveRaw((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n')
    const timer = setInterval(() => socket.write('X'), 20)
    socket.on('close', () => clearInterval(timer))
  })
  const error = await errorOf(clientOf(url, { headersTimeoutMs: 200 }).get(gameLog))
  expect(error.errorClass).toBe('Blocked')
})

it('a body that stands still times out', async () => {
  const url = await serve((_, response) => response.write('{"a":'))
  const error = await errorOf(clientOf(url, { bodyTimeoutMs: 150 }).get(gameLog))
  expect(error).toMatchObject({ errorClass: 'Unavailable' })
  expect(error.message).toContain('not complete within 150 ms')
})

it('a body of one byte at a time times out, though it never stands still', async () => {
  const url = await serve((_, response) => {
    response.flushHeaders()
    const timer = setInterval(() => response.write(' '), 10)
    response.on('close', () => clearInterval(timer))
  })
  const error = await errorOf(clientOf(url, { bodyTimeoutMs: 3_000, headersTimeoutMs: 1_500 }).get(gameLog))
  expect(error).toMatchObject({ errorClass: 'Unavailable' })
})

it.each(['before the headers', 'in the body'])('a reset %s is named in the error', async (when) => {
  const url = await serve((request, response) => {
    if (when === 'before the headers') request.socket.resetAndDestroy()
    else response.write('{"a":', () => request.socket.resetAndDestroy())
  })
  const error = await errorOf(clientOf(url).get(gameLog))
  expect(error.errorClass).toBe('Unavailable')
  expect(error.message).toContain('connection reset')
})

it.each(['identity', 'gzip'])(
  'a body that is shorter than announced counts as broken off (%s)',
  async (encoding) => {
    const body = encoding === 'gzip' ? gzipSync(BODY) : Buffer.from(BODY)
    const url = await serve((_, response) => {
      response.writeHead(200, { 'Content-Length': body.length, 'Content-Encoding': encoding })
      response.write(body.subarray(0, body.length >> 1), () => response.socket?.end())
    })
    const error = await errorOf(clientOf(url).get(gameLog))
    expect(error.errorClass).toBe('Unavailable')
    expect(error.message).toContain('the body broke off')
  },
)

it('a chunked body that lacks its end makes the source unavailable', async () => {
  const url = await serveRaw((socket) =>
    socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{"a":1}\r\n'),
  )
  expect((await errorOf(clientOf(url).get(gameLog))).errorClass).toBe('Unavailable')
})

it('an answer that is not HTTP breaks the contract', async () => {
  const url = await serveRaw((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))
  const error = await errorOf(clientOf(url).get(gameLog))
  expect(error.errorClass).toBe('ContractBroken')
  expect(error.message).toContain('not HTTP')
})

it('a body that is too large is not read to its end, announced or not', async () => {
  let sent = 0
  const url = await serve((request, response) => {
    if (request.url?.startsWith('/announced') === true) {
      response.writeHead(200, { 'Content-Length': 200_000_000 }).write('{')
      return
    }
    const more = (): void => {
      if (!response.destroyed) response.write(' '.repeat(65_536), more)
      sent += 65_536
    }
    more()
  })
  const client = clientOf(url, { maxReceivedBytes: 1_000_000 })
  for (const path of ['/announced', '/endless']) {
    const error = await errorOf(client.get({ ...gameLog, path }))
    expect(error.errorClass).toBe('ContractBroken')
    expect(error.message).toContain('larger than 1000000 bytes')
  }
  expect(sent).toBeLessThan(20_000_000) // buffers still hold some when the client hangs up
})

it('a refused connection is named in the error', async () => {
  const error = await errorOf(clientOf(`http://127.0.0.1:${await closedPort()}`).get(gameLog))
  expect(error.errorClass).toBe('Unavailable')
  expect(error.message).toContain('connection refused')
})

it('a name that does not resolve is named in the error', async () => {
  const error = await errorOf(clientOf('http://stats.invalid').get(gameLog))
  expect(error.errorClass).toBe('Unavailable')
  expect(error.message).toContain('the name does not resolve')
})

it('a name server that is silent does not count as a block', async () => {
  const lookup = vi.spyOn(dns, 'lookup').mockReturnValue(undefined)
  onTestFinished(() => lookup.mockRestore())
  const error = await errorOf(clientOf('http://stats.test', { connectTimeoutMs: 50 }).get(gameLog))
  expect(error.errorClass).toBe('Unavailable')
  expect(error.message).toContain('the name did not resolve within 50 ms')
})

it('a server with an untrusted certificate gets no request', async () => {
  let requests = 0
  const server = https.createServer(selfSigned, (_, response) => void (requests++, response.end('{"a":1}')))
  const error = await errorOf(clientOf(`https://127.0.0.1:${await listen(server)}`).get(gameLog))
  expect(error.errorClass).toBe('Unavailable')
  expect(error.message).toContain('its certificate is self-signed')
  expect(requests).toBe(0)
})

it('requests over TLS reuse the connection', async () => {
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
  const ports = new Set<number | undefined>()
  const server = https.createServer(selfSigned, (request, response) => {
    ports.add(request.socket.remotePort)
    response.end('{"a":1}')
  })
  const client = clientOf(`https://127.0.0.1:${await listen(server)}`)
  await client.get(gameLog)
  await client.get(gameLog)
  expect(ports.size).toBe(1)
})

it('an exchange leaves no timer and no listener behind', async () => {
  const abort = new AbortController()
  const url = await serve((_, response) => response.end('{"a":1}'))
  const before = timers()
  const client = clientOf(url)
  for (let i = 0; i < 20; i++) await client.get(gameLog, { signal: abort.signal })
  expect(getEventListeners(abort.signal, 'abort')).toEqual([])
  expect(timers() - before).toBeLessThan(3) // the one idle connection has some
})

function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
}
