import { createHash } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import * as net from 'node:net'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { clientOf, errorOf, gameLog, hangUpOf, listen, serve } from './local-server.js'

const JSON_TEXT = `{"resultSets":[${JSON.stringify({ name: 'Nenê', rowSet: Array(500).fill('Dončić') })}]}`
const SHA256 = createHash('sha256').update(JSON_TEXT).digest('hex')

describe('a request', () => {
  it('carries the parameters and the headers of the source, and asks for gzip', async () => {
    let asked: { url?: string | undefined; method?: string | undefined; headers?: IncomingHttpHeaders } = {}
    const url = await serve((request, response) => {
      asked = { url: request.url, method: request.method, headers: request.headers }
      response.end('{"a":1}')
    })
    await clientOf(url, { headers: { 'User-Agent': 'Mozilla/5.0', Referer: 'https://www.nba.com/' } }).get(
      gameLog,
    )
    expect(asked.method).toBe('GET')
    expect(asked.url).toBe('/stats/leaguegamelog?Season=2018-19&SeasonType=Regular+Season')
    expect(asked.headers).toMatchObject({
      'user-agent': 'Mozilla/5.0',
      referer: 'https://www.nba.com/',
      'accept-encoding': 'gzip',
    })
  })

  it('keeps the path of a base address and sends its user and password, but never shows them', async () => {
    let asked: string[] = []
    const url = await serve((request, response) => {
      asked = [String(request.url), String(request.headers.authorization)]
      response.end('{"a":1}')
    })
    const client = clientOf(url.replace('//', '//ann:s3cret@') + '/mirror')
    const answer = await client.get(gameLog)
    expect(asked[0]).toBe('/mirror/stats/leaguegamelog?Season=2018-19&SeasonType=Regular+Season')
    expect(Buffer.from(asked[1]?.slice(6) ?? '', 'base64').toString()).toBe('ann:s3cret')
    expect(JSON.stringify([answer.url, client.addresses()])).not.toContain('s3cret')
    expect(client.addresses()).toEqual({ stats: `${url}/mirror` })
  })

  it.each([
    '/../admin',
    '/stats/../../admin',
    '//elsewhere.test/x',
    '/stats/%2e%2e/x',
    'stats',
    '/a?b=1',
    '/a\\b',
    '/%',
  ])('with the path %s is refused and not sent', async (path) => {
    let requests = 0
    const url = await serve((_, response) => void (requests++, response.end('{"a":1}')))
    const error = await errorOf(clientOf(url).get({ ...gameLog, path }))
    expect(error.errorClass).toBe('Refused')
    expect(requests).toBe(0)
  })

  it('to a service that does not exist is refused', async () => {
    const error = await errorOf(clientOf('http://127.0.0.1:1').get({ ...gameLog, service: '__proto__' }))
    expect(error).toMatchObject({ errorClass: 'Refused' })
  })

  it('reuses the connection of the one before', async () => {
    const ports = new Set<number | undefined>()
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort)
      response.end('{"a":1}')
    })
    const client = clientOf(url)
    for (let i = 0; i < 5; i++) await client.get(gameLog)
    expect(ports.size).toBe(1)
  })

  it('waits for a slot while too many are open, and its time limits count from the slot', async () => {
    let open = 0
    let most = 0
    const url = await serve((_, response) => {
      most = Math.max(most, ++open)
      setTimeout(() => response.end('{"a":1}', () => open--), 100)
    })
    const client = clientOf(url, { maxOpenRequests: 2, connectTimeoutMs: 350, headersTimeoutMs: 350 })
    const answers = await Promise.all(Array.from({ length: 8 }, () => client.get(gameLog)))
    expect(most).toBe(2)
    const durations = answers.map(({ requestedAt, respondedAt }) => respondedAt - requestedAt)
    expect(Math.max(...durations)).toBeLessThan(350)
  })
})

describe('an answer', () => {
  it.each([
    ['identity', Buffer.from(JSON_TEXT), undefined],
    ['gzip', gzipSync(JSON_TEXT), 'gzip'],
    ['gzip', gzipSync(JSON_TEXT), 'X-GZIP'],
    ['deflate', deflateSync(JSON_TEXT), 'deflate'],
    ['deflate', deflateRawSync(JSON_TEXT), 'deflate'],
    ['br', brotliCompressSync(JSON_TEXT), 'br'],
  ] as const)(
    'in %s is kept as received, with the hash of its decoded body (%#)',
    async (encoding, body, header) => {
      const url = await serve((_, response) => {
        if (header !== undefined) response.setHeader('Content-Encoding', header)
        response.end(body)
      })
      const answer = await clientOf(url).get(gameLog)
      expect(answer.receivedBody.equals(body)).toBe(true)
      expect(answer.decodedBody.toString()).toBe(JSON_TEXT)
      expect(answer).toMatchObject({ status: 200, encoding, sha256: SHA256 })
    },
  )

  it('says when it was requested and how long it took', async () => {
    const url = await serve((_, response) => void setTimeout(() => response.end('{"a":1}'), 50))
    const before = performance.now()
    const answer = await clientOf(url).get(gameLog)
    expect(answer.requestedAt).toBeGreaterThanOrEqual(before)
    expect(answer.respondedAt).toBeLessThanOrEqual(performance.now())
    expect(answer.respondedAt - answer.requestedAt).toBeGreaterThanOrEqual(45)
    expect(answer.url).toBe(`${url}/stats/leaguegamelog?Season=2018-19&SeasonType=Regular+Season`)
  })

  it('without rows passes, because only the dataset knows whether there should be some', async () => {
    const url = await serve((_, response) => response.end(' []\n'))
    expect((await clientOf(url).get(gameLog)).decodedBody.toString()).toBe(' []\n')
  })
})

