import * as http from 'node:http'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { NbaClient, UserError } from '../../src/index.js'
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js'
import { closedPort, errorOf, listen, serve } from '../sources/http/local-server.js'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ asOf: '2025-06-30' })
})
afterAll(() => sandbox.stop())

function clientAt(baseUrl: string, timeoutMs?: number): NbaClient {
  const client = new NbaClient({ baseUrl, ...(timeoutMs !== undefined && { timeoutMs }) })
  onTestFinished(() => client.close())
  return client
}

/** A client whose server gives every request the same answer, and the requests that the server received. */
async function clientWithAnswer(
  status: number,
  body: string,
  headers: http.OutgoingHttpHeaders = {},
): Promise<{ client: NbaClient; asked: string[] }> {
  const asked: string[] = []
  const url = await serve((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.writeHead(status, headers).end(body)
  })
  return { client: clientAt(url), asked }
}

it('returns the players of a season', async () => {
  const players = await clientAt(sandbox.url).getPlayers('2024-25')
  expect(players.length).toBeGreaterThan(400)
  expect(players[0]).toEqual({
    id: expect.any(Number),
    firstName: expect.any(String),
    lastName: expect.any(String),
    teamId: expect.any(Number),
    teamAbbreviation: expect.stringMatching(/^[A-Z]{3}$/),
    position: expect.any(String),
    jersey: expect.any(String),
    height: expect.stringMatching(/^\d-\d+$/),
    weight: expect.anything(),
    birthdate: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    isActive: expect.any(Boolean),
  })
})

it('returns the games of a date, and an empty list for a day without games', async () => {
  const client = clientAt(sandbox.url)
  const games = await client.getGames('2025-01-02')
  expect(games.length).toBeGreaterThan(0)
  for (const game of games) expect(game).toMatchObject({ season: '2024-25', date: '2025-01-02' })
  expect(await client.getGames('2024-08-01')).toEqual([])
})

it('sends one request of the original contract for each call', async () => {
  const { client, asked } = await clientWithAnswer(200, '{"players":[],"games":[]}')
  await client.getPlayers('2024-25')
  await client.getGames('2025-01-02')
  expect(asked).toEqual(['GET /players/2024-25', 'GET /games/2025-01-02'])
})

it('keeps the path of its base address', async () => {
  const asked: (string | undefined)[] = []
  const url = await serve((request, response) => {
    asked.push(request.url)
    response.end('{"players":[]}')
  })
  await clientAt(`${url}/v1/`).getPlayers('2024-25')
  expect(asked).toEqual(['/v1/players/2024-25'])
})

it('takes its address from REST_URL', async () => {
  const before = process.env.REST_URL
  process.env.REST_URL = sandbox.url
  onTestFinished(() => {
    if (before === undefined) delete process.env.REST_URL
    else process.env.REST_URL = before
  })
  const client = new NbaClient()
  onTestFinished(() => client.close())
  expect(await client.getGames('2025-01-02')).not.toEqual([])
})

/** A client that knows no server of the original contract, with the sandbox as the NBA. */
function clientOfStats(): NbaClient {
  const before = { ...process.env }
  delete process.env.REST_URL
  process.env.NBA_STATS_URL = sandbox.url
  onTestFinished(() => {
    for (const name of ['REST_URL', 'NBA_STATS_URL']) {
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    }
  })
  const client = new NbaClient()
  onTestFinished(() => client.close())
  return client
}

it('answers the same from the stats without REST_URL, but for birthdates, which they do not list', async () => {
  const byId = <T extends { readonly id: number | string }>(list: readonly T[]): readonly T[] =>
    list.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const [rest, stats] = [clientAt(sandbox.url), clientOfStats()]
  const [wanted, players] = [await rest.getPlayers('2024-25'), await stats.getPlayers('2024-25')]
  expect(players.length).toBeGreaterThan(400)
  expect(byId(players)).toEqual(byId(wanted.map((player) => ({ ...player, birthdate: null }))))
  for (const date of ['2025-01-02', '2025-05-05', '2024-08-01'])
    expect(byId(await stats.getGames(date))).toEqual(byId(await rest.getGames(date)))
})

it('finds the games of 2019-20 that were played when seasons roll over', async () => {
  const games = await clientOfStats().getGames('2020-10-05')
  expect(games.map(({ season }) => season).filter((season) => season !== '2019-20')).toEqual([])
})

