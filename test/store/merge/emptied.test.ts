import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Cell } from '../../../src/datasets/kit/cells.js'
import boxScores from '../../../src/datasets/nba/box-scores.js'
import games from '../../../src/datasets/nba/games.js'
import playByPlay from '../../../src/datasets/nba/play-by-play.js'
import playerGameLogs from '../../../src/datasets/nba/player-game-logs.js'
import playerSeasons from '../../../src/datasets/nba/player-seasons.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { gameRow, holdsOfRun, mergeAnswer, playerLine, playerLines, SCOPE, type Answer } from './merging.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database.pool))

const lines = (rows: Answer['rows'], accept = false) =>
  mergeAnswer(database.pool, playerGameLogs, { rows }, accept)

/** The distinct values of a column. */
const valuesOf = async (column: string, table = 'player_game_logs'): Promise<unknown[]> =>
  (
    await database.pool.query<{ value: unknown }>(
      `select distinct ${column} as value from ${table} order by 1`,
    )
  ).rows.map(({ value }) => value)

const without = (column: string, rows: readonly Record<string, Cell>[]): Record<string, Cell>[] =>
  rows.map((row) => ({ ...row, [column]: null }))

const GAME = '0021800001'
const ofGame = (rows: Answer['rows'], table: string): Answer => ({
  rows,
  facts: { scopes: { [table]: [GAME], box_score_players: [GAME], box_score_teams: [GAME] } },
})

describe('a column that is filled and empty in a whole answer', () => {
  it('keeps its stored values, and is named with their number', async () => {
    await lines(playerLines(2))
    const held = await lines(without('points', playerLines(2)))
    expect(held).toMatchObject({ held: 20, updated: 0, unchanged: 20 })
    expect(await valuesOf('points')).toEqual([10])
    expect(await holdsOfRun(database.pool, held)).toEqual([
      {
        subject: 'points',
        column_name: 'points',
        rows: 20,
        detail: 'the answer has no points; kept in 20 rows (--accept-removals empties them)',
      },
    ])
  })

  it('keeps them, too, where they are fewer than half but many', async () => {
    const rows = playerLines(18).map((row, i) => ({ ...row, points: i < 60 ? 10 : null }))
    await lines(rows)
    expect(await lines(without('points', rows))).toMatchObject({ held: 60, updated: 0 })
    expect(await valuesOf('points')).toEqual([10, null])
  })

  it('keeps its values while the other columns are merged', async () => {
    await lines(playerLines(1))
    const changed = without('points', playerLines(1)).map((row) => ({ ...row, assists: 4 }))
    expect(await lines(changed)).toMatchObject({ held: 10, updated: 10 })
    expect(await valuesOf('points')).toEqual([10])
    expect(await valuesOf('assists')).toEqual([4])
  })

  it('stays empty in rows that are new', async () => {
    await lines(playerLines(1))
    expect(await lines(without('points', playerLines(2)))).toMatchObject({ held: 10, inserted: 10 })
    expect(await valuesOf('points')).toEqual([10, null])
  })

  it('is emptied when removals are accepted', async () => {
    await lines(playerLines(1))
    expect(await lines(without('points', playerLines(1)), true)).toMatchObject({ held: 0, updated: 10 })
    expect(await valuesOf('points')).toEqual([null])
  })

  it('is emptied when the last answer alone had it', async () => {
    await lines(without('points', playerLines(1)))
    await lines(playerLines(1))
    expect(await lines(without('points', playerLines(1)))).toMatchObject({ held: 0, updated: 10 })
    expect(await valuesOf('points')).toEqual([null])
  })

  it('keeps its values when two answers had it after one without', async () => {
    await lines(without('points', playerLines(1)))
    await lines(playerLines(1))
    await lines(playerLines(1))
    expect(await lines(without('points', playerLines(1)))).toMatchObject({ held: 10, updated: 0 })
  })

  it('is emptied when the answer has it in another row', async () => {
    await lines(playerLines(1))
    const [first, ...others] = playerLines(1)
    expect(await lines([first ?? {}, ...without('points', others)])).toMatchObject({ held: 0, updated: 9 })
  })

  it('is emptied in fewer than five rows', async () => {
    await lines(playerLines(1, 4))
    expect(await lines(without('points', playerLines(1, 4)))).toMatchObject({ held: 0, updated: 4 })
  })

  it('is emptied when fewer than half of the stored rows have it', async () => {
    const rows = playerLines(1).map((row, i) => ({ ...row, points: i < 4 ? 10 : null }))
    await lines(rows)
    expect(await lines(without('points', rows))).toMatchObject({ held: 0, updated: 4 })
  })

  it('counts text that is empty as none', async () => {
    await lines(playerLines(1).map((row) => ({ ...row, result: 'W' })))
    expect(await lines(playerLines(1).map((row) => ({ ...row, result: '' })))).toMatchObject({ held: 10 })
    expect(await valuesOf('result')).toEqual(['W'])
  })

  it('is emptied where that is ordinary', async () => {
    const rows = Array.from({ length: 6 }, (_, i) => gameRow(i + 1, { status_text: 'Final' }))
    await mergeAnswer(database.pool, games, { rows })
    const counts = await mergeAnswer(database.pool, games, { rows: without('status_text', rows) })
    expect(counts).toMatchObject({ held: 0, updated: 6 })
  })

  it('is held in a table that no answer completes', async () => {
    await lines(playerLines(1))
    const rows = Array.from({ length: 6 }, (_, i) => ({
      season: SCOPE.season,
      player_id: 100 + i,
      team_id: 1,
      draft_year: 2010,
    }))
    await mergeAnswer(database.pool, playerSeasons, { rows })
    const held = await mergeAnswer(database.pool, playerSeasons, { rows: without('draft_year', rows) })
    expect(held).toMatchObject({ held: 6, unchanged: 6 })
    expect(await valuesOf('draft_year', 'player_seasons')).toEqual([2010])
  })

  it('is named by its game where the answer is about one', async () => {
    const rows = playerLines(1).map(({ game_id, player_id, points }) => ({
      game_id: game_id ?? null,
      player_id: player_id ?? null,
      team_id: 1,
      points: points ?? null,
    }))
    await mergeAnswer(database.pool, boxScores, ofGame({ box_score_players: rows }, 'box_score_players'))
    const held = await mergeAnswer(
      database.pool,
      boxScores,
      ofGame({ box_score_players: without('points', rows) }, 'box_score_players'),
    )
    expect(await holdsOfRun(database.pool, held)).toMatchObject([
      { subject: GAME, column_name: 'points', rows: 10 },
    ])
  })

  it('is held in the two lines of the teams of a box score', async () => {
    const rows = [1, 2].map((team_id) => ({ game_id: GAME, team_id, is_home: team_id === 1, points: 100 }))
    await mergeAnswer(database.pool, boxScores, ofGame({ box_score_teams: rows }, 'box_score_teams'))
    await mergeAnswer(
      database.pool,
      boxScores,
      ofGame({ box_score_teams: without('points', rows) }, 'box_score_teams'),
    )
    expect(await valuesOf('points', 'box_score_teams')).toEqual([100])
  })

  it('is held in play-by-play although few actions have the score', async () => {
    const actions = Array.from({ length: 20 }, (_, i) => ({
      game_id: GAME,
      action_id: i + 1,
      action_number: i + 1,
      period: 1,
      is_field_goal: false,
      home_score: i === 5 ? 2 : null,
    }))
    await mergeAnswer(database.pool, playByPlay, ofGame(actions, 'play_by_play'))
    const held = await mergeAnswer(
      database.pool,
      playByPlay,
      ofGame(without('home_score', actions), 'play_by_play'),
    )
    expect(held).toMatchObject({ held: 1, unchanged: 20 })
  })
})

