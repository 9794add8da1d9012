import * as https from 'node:https'
import * as net from 'node:net'
import { expect, it } from 'vitest'
import { selfSigned } from './certificate.js'
import { clientOf, closedPort, errorOf, listen, serve } from './local-server.js'

it('a source that accepts connections is reachable, and gets no request', async () => {
  let requests = 0
  const url = await serve((_, response) => void (requests++, response.end()))
  await clientOf(url).checkReachable()
  expect(requests).toBe(0)
})

it('services that are not asked for may be unreachable', async () => {
  const service = { name: 'cdn.test', url: `http://127.0.0.1:${await closedPort()}`, setting: 'CDN_URL' }
  const stats = { name: 'stats.test', url: await serve(() => undefined), setting: 'STATS_URL' }
  const client = clientOf('', { services: { stats, cdn: service } })
  await client.checkReachable(['stats'])
  expect((await errorOf(client.checkReachable(['stats', 'cdn']))).message).toContain('check CDN_URL')
  expect((await errorOf(client.checkReachable())).message).toContain('check CDN_URL')
})

it('the error names the service, its address, the cause and the setting', async () => {
  const port = await closedPort()
  const error = await errorOf(clientOf(`http://ann:s3cret@127.0.0.1:${port}`).checkReachable())
  expect(error.errorClass).toBe('Unavailable')
  expect(error.message).toBe(
    `Cannot reach stats.test at http://127.0.0.1:${port} (connection refused); check STATS_URL.`,
  )
})

it('the error names a host that does not resolve as the cause', async () => {
  const error = await errorOf(clientOf('http://stats.invalid').checkReachable())
  expect(error.message).toContain('(the name does not resolve')
})

it('a server that never begins TLS is given up after the connect timeout', async () => {
  const port = await listen(net.createServer())
  const error = await errorOf(
    clientOf(`https://127.0.0.1:${port}`, { connectTimeoutMs: 100 }).checkReachable(),
  )
  expect(error.message).toContain('(no connection within 100 ms)')
})

it('the error names an untrusted certificate as the cause', async () => {
  const port = await listen(https.createServer(selfSigned))
  const error = await errorOf(clientOf(`https://127.0.0.1:${port}`).checkReachable())
  expect(error.message).toContain('(its certificate is self-signed)')
})

it('only the proxy is checked where there is one, and the error hides its password', async () => {
  const port = await closedPort()
  const client = clientOf('http://stats.invalid', { proxy: `socks5://ann:s3cret@127.0.0.1:${port}` })
  const error = await errorOf(client.checkReachable())
  expect(error.message).toBe(
    `Cannot reach the proxy at socks5://127.0.0.1:${port} (connection refused); check STATS_PROXY.`,
  )
  const openPort = new URL(await serve(() => undefined)).port
  await clientOf('http://stats.invalid', { proxy: `http://127.0.0.1:${openPort}` }).checkReachable()
})
