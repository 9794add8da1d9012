import { request, type IncomingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { acquireStack } from '../../../src/stack/client.js'
import { listenersOf } from '../listeners.js'
import { pidOf, usedStack } from '../temp-stack.js'

interface Answer {
  readonly status: number | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** One request by a client that chooses its own Host header, unlike `fetch`. */
function ask(url: string, headers: Record<string, string> = {}, post?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: post === undefined ? 'GET' : 'POST', headers }, (from) => {
      text(from).then((body) => resolve({ status: from.statusCode, headers: from.headers, body }), reject)
    })
    sent.once('error', reject)
    sent.end(post)
  })
}

/** A workflow's start by the Web UI's API. */
const START = {
  path: '/api/v1/namespaces/default/workflows/planted',
  body: JSON.stringify({ workflowType: { name: 'planted' }, taskQueue: { name: 'planted' } }),
}

/** The stack, the address of its Web UI with and without key, and the cookie that the key gets. */
async function open() {
  const stack = await usedStack()
  const { info } = await acquireStack(stack.settings, { need: 'all' })
  const url = new URL(String(info.webUiUrl))
  const [cookie = ''] = (await ask(url.href)).headers['set-cookie'] ?? []
  return { info, url: url.href, origin: url.origin, cookie: cookie.split(';')[0] ?? '' }
}

it('the Web UI opens by its address and stays open by a cookie', async () => {
  const { url, origin, cookie } = await open()
  expect(await ask(`${url}/namespaces/default?a=b`)).toMatchObject({
    status: 302,
    headers: {
      location: '/namespaces/default?a=b',
      'set-cookie': [expect.stringContaining('HttpOnly; SameSite=Lax')],
    },
  })
  const page = await ask(`${origin}/namespaces/default`, { cookie })
  expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html' } })
  const list = await ask(`${origin}/api/v1/namespaces`, { cookie })
  expect(JSON.parse(list.body)).toMatchObject({ namespaces: expect.any(Array) })
  // The page sends the text of a panel in an address.
  const content = encodeURIComponent('| player_game_logs | failed | 1 of 1 |\n'.repeat(1_000))
  expect(await ask(`${origin}/render?content=${content}`, { cookie })).toMatchObject({ status: 200 })
})

it('the Web UI shows nothing, and starts nothing, without its key', async () => {
  const { url, origin, cookie } = await open()
  const wrong = `${cookie.slice(0, -1)}x`
  for (const headers of [{ cookie: '' }, { cookie: wrong }])
    for (const path of [
      '/',
      '/namespaces/default',
      '/api/v1/namespaces',
      '/_app/version.json',
      `/${'0'.repeat(32)}`,
    ])
      expect([path, await ask(origin + path, headers)]).toMatchObject([path, { status: 403 }])
  expect(await ask(origin + START.path, {}, START.body)).toMatchObject({ status: 403 })
  expect((await ask(`${url}//other.example/x`)).headers.location).toBe('/other.example/x')
  expect((await ask(String.raw`${url}/\other.example`)).headers.location).toBe('/other.example')
})

it('the Web UI serves no web page that reaches it under another name, even with the key', async () => {
  const { url, origin, cookie } = await open()
  const { port } = new URL(url)
  for (const host of [`other.example:${port}`, `10.0.0.1:${port}`, '127.0.0.1', 'localhost:1'])
    for (const answer of [
      await ask(url, { host }),
      await ask(`${origin}/api/v1/namespaces`, { host, cookie }),
      await ask(origin + START.path, { host, cookie }, START.body),
    ])
      expect(answer).toMatchObject({ status: 421, body: 'The Web UI is not served under this name.\n' })
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`])
    expect(await ask(origin, { host, cookie })).toMatchObject({ status: 200 })
})

it.runIf(process.platform === 'linux')(
  'no port of Temporal on 127.0.0.1 takes a command by plain HTTP',
  async () => {
    const { info } = await open()
    const listeners = listenersOf(pidOf(info, 'temporal'))
    // The Web UI itself is elsewhere in the loopback network.
    const usual = listeners.filter((address) => address.startsWith('127.0.0.1:'))
    expect(usual).toHaveLength(listeners.length - 1)
    for (const address of usual) {
      const answer = await ask(`http://${address}${START.path}`, {}, START.body).catch(() => 'no HTTP')
      expect([address, answer]).not.toMatchObject([address, { status: 200 }])
    }
  },
)
