import * as http from 'node:http'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.js'
import { AFTER_2024_25, jsonOf } from './sandbox-requests.js'

const STANDINGS = '/stats/leaguestandingsv3?LeagueID=00&Season=2024-25&SeasonType=Regular+Season'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ asOf: AFTER_2024_25 })
})
afterAll(() => sandbox.stop())
beforeEach(async () => {
  for (const path of ['/__faults', '/__log']) await fetch(sandbox.url + path, { method: 'DELETE' })
})

const arm = (faults: unknown): Promise<Response> =>
  fetch(`${sandbox.url}/__faults`, { method: 'POST', body: JSON.stringify(faults) })

/** Requests a path and returns the answer's bytes as sent, still compressed. */
function rawGet(
  path: string,
  headers: http.OutgoingHttpHeaders,
): Promise<{ headers: http.IncomingHttpHeaders; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const request = http.get(sandbox.url + path, { headers, agent: false }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part)).on('error', reject)
      response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(parts) }))
    })
    request.on('error', reject)
  })
}

describe('the sandbox server', () => {
  it('listens on this machine only', () => {
    expect(sandbox.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  })

  it('compresses an answer when the client accepts gzip', async () => {
    const zipped = await rawGet(STANDINGS, { 'Accept-Encoding': 'gzip' })
    const plain = await rawGet(STANDINGS, {})
    expect(zipped.headers['content-encoding']).toBe('gzip')
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true)
  })

  it.each([
    ['/stats/leaguegamelog', 'The LeagueID property is required.; The Season property is required.'],
    ['/stats/playerindex?LeagueID=00', 'The Season property is required.'],
    ['/stats/boxscoretraditionalv3', 'The GameID property is required.'],
    [
      '/stats/playbyplayv3?GameID=12',
      String.raw`The field GameID must match the regular expression '^\d{10}$'.`,
    ],
    [
      '/stats/scheduleleaguev2?LeagueID=00&Season=24',
      String.raw`The field Season must match the regular expression '^\d{4}-\d{2}$'.`,
    ],
  ])('refuses %s in the words of the real service', async (path, text) => {
    const answer = await fetch(sandbox.url + path)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'text/plain; charset=utf-8'])
    expect(await answer.text()).toBe(text)
  })

  it.each([
    '/',
    '/stats/',
    '/stats/teamgamelog?LeagueID=00',
    '/stats/toString',
    '/players',
    '/games/2025-01-02/x',
  ])('answers %s with 404', async (path) => expect((await fetch(sandbox.url + path)).status).toBe(404))

  it('answers an unknown game with null and a season type without games with no rows', async () => {
    expect(await jsonOf(sandbox, '/stats/playbyplayv3?GameID=0022409999')).toMatchObject({ game: null })
    expect(
      await jsonOf(sandbox, '/stats/leaguegamelog?LeagueID=00&Season=2024-25&SeasonType=IST'),
    ).toMatchObject({
      resultSets: [{ name: 'LeagueGameLog', rowSet: [] }],
    })
  })

  it('delays every answer by latencyMs', async () => {
    const slow = await startSandbox({ asOf: AFTER_2024_25, latencyMs: 150 })
    const began = performance.now()
    await fetch(`${slow.url}/games/1930-01-01`)
    expect(performance.now() - began).toBeGreaterThan(140)
    await slow.stop()
  })

  it('stops while a request hangs', async () => {
    const other = await startSandbox({ asOf: AFTER_2024_25 })
    await fetch(`${other.url}/__faults`, { method: 'POST', body: '[{"match":".","kind":"hang"}]' })
    const hanging = fetch(`${other.url}/players/2024-25`).then(
      () => 'answered',
      () => 'cut',
    )
    await expect.poll(async () => (await jsonOf<unknown[]>(other, '/__log')).length).toBe(1)
    await other.stop()
    expect(await hanging).toBe('cut')
  })
})

describe('a fault', () => {
  it('applies to the requests that match, as often as `times` says', async () => {
    await arm([{ match: 'standings.*2024-25', kind: 'status', status: 429, retryAfter: 7, times: 1 }])
    expect((await fetch(`${sandbox.url}/games/2025-01-02`)).status).toBe(200)
    const faulty = await fetch(sandbox.url + STANDINGS)
    expect([faulty.status, faulty.headers.get('retry-after')]).toEqual([429, '7'])
    expect((await fetch(sandbox.url + STANDINGS)).status).toBe(200)
  })

  it('of kind hang keeps the request open until the client closes it', async () => {
    await arm([{ match: '^/games/', kind: 'hang' }])
    await expect(
      fetch(`${sandbox.url}/games/2025-01-02`, { signal: AbortSignal.timeout(150) }),
    ).rejects.toThrow('timeout')
    expect((await jsonOf<{ status: number }[]>(sandbox, '/__log')).map(({ status }) => status)).toEqual([0])
  })

  it('of kind truncate cuts the body short', async () => {
    await arm([{ match: 'standings', kind: 'truncate', times: 1 }])
    await expect(rawGet(STANDINGS, { 'Accept-Encoding': 'gzip' })).rejects.toThrow('aborted')
    expect((await fetch(sandbox.url + STANDINGS)).ok).toBe(true)
  })

  it.each([[{}], [[{ match: '.', kind: 'melt' }]], [[{ match: '(', kind: 'hang' }]], [[{ kind: 'hang' }]]])(
    'is refused when the posted list is %j',
    async (faults) => {
      expect((await arm(faults)).status).toBe(400)
      expect(await jsonOf(sandbox, '/__faults')).toEqual([])
    },
  )
})

describe('GET /__log', () => {
  it('lists every request except those to /__faults and /__log', async () => {
    await fetch(sandbox.url + STANDINGS)
    await fetch(`${sandbox.url}/nowhere`)
    expect(await jsonOf(sandbox, '/__log')).toEqual([
      {
        t: expect.any(Number),
        method: 'GET',
        path: STANDINGS,
        status: 200,
        bytes: expect.any(Number),
        ms: expect.any(Number),
      },
      {
        t: expect.any(Number),
        method: 'GET',
        path: '/nowhere',
        status: 404,
        bytes: expect.any(Number),
        ms: expect.any(Number),
      },
    ])
  })
})
