import { describe, expect, it } from 'vitest'
import { WORDS_OF_A_GAME } from '../../../src/datasets/nba/game-details.js'
import games from '../../../src/datasets/nba/games.js'
import { answerTo, GAMES } from '../../support/tiny-league.js'
import { recorded } from '../recorded.js'
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
      ...Object.fromEntries(WORDS_OF_A_GAME.map((column) => [column, null])),
    })
  })

  it('reads what else the schedule says of it', async () => {
    const details = {
      weekNumber: 8,
      weekName: 'Week 8',
      gameSequence: 2,
      gameCode: '20181016/AWAHOM',
      ifNecessary: false,
      isNeutral: true,
      seriesGameNumber: 'Game 3',
      postponedStatus: 'A',
      gameLabel: 'Emirates NBA Cup',
      gameSubLabel: 'East Group A',
      gameSubtype: 'in-season',
      homeTeam: { ...team(1, 105), seed: 1 },
      awayTeam: { ...team(2, 87), seed: 8 },
    }
    expect(await first(details)).toMatchObject({
      week: 8,
      week_name: 'Week 8',
      sequence_of_day: 2,
      game_code: '20181016/AWAHOM',
      if_necessary: false,
      neutral_site: true,
      series_game_number: 'Game 3',
      postponed_status: 'A',
      game_label: 'Emirates NBA Cup',
      game_sub_label: 'East Group A',
      game_subtype: 'in-season',
      home_seed: 1,
      away_seed: 8,
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
    ['2018-10-17T04:00:00Z', null], // midnight Eastern in summer
    ['2018-12-05T05:00:00Z', null], // and in winter
    ['2018-12-05T04:00:00Z', '2018-12-05T04:00:00.000Z'], // 11 pm Eastern
  ])('reads the tipoff %j as %j', async (written, tipoff) => {
    expect(await first({ gameDateTimeUTC: written })).toMatchObject({ tipoff_at: tipoff })
  })

  it('knows no tipoff while the time is to be decided', async () => {
    const time = { gameStatus: 1, gameStatusText: 'TBD', gameDateTimeUTC: '2018-10-16T16:00:00Z' }
    expect(await first(time)).toMatchObject({ status: 1, status_text: 'TBD', tipoff_at: null })
  })

  it.each([
    ['as final', { gameStatus: 3, gameStatusText: 'PPD', postponedStatus: 'Y' }, 'PPD'],
    ['as final, by its status alone', { postponedStatus: 'Y' }, 'Final'],
    ['as final, by its text alone', { gameStatusText: 'Postponed', postponedStatus: 'A' }, 'Postponed'],
    ['as begun', { gameStatus: 2, gameStatusText: 'PPD', postponedStatus: 'Y' }, 'PPD'],
    ['as final, cancelled', { gameStatusText: 'Cancelled', postponedStatus: 'C' }, 'Cancelled'],
  ])('takes a game that was called off for one that has not begun: %s', async (_, more, text) => {
    for (const score of [0, null])
      expect(await first({ homeTeam: team(1, score), awayTeam: team(2, score), ...more })).toMatchObject({
        status: 1,
        status_text: text,
        home_score: null,
        away_score: null,
      })
  })

  it('believes the result of a game that was postponed and played', async () => {
    expect(await first({ postponedStatus: 'Y' })).toMatchObject({ status: 3, home_score: 105 })
  })

  it.each([
    [0, 0],
    [null, null],
    [105, null],
  ])('refuses a final game that ends %s : %s', async (home, away) => {
    const { rows, refused } = await transformed(
      games,
      bodyOf(game({ homeTeam: team(1, home), awayTeam: team(2, away), postponedStatus: 'A' })),
    )
    expect(rows).toEqual([])
    expect(refused).toEqual([{ rowNumber: 0, reason: 'gameStatus 3: is final without a score' }])
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

  it('takes clubs that are no franchises', async () => {
    const exhibition = game({ gameId: '0012300013', homeTeam: team(12_315, 90), awayTeam: team(2, 99) })
    const { rows, refused } = await transformed(games, bodyOf(exhibition), {
      season: '2023-24',
      seasonType: 'Pre Season',
    })
    expect(rows).toMatchObject([{ home_team_id: 12_315, home_score: 90 }])
    expect(refused).toEqual([])
  })

  it('has no games where the list of dates is null', async () => {
    const { rows, refused } = await transformed(games, {
      leagueSchedule: { seasonYear: '2018-19', gameDates: null },
    })
    expect({ rows, refused }).toEqual({ rows: [], refused: [] })
  })

  it.each([
    ['leagueSchedule', { meta: {} }],
    ['leagueSchedule.gameDates', { leagueSchedule: { seasonYear: '2018-19' } }],
    ['leagueSchedule.gameDates.0.games', { leagueSchedule: { seasonYear: '', gameDates: [{}] } }],
    [
      'leagueSchedule.gameDates.0.games',
      { leagueSchedule: { seasonYear: '', gameDates: [{ games: null }] } },
    ],
  ])('names %s where that is missing', async (place, body) => {
    expect(await brokenContract(games, body)).toContain(`scheduleleaguev2 2018-19: ${place}: `)
  })

  it('leaves out of its hash when it was made', () => {
    expect(games.volatile).toEqual([['meta']])
  })
})

describe('a game under two dates', () => {
  const other = { gameDateEst: '2018-12-20T00:00:00Z', gameDateTimeUTC: '2018-12-21T00:30:00Z' }
  const off = { gameStatusText: 'PPD', postponedStatus: 'Y', homeTeam: team(1, 0), awayTeam: team(2, 0) }
  const next = { gameStatus: 1, gameStatusText: '7:30 pm ET' }

  it.each([
    ['was played later', off, other, '2018-12-20'],
    ['was played, and its dead date is the later', {}, { ...off, ...other }, '2018-10-16'],
    ['goes on', next, { ...other, gameStatus: 2 }, '2018-12-20'],
    ['is to be played', off, { ...other, ...next }, '2018-12-20'],
    ['has its result under both', {}, other, '2018-12-20'],
  ])('that %s counts once', async (_, one, another, date) => {
    for (const entries of [
      [game(one), game(another)],
      [game(another), game(one)],
    ])
      expect(await transformed(games, bodyOf(...entries))).toMatchObject({
        rows: [{ game_id: '0021800001', game_date: date }],
        refused: [],
      })
  })

  it.each([
    ['two results', { ...other, homeTeam: team(1, 99) }],
    ['one date and two arenas', { arenaName: 'Dome' }],
  ])('with %s is given twice, for the quarantine', async (_, more) => {
    const { rows } = await transformed(games, bodyOf(game(), game(more)))
    expect(rows).toHaveLength(2)
  })

  it('leaves the others in their order', async () => {
    const second = game({ gameId: '0021800002' })
    const { rows } = await transformed(games, bodyOf(game(off), second, game(other)))
    expect(rows.map(({ game_id: id }) => id)).toEqual(['0021800002', '0021800001'])
  })
})

describe('a recorded schedule', () => {
  it('of September 2023 has tipoffs but for the games that are to be decided, and foreign clubs', async (test) => {
    const answer = recorded('pbpstats.scheduleLeagueV2.2023-24.json.gz')
    if (answer === undefined) return test.skip()
    const season = '2023-24'
    const regular = await transformed(games, answer, { season, seasonType: 'Regular Season' })
    expect(regular.refused).toEqual([])
    expect(regular.rows).toHaveLength(1_206)
    const undecided = regular.rows.filter((row) => row.tipoff_at === null)
    expect(undecided.map((row) => row.status_text)).toEqual(Array(6).fill('TBD'))
    const before = await transformed(games, answer, { season, seasonType: 'Pre Season' })
    expect(before.refused).toEqual([])
    expect(before.rows.filter((row) => Number(row.home_team_id) < 1_610_000_000)).toMatchObject([
      { home_team_id: 12_315 },
    ])
  })
})
