import * as https from 'node:https'
import * as net from 'node:net'
import { inspect } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { selfSigned } from './certificate.js'
import { clientOf, closedPort, errorOf, gameLog, hangUpOf, listen, serve } from './local-server.js'
import { httpProxy, PROXY_LOGIN, PROXY_PASSWORD, socksProxy } from './proxy-server.js'

afterEach(() => vi.unstubAllEnvs())

const QUERY = '/stats/leaguegamelog?Season=2018-19&SeasonType=Regular+Season'

/** Every form in which a message could show the password. */
const SECRETS = [
  PROXY_PASSWORD,
  encodeURIComponent(PROXY_PASSWORD),
  Buffer.from(`ann:${PROXY_PASSWORD}`).toString('base64'),
]

function expectNoSecret(thing: unknown): void {
  const shown = inspect(thing, { depth: 20, showHidden: true })
  for (const secret of SECRETS) expect(shown).not.toContain(secret)
}

async function secureServer(): Promise<number> {
  return listen(https.createServer(selfSigned, (_, response) => response.end('{"a":1}')))
}

describe('an http proxy', () => {
  it('forwards plain http, over connections that are kept', async () => {
    const url = await serve((_, response) => response.end('{"a":1}'))
    const { port, asked, connections } = await httpProxy()
    const client = clientOf(url, { proxy: `http://${PROXY_LOGIN}@127.0.0.1:${port}` })
    for (let i = 0; i < 3; i++) await client.get(gameLog)
    expect(asked).toEqual(Array(3).fill(`GET ${url}${QUERY}`))
    expect(connections()).toBe(1)
  })

  it('tunnels https without seeing what is asked', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    const target = await secureServer()
    const { port, asked } = await httpProxy()
    const client = clientOf(`https://localhost:${target}`, {
      proxy: `http://${PROXY_LOGIN}@127.0.0.1:${port}`,
    })
    expect((await client.get(gameLog)).status).toBe(200)
    expect((await client.get(gameLog)).status).toBe(200)
    expect(asked).toEqual([`CONNECT localhost:${target}`])
  })

  it('does not hide a wrong certificate', async () => {
    const { port } = await httpProxy()
    const proxy = `http://${PROXY_LOGIN}@127.0.0.1:${port}`
    const error = await errorOf(clientOf(`https://localhost:${await secureServer()}`, { proxy }).get(gameLog))
    expect(error.errorClass).toBe('Unavailable')
    expect(error.message).toContain('its certificate is self-signed')
    expectNoSecret(error)
  })

  it.each(['http', 'https'])(
    'that wants another password is named as the one that refused (%s)',
    async (scheme) => {
      const { port } = await httpProxy()
      const client = clientOf(`${scheme}://127.0.0.1:9`, { proxy: `http://ann:wr0ng@127.0.0.1:${port}` })
      const error = await errorOf(client.get(gameLog))
      expect(error.errorClass).toBe('Refused')
      expect(error.message).toContain(`through the proxy 127.0.0.1:${port} (STATS_PROXY)`)
      expect(inspect(error, { depth: 20 })).not.toContain('wr0ng')
    },
  )

  it.each([
    [403, 'Refused'],
    [502, 'Unavailable'],
    [429, 'Unavailable'],
  ])('that answers a tunnel with %i does not count as a block by the source', async (status, errorClass) => {
    const { port } = await httpProxy(status)
    const error = await errorOf(
      clientOf('https://127.0.0.1:9', { proxy: `http://${PROXY_LOGIN}@127.0.0.1:${port}` }).get(gameLog),
    )
    expect(error.errorClass).toBe(errorClass)
    expect(error.message).toContain(`the proxy made no connection (status ${status})`)
    expectNoSecret(error)
  })
})

describe('a socks proxy', () => {
  it.each(['socks5', 'socks5h', 'socks'])('carries http (%s)', async (scheme) => {
    const url = await serve((_, response) => response.end('{"a":1}'))
    const { port, asked } = await socksProxy()
    const client = clientOf(url, { proxy: `${scheme}://${PROXY_LOGIN}@127.0.0.1:${port}` })
    expect((await client.get(gameLog)).status).toBe(200)
    expect((await client.get(gameLog)).status).toBe(200)
    expect(asked).toEqual([`CONNECT ${new URL(url).host}`])
  })

  it('carries https and resolves the name itself', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    const target = await secureServer()
    const { port, asked } = await socksProxy()
    const proxy = `socks5h://${PROXY_LOGIN}@127.0.0.1:${port}`
    expect((await clientOf(`https://localhost:${target}`, { proxy }).get(gameLog)).status).toBe(200)
    expect(asked).toEqual([`CONNECT localhost:${target}`])
  })

  it('that wants another password says so', async () => {
    const { port } = await socksProxy()
    const error = await errorOf(
      clientOf('http://127.0.0.1:9', { proxy: `socks5://ann:wr0ng@127.0.0.1:${port}` }).get(gameLog),
    )
    expect(error.errorClass).toBe('Unavailable')
    expect(error.message).toContain('the socks proxy did not connect (Socks5 Authentication failed)')
    expect(inspect(error, { depth: 20 })).not.toContain('wr0ng')
  })

  it('that cannot reach the source says so', async () => {
    const { port } = await socksProxy()
    const proxy = `socks5://${PROXY_LOGIN}@127.0.0.1:${port}`
    const error = await errorOf(clientOf(`http://127.0.0.1:${await closedPort()}`, { proxy }).get(gameLog))
    expect(error.errorClass).toBe('Unavailable')
    expect(error.message).toContain('ConnectionRefused')
    expectNoSecret(error)
  })
})

describe.each(['http', 'socks5'])('a proxy (%s)', (scheme) => {
  it('that is not there is named without its password', async () => {
    const port = await closedPort()
    const client = clientOf('http://127.0.0.1:9', { proxy: `${scheme}://${PROXY_LOGIN}@127.0.0.1:${port}` })
    const error = await errorOf(client.get(gameLog))
    expect(error.errorClass).toBe('Unavailable')
    expect(error.message).toContain('connection refused')
    expect(error.message).toContain(`through the proxy 127.0.0.1:${port} (STATS_PROXY)`)
    expectNoSecret(error)
  })

  it('that never answers costs no more than the time to connect', async () => {
    const silent = net.createServer()
    const port = await listen(silent)
    const hungUp = hangUpOf(silent)
    const client = clientOf('https://127.0.0.1:9', {
      proxy: `${scheme}://${PROXY_LOGIN}@127.0.0.1:${port}`,
      connectTimeoutMs: 100,
    })
    const error = await errorOf(client.get(gameLog))
    expect(error.errorClass).toBe('Blocked')
    expect(error.message).toContain('no connection within 100 ms')
    expectNoSecret(error)
    if (scheme === 'http') await hungUp // the socks library hangs up after 30 s
  })
})

it('the client takes no proxy from the environment', async () => {
  vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:9')
  vi.stubEnv('http_proxy', 'http://127.0.0.1:9')
  vi.stubEnv('NO_PROXY', '')
  vi.stubEnv('no_proxy', '')
  const url = await serve((_, response) => response.end('{"a":1}'))
  expect((await clientOf(url).get(gameLog)).status).toBe(200)
})
