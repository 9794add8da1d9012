import * as https from 'node:https'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readSettings } from '../../../src/settings.js'
import { goesThrough } from '../../../src/sources/http/environment-proxy.js'
import { selfSigned } from './certificate.js'
import { clientOf, gameLog, listen } from './local-server.js'
import { httpProxy, PROXY_LOGIN } from './proxy-server.js'

afterEach(() => vi.unstubAllEnvs())

it.each([
  ['', true],
  ['nba.com', false],
  ['.nba.com', false],
  ['*.nba.com', false],
  ['STATS.nba.com:443', false],
  ['stats.nba.com:8443', true],
  ['ba.com, localhost', true],
  ['localhost cdn.nba.com', true],
  ['*', false],
])('with NO_PROXY=%j stats.nba.com is reached through HTTPS_PROXY: %s', (except, through) => {
  expect(goesThrough({ url: 'http://proxy.test', except }, 'https://stats.nba.com')).toBe(through)
})

it('an http address is never reached through HTTPS_PROXY', () => {
  expect(goesThrough({ url: 'http://proxy.test', except: '' }, 'http://127.0.0.1:8080')).toBe(false)
})

describe('the proxy of the environment', () => {
  it('is read from HTTPS_PROXY and NO_PROXY in either case, unless NBA_PROXY is set', () => {
    const found = { url: 'http://proxy.test:3128', except: 'localhost' }
    const { nba, rest } = readSettings({ https_proxy: 'proxy.test:3128', no_proxy: 'localhost' })
    expect([nba.environmentProxy, rest.environmentProxy]).toEqual([found, found])
    const env = { HTTPS_PROXY: 'http://proxy.test:3128', NO_PROXY: 'localhost' }
    expect(readSettings(env).nba.environmentProxy).toEqual(found)
    expect(readSettings({ ...env, NBA_PROXY: 'http://other.test' }).nba).toMatchObject({
      environmentProxy: undefined,
      proxy: ['http://other.test'],
    })
  })

  it('carries https, but not to the hosts of NO_PROXY', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    const target = await listen(https.createServer(selfSigned, (_, response) => response.end('{"a":1}')))
    const { port, asked } = await httpProxy()
    const url = `http://${PROXY_LOGIN}@127.0.0.1:${port}`
    const through = clientOf(`https://localhost:${target}`, { environmentProxy: { url, except: '' } })
    expect((await through.get(gameLog)).status).toBe(200)
    await through.checkReachable()
    expect(asked).toEqual([`CONNECT localhost:${target}`])
    const direct = clientOf(`https://localhost:${target}`, { environmentProxy: { url, except: 'localhost' } })
    expect((await direct.get(gameLog)).status).toBe(200)
    expect(asked).toHaveLength(1)
  })
})