describe('the minutes of a line with statistics', () => {
  it('are kept when they come empty', async () => {
    await lines([playerLine(1, 100, { minutes: 34 }), playerLine(1, 101, { minutes: 10 })])
    const held = await lines([
      playerLine(1, 100, { minutes: null, points: 12 }),
      playerLine(1, 101, { minutes: 10 }),
    ])
    expect(held).toMatchObject({ held: 1, updated: 1 })
    expect(await valuesOf('minutes')).toEqual([10, 34])
    expect(await holdsOfRun(database.pool, held)).toMatchObject([{ subject: GAME, column_name: 'minutes' }])
  })

  it('are emptied together with all of the statistics', async () => {
    await lines([playerLine(1, 100, { minutes: 34 })])
    expect(await lines([playerLine(1, 100, { minutes: null, points: null, assists: null })])).toMatchObject({
      held: 0,
      updated: 1,
    })
  })
})

describe('a final game', () => {
  it.each([1, 2])('stays as it is when an answer has it with status %i', async (status) => {
    await mergeAnswer(database.pool, games, { rows: [gameRow(1), gameRow(2)] })
    const held = await mergeAnswer(database.pool, games, {
      rows: [gameRow(1, { status, home_score: 3, game_date: '2018-12-01' }), gameRow(2, { home_score: 101 })],
    })
    expect(held).toMatchObject({ held: 1, updated: 1 })
    expect(await valuesOf('status', 'games')).toEqual([3])
    expect(await valuesOf('home_score', 'games')).toEqual([100, 101])
    expect(await holdsOfRun(database.pool, held)).toMatchObject([{ subject: GAME, rows: 1 }])
  })

  it('goes back when removals are accepted', async () => {
    await mergeAnswer(database.pool, games, { rows: [gameRow(1)] })
    await mergeAnswer(database.pool, games, { rows: [gameRow(1, { status: 1 })] }, true)
    expect(await valuesOf('status', 'games')).toEqual([1])
  })
})