describe('a redirect', () => {
  it('on the same host is followed', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/new?x=1') response.end('{"a":1}')
      else response.writeHead(301, { Location: '/new?x=1' }).end()
    })
    expect((await clientOf(url).get(gameLog)).status).toBe(200)
  })

  it('in a circle ends after three', async () => {
    let requests = 0
    const url = await serve((_, response) => {
      requests++
      response.writeHead(302, { Location: `/${requests}` }).end()
    })
    const error = await errorOf(clientOf(url).get(gameLog))
    expect(error).toMatchObject({ errorClass: 'Unavailable', status: 302 })
    expect(error.message).toContain('more than 3 redirects')
    expect(requests).toBe(4)
  })

  it.each(['http://localhost:9/x', 'file:///etc/passwd', '//other.test/', 'https://other.test/', 'http://['])(
    'to %s is not followed',
    async (location) => {
      const url = await serve((_, response) => response.writeHead(307, { Location: location }).end())
      const error = await errorOf(clientOf(url).get(gameLog))
      expect(error).toMatchObject({ errorClass: 'Unavailable', status: 307 })
      expect(error.message).toContain('redirected to another place')
    },
  )

  it('to another server sends it nothing', async () => {
    const reached: IncomingHttpHeaders[] = []
    const elsewhere = await serve(
      (request, response) => void (reached.push(request.headers), response.end('{"a":1}')),
    )
    const url = await serve((_, response) => response.writeHead(302, { Location: elsewhere }).end())
    const error = await errorOf(clientOf(url.replace('//', '//ann:s3cret@')).get(gameLog))
    expect(error.message).toContain('redirected to another place')
    expect(reached).toEqual([])
  })

  it('without an address to go to breaks the contract', async () => {
    const url = await serve((_, response) => response.writeHead(302).end())
    expect(await errorOf(clientOf(url).get(gameLog))).toMatchObject({
      errorClass: 'ContractBroken',
      status: 302,
    })
  })
})

describe('a cancelled request', () => {
  const reason = new Error('the person pressed Ctrl-C')

  it('is never sent when it was cancelled before', async () => {
    let requests = 0
    const url = await serve((_, response) => void (requests++, response.end('{"a":1}')))
    await expect(clientOf(url).get(gameLog, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    expect(requests).toBe(0)
  })

  it('ends at once while the connection is made', async () => {
    const server = net.createServer() // accepts connections, but never begins TLS
    const abort = new AbortController()
    server.on('connection', () => abort.abort(reason))
    const hungUp = hangUpOf(server)
    const client = clientOf(`https://127.0.0.1:${await listen(server)}`)
    await expect(client.get(gameLog, { signal: abort.signal })).rejects.toBe(reason)
    await hungUp
  })

  it.each(['headers', 'body', 'error page'])(
    'ends at once while the %s are awaited, and hangs up',
    async (part) => {
      const abort = new AbortController()
      const seen = new EventEmitter()
      const url = await serve((_, response) => {
        if (part === 'error page') response.writeHead(500)
        if (part !== 'headers') response.write('{"a":')
        response.on('close', () => seen.emit('hung up'))
        setImmediate(() => abort.abort(reason))
      })
      const hungUp = once(seen, 'hung up')
      await expect(clientOf(url).get(gameLog, { signal: abort.signal })).rejects.toBe(reason)
      await hungUp
    },
  )

  it('that waits for a slot leaves it to the next one', async () => {
    const release = new EventEmitter()
    const seen = new EventEmitter()
    const url = await serve((_, response) => {
      release.once('go', () => response.end('{"a":1}'))
      seen.emit('asked')
    })
    const client = clientOf(url, { maxOpenRequests: 1 })
    const asked = once(seen, 'asked')
    const first = client.get(gameLog)
    await asked
    const abort = new AbortController()
    const second = client.get(gameLog, { signal: abort.signal })
    const third = client.get(gameLog)
    abort.abort(reason)
    await expect(second).rejects.toBe(reason)
    const askedAgain = once(seen, 'asked')
    release.emit('go')
    await first
    await askedAgain
    release.emit('go')
    expect((await third).status).toBe(200)
  })
})