it('refuses an invalid season of the stats before anything is sent', async () => {
  const client = clientOfStats()
  expect(await errorOf(client.getPlayers('2024-26'))).toMatchObject({ errorClass: 'Refused' })
  expect(await errorOf(client.getPlayers('2031-32'))).toBeInstanceOf(Error)
})

it.each([
  [404, 'Refused'],
  [400, 'Refused'],
  [401, 'Refused'],
  [403, 'Blocked'],
  [429, 'RateLimited'],
  [500, 'Unavailable'],
  [503, 'Unavailable'],
] as const)('throws for an answer %i an error of class %s', async (status, errorClass) => {
  const { client } = await clientWithAnswer(status, '{"players":[],"games":[]}')
  for (const asking of [client.getPlayers('2024-25'), client.getGames('2025-01-02')]) {
    const error = await errorOf(asking)
    expect(error).toMatchObject({ errorClass, status })
    expect(error.message).toMatch(/^(players|games)\/\d{4}-\d{2}.* \[GET http:\S+\]\.$/)
  }
})

it('throws an error with the time that a busy source asks to wait', async () => {
  const { client } = await clientWithAnswer(429, '', { 'Retry-After': '7' })
  expect(await errorOf(client.getPlayers('2024-25'))).toMatchObject({ retryAfterMs: 7_000 })
})

it('throws Refused for a season that the API does not know', async () => {
  expect(await errorOf(clientAt(sandbox.url).getPlayers('1901-02'))).toMatchObject({
    errorClass: 'Refused',
    status: 404,
  })
})

it.each([
  ['<html>Maintenance</html>', 'ContractBroken'],
  ['{"players":[{"id":"x"}],"games":[{}]}', 'ContractBroken'],
  ['{"Players":[]}', 'ContractBroken'],
  ['{"players":{},"games":null}', 'ContractBroken'],
])('throws for a body that breaks the contract: %s', async (body, errorClass) => {
  const { client } = await clientWithAnswer(200, body)
  expect(await errorOf(client.getPlayers('2024-25'))).toMatchObject({ errorClass })
  expect(await errorOf(client.getGames('2025-01-02'))).toMatchObject({ errorClass })
})

it('throws Unavailable if no server listens', async () => {
  const client = clientAt(`http://127.0.0.1:${await closedPort()}`)
  expect(await errorOf(client.getPlayers('2024-25'))).toMatchObject({ errorClass: 'Unavailable' })
})

it('throws Blocked for a server that does not answer within the timeout', async () => {
  const port = await listen(http.createServer(() => undefined))
  expect(await errorOf(clientAt(`http://127.0.0.1:${port}`, 50).getPlayers('2024-25'))).toMatchObject({
    errorClass: 'Blocked',
  })
})

it.each([
  '../x',
  '2024-25/../../x',
  '2024-25/x',
  'a?b',
  '2024-25?x=1',
  '2024-25#x',
  '//elsewhere.test',
  '%2e%2e/x',
  '2024-25\r\nX: y',
  '2024-26',
  '2024',
  ' 2024-25',
  '',
])('refuses the season %j in one sentence and sends nothing', async (season) => {
  const { client, asked } = await clientWithAnswer(200, '{"players":[]}')
  const error = await errorOf(client.getPlayers(season))
  expect(error.errorClass).toBe('Refused')
  expect(error.message).toMatch(/^players: '.*' is not a season; write it like 2018-19\.$/)
  expect(asked).toEqual([])
})

it.each(['../x', '2025-01-02/../x', 'a?b', '2025-01-02?x', '2025-02-30', 'JAN 02, 2025', '2025-1-2', ''])(
  'refuses the date %j in one sentence and sends nothing',
  async (date) => {
    const { client, asked } = await clientWithAnswer(200, '{"games":[]}')
    const error = await errorOf(client.getGames(date))
    expect(error.errorClass).toBe('Refused')
    expect(error.message).toMatch(/^games: '.*' is not a date; write it like 2025-01-02\.$/)
    expect(asked).toEqual([])
  },
)

it('refuses an invalid address', () => {
  expect(() => new NbaClient({ baseUrl: 'not an address' })).toThrow(UserError)
})
