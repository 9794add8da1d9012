import { describe, expect, it } from 'vitest'
import games from '../../../src/datasets/nba/games.js'
import { answerTo, GAMES } from '../../support/tiny-league.js'
import { brokenContract, SCOPE, transformed } from '../transforming.js'

const team = (teamId: number | null, score: number | null) => ({ teamId, score, teamName: 'X' })

const game = (more: Record<string, unknown> = {}) => ({
  gameId: '0021800001',
  gameStatus: 3,
  gameStatusText: 'Final',
  gameDateEst: '2018-10-16T00:00:00Z',
  gameDateTimeUTC: '2018-10-17T00:30:00Z',
  arenaName: 'Hall',
  arenaCity: 'Northport',
  arenaState: '',
  seriesText: null,
  homeTeam: team(1, 105),
  awayTeam: team(2, 87),
  ...more,
})

const bodyOf = (...list: unknown[]) => ({
  meta: { time: 'now' },
  leagueSchedule: { seasonYear: '2018-19', gameDates: [{ games: list }] },
})

const first = async (more: Record<string, unknown>) => (await transformed(games, bodyOf(game(more)))).rows[0]

describe('the games of a season', () => {
  it('takes every game of every date', async () => {
    const { rows, refused } = await transformed(games, answerTo('scheduleleaguev2'))
    expect(rows.map((row) => row.game_id)).toEqual(GAMES.map(({ id }) => id))
    expect(refused).toEqual([])
  })

  it('reads a game with its result', async () => {
    expect(await first({})).toEqual({
      game_id: '0021800001',
      season: '2018-19',
      season_type: 'Regular Season',
      game_date: '2018-10-16',
      tipoff_at: '2018-10-17T00:30:00.000Z',
      status: 3,
      status_text: 'Final',
      home_team_id: 1,
      away_team_id: 2,
      home_score: 105,
      away_score: 87,
      arena_name: 'Hall',
      arena_city: 'Northport',
      arena_state: null,
      series_text: null,
    })
  })

  it('fills every column of its table', async () => {
    expect(Object.keys((await first({})) ?? {}).toSorted()).toEqual(games.tables[0]?.columns.toSorted())
  })

  it('knows no score before the game, whatever the answer says', async () => {
    expect(await first({ gameStatus: 1, homeTeam: team(1, 0), awayTeam: team(2, 0) })).toMatchObject({
      home_score: null,
      away_score: null,
    })
  })

  it('knows the score of a game that goes on', async () => {
    expect(await first({ gameStatus: 2, homeTeam: team(1, 0), awayTeam: team(2, 2) })).toMatchObject({
      home_score: 0,
      away_score: 2,
    })
  })

  it('takes a game whose teams are not known yet', async () => {
    expect(await first({ homeTeam: team(0, 0), awayTeam: team(null, null), gameStatus: 1 })).toMatchObject({
      home_team_id: null,
      away_team_id: null,
    })
  })

  it.each([
    ['2018-10-17T00:30:00Z', '2018-10-17T00:30:00.000Z'],
    ['2018-10-17T00:30:00', '2018-10-17T00:30:00.000Z'],
    ['2018-10-16T00:00:00Z', null],
    ['', null],
    [null, null],
    ['TBD', null],
    ['2018-10-32T00:30:00Z', null],
    ['2018-10-17T00:30:00 (whenever)', null],
    ['2018-10-17T25:30:00Z', null],
  ])('reads the tipoff %j as %j', async (written, tipoff) => {
    expect(await first({ gameDateTimeUTC: written })).toMatchObject({ tipoff_at: tipoff })
  })

  it('leaves games of other season types to their own runs', async () => {
    const types = ['0011800001', '0031800001', '0041800001', '0051800001', '0061800001']
    const body = bodyOf(...types.map((gameId) => game({ gameId })), game())
    expect(await transformed(games, body)).toMatchObject({
      rows: [{ game_id: '0021800001' }],
      refused: [],
    })
    const playoffs = await transformed(games, body, { ...SCOPE, seasonType: 'Playoffs' })
    expect(playoffs.rows).toMatchObject([{ game_id: '0041800001', season_type: 'Playoffs' }])
  })

  it.each([
    ['another season', { gameId: '0021700001' }, /^belongs to another season \(gameId 0021700001\)$/],
    ['no game id', { gameId: 'x' }, /^gameId "x": is not a game id$/],
    ['no date', { gameDateEst: '2018-02-30' }, /^gameDateEst "2018-02-30": is not a date$/],
    ['a score below 0', { homeTeam: team(1, -1) }, /^homeTeam\.score -1: /],
    ['a renamed score', { homeTeam: { teamId: 1, points: 105 } }, /^homeTeam\.score is missing$/],
    ['a team in another shape', { awayTeam: 'X' }, /^awayTeam\.teamId is missing$/],
    ['an unknown status', { gameStatus: 7 }, /^gameStatus 7: /],
  ])('refuses a game of %s and takes the others', async (_, more, reason) => {
    const { rows, refused } = await transformed(games, bodyOf(game(), game(more)))
    expect(rows).toHaveLength(1)
    expect(refused).toEqual([{ rowNumber: 1, reason: expect.stringMatching(reason) }])
  })

  it.each([
    ['leagueSchedule', { meta: {} }],
    ['leagueSchedule.gameDates', { leagueSchedule: { seasonYear: '2018-19' } }],
    ['leagueSchedule.gameDates.0.games', { leagueSchedule: { seasonYear: '', gameDates: [{}] } }],
  ])('names %s where that is missing', async (place, body) => {
    expect(await brokenContract(games, body)).toContain(`scheduleleaguev2 2018-19: ${place}: `)
  })

  it('leaves out of its hash when it was made', () => {
    expect(games.volatile).toEqual([['meta']])
  })
})
