import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.js'
import { jsonOf, rowsOf, scopeOf } from './sandbox-requests.js'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ asOf: '2025-01-15' })
})
afterAll(() => sandbox.stop())

interface Player {
  readonly id: number
  readonly teamAbbreviation: string
}
interface Game {
  readonly id: string
}

describe('GET /players/{season}', () => {
  it('lists each player of the season once, with the fields of the contract', async () => {
    const { players } = await jsonOf<{ players: Player[] }>(sandbox, '/players/2024-25')
    expect(new Set(players.map(({ id }) => id)).size).toBe(players.length)
    expect(players[0]).toEqual({
      id: expect.any(Number),
      firstName: expect.any(String),
      lastName: expect.any(String),
      teamId: expect.any(Number),
      teamAbbreviation: expect.stringMatching(/^[A-Z]{3}$/),
      position: expect.stringMatching(/^[GFC](-[GFC])?$/),
      jersey: expect.stringMatching(/^\d+$/),
      height: expect.stringMatching(/^[67]-\d+$/),
      weight: expect.any(Number),
      birthdate: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      isActive: true,
    })
  })

  it('lists every player who played', async () => {
    const { players } = await jsonOf<{ players: Player[] }>(sandbox, '/players/2024-25')
    const listed = new Set<unknown>(players.map(({ id }) => id))
    const lines = await rowsOf(sandbox, 'player_game_logs', scopeOf('2024-25'))
    expect(lines.every(({ player_id }) => listed.has(player_id))).toBe(true)
  })

  it.each([
    ['/players/2026-27', 404, { error: 'unknown season', season: '2026-27' }],
    ['/players/1945-46', 404, { error: 'unknown season', season: '1945-46' }],
    ['/players/2024', 400, { error: 'malformed season', expected: 'YYYY-YY', got: '2024' }],
    ['/players/2024-26', 400, { error: 'malformed season', expected: 'YYYY-YY', got: '2024-26' }],
    ['/games/2025-02-30', 400, { error: 'malformed date', expected: 'YYYY-MM-DD', got: '2025-02-30' }],
    ['/games/today', 400, { error: 'malformed date', expected: 'YYYY-MM-DD', got: 'today' }],
  ])('refuses %s with %i', async (path, status, body) => {
    const answer = await fetch(sandbox.url + path)
    expect(answer.status).toBe(status)
    expect(await answer.json()).toEqual(body)
  })
})

describe('GET /games/{date}', () => {
  it('lists the same games as scheduleleaguev2, with scores for games already played', async () => {
    const league = await rowsOf(sandbox, 'games', scopeOf('2024-25'), 'games')
    for (const [date, status] of [
      ['2025-01-03', 'Final'],
      ['2025-03-05', 'Scheduled'],
    ]) {
      const { games } = await jsonOf<{ games: Game[] }>(sandbox, `/games/${date}`)
      const onDay = league.filter(({ game_date }) => game_date === date)
      expect(onDay.length).toBeGreaterThan(3)
      expect(games).toEqual(
        onDay.map((game) => ({
          id: game.game_id,
          season: '2024-25',
          date,
          status,
          homeTeamId: game.home_team_id,
          homeTeamAbbreviation: expect.stringMatching(/^[A-Z]{3}$/),
          awayTeamId: game.away_team_id,
          awayTeamAbbreviation: expect.stringMatching(/^[A-Z]{3}$/),
          homeScore: game.home_score,
          awayScore: game.away_score,
          neutralSite: game.arena_city === 'Port Meridian',
        })),
      )
    }
  })

  it.each(['/games/2024-08-01', '/games/2024-12-24', '/games/1930-01-01', '/games/2031-01-01'])(
    'answers %s with an empty list',
    async (path) => expect(await jsonOf(sandbox, path)).toEqual({ games: [] }),
  )
})
