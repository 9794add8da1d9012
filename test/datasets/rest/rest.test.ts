import { describe, expect, it } from 'vitest'
import restGames from '../../../src/datasets/rest/games.js'
import restPlayers from '../../../src/datasets/rest/players.js'
import { brokenContract, played, SCOPE, transformed } from '../transforming.js'

const person = (id: number, more: Record<string, unknown> = {}) => ({
  id,
  firstName: 'Ada',
  lastName: 'Heron',
  teamId: 1,
  ...more,
})

/** A game of the first date that a season is asked for. */
const game = (more: Record<string, unknown> = {}) => ({
  id: '0021800001',
  date: '2018-10-01',
  status: 'Final',
  homeTeamId: 1,
  awayTeamId: 2,
  homeScore: 105,
  awayScore: 87,
  ...more,
})

describe("the original contract's players", () => {
  it('are people, and members of a team in the season', async () => {
    const out = await transformed(restPlayers, { players: [person(1, { birthdate: '1990-01-05' })] })
    expect(out.of('players')).toEqual([{ player_id: 1, full_name: 'Ada Heron', birthdate: '1990-01-05' }])
    expect(out.of('player_seasons')).toMatchObject([{ season: '2018-19', player_id: 1, team_id: 1 }])
  })

  it('may have one name, and no team', async () => {
    const out = await transformed(restPlayers, { players: [person(1, { firstName: '', teamId: 0 })] })
    expect(out.of('players')).toMatchObject([{ full_name: 'Heron' }])
    expect(out.of('player_seasons')).toMatchObject([{ player_id: 1, team_id: 0 }])
  })

  it('are refused without any name', async () => {
    const out = await transformed(restPlayers, {
      players: [person(1), person(2, { firstName: '', lastName: '' })],
    })
    expect(out.of('players')).toHaveLength(1)
    expect(out.refused).toEqual([{ rowNumber: 1, reason: 'has no name' }])
  })

  it('have to be there', async () => {
    expect(await brokenContract(restPlayers, { data: [] })).toContain('players')
  })
})

describe("the original contract's games", () => {
  it('are asked for date by date', async () => {
    const requests = await restGames.requests(SCOPE, played())
    expect(requests[0]?.path).toBe('/games/2018-10-01')
    expect(requests.at(-1)?.path).toBe('/games/2019-06-30')
    expect(new Set(requests.map(({ path }) => path)).size).toBe(273)
  })

  it('have results', async () => {
    expect((await transformed(restGames, { games: [game()] })).rows).toMatchObject([
      { game_id: '0021800001', status: 3, home_score: 105, season: '2018-19', season_type: 'Regular Season' },
    ])
  })

  it.each(['Scheduled', 'Postponed', 'Cancelled'])('have no score while %s', async (status) => {
    const { rows } = await transformed(restGames, { games: [game({ status, homeScore: 0, awayScore: 0 })] })
    expect(rows).toMatchObject([{ status: 1, status_text: status, home_score: null, away_score: null }])
  })

  it('may be none on a date', async () => {
    expect(await transformed(restGames, { games: [] })).toMatchObject({ rows: [], refused: [] })
  })

  it.each([
    ['another date', { date: '2018-10-02' }, 'belongs to another date (2018-10-02)'],
    ['another season', { id: '0021700001' }, 'belongs to another season (id 0021700001)'],
    ['an unknown status', { status: 'Abandoned' }, 'status "Abandoned" is not known'],
    ['no score', { homeScore: 0, awayScore: 0 }, 'status "Final": is final without a score'],
  ])('of %s are refused', async (_, more, reason) => {
    expect((await transformed(restGames, { games: [game(), game(more)] })).refused).toEqual([
      { rowNumber: 1, reason },
    ])
  })
})
