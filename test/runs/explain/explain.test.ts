import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import draftPicks from '../../../src/datasets/nba/draft-picks.js'
import games from '../../../src/datasets/nba/games.js'
import playerGameLogs from '../../../src/datasets/nba/player-game-logs.js'
import playerSeasons from '../../../src/datasets/nba/player-seasons.js'
import players from '../../../src/datasets/nba/players.js'
import teams from '../../../src/datasets/nba/teams.js'
import type { SeasonSyncInput } from '../../../src/contracts/season-run.js'
import type { Cell } from '../../../src/datasets/kit/cells.js'
import { explain, type Explained } from '../../../src/runs/explain/index.js'
import { closeRun, closeStep, openRun } from '../../../src/store/runs/runs.js'
import { gameRow, mergeAnswer, playerLine, SCOPE, type StoredAnswer } from '../../store/merge/merging.js'
import { COUNTS, runOf } from '../../store/run-of.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database.pool))

const NAMES = { 100: 'Luka Dončić', 101: 'James Harden', 102: "D'Angelo Smith-Hart" }
const HARDEN = 101

const lineOf = (game: number, player: keyof typeof NAMES, more: Readonly<Record<string, Cell>> = {}) =>
  playerLine(game, player, { player_name: NAMES[player], game_date: `2018-10-${15 + game}`, ...more })
/** The lines of two games; `more` of Harden's first. */
const lines = (more: Readonly<Record<string, Cell>> = {}) => [
  lineOf(1, 100),
  lineOf(1, HARDEN, more),
  lineOf(1, 102),
  lineOf(2, HARDEN),
]
const merged = (rows = lines()): Promise<StoredAnswer> =>
  mergeAnswer(database.pool, playerGameLogs, { rows }, true)

const explained = (...parts: readonly string[]): Promise<Explained> =>
  explain(database.pool, 'nba', 'player_game_logs', parts)
/** The values of a cell with the answer of each, from the first to the present one. */
const past = async (...parts: readonly string[]) =>
  (await explained(...parts)).explanation?.cell?.values.map(({ value, cause, responseId }) => [
    value,
    cause,
    responseId,
  ])
const keys = async (...parts: readonly string[]) =>
  (await explained(...parts)).rows.map(({ key }) => `${String(key.game_id)} ${String(key.player_id)}`)

describe('the past of a value', () => {
  it('has one answer where it was never another', async () => {
    const { responseId } = await merged()
    expect(await past('0021800001', '101', 'assists')).toEqual([[expect.any(Number), 'first', responseId]])
  })

  it('has each correction with its own answer, and not those of other columns', async () => {
    const first = await merged(lines({ assists: 4, points: 10 }))
    await merged(lines({ assists: 4, points: 12 }))
    const second = await merged(lines({ assists: 5, points: 12 }))
    const third = await merged(lines({ assists: 6, points: 12 }))
    expect(await past('0021800001', '101', 'assists')).toEqual([
      [4, 'first', first.responseId],
      [5, 'source', second.responseId],
      [6, 'source', third.responseId],
    ])
    expect((await explained('0021800001', '101', 'assists')).explanation?.response?.responseId).toBe(
      third.responseId,
    )
  })

  it('has the removal and the return of its row', async () => {
    const first = await merged(lines({ assists: 4 }))
    const removed = await merged(lines().filter(({ player_id }) => player_id !== HARDEN))
    const back = await merged(lines({ assists: 7 }))
    const corrected = await merged(lines({ assists: 8 }))
    expect(await past('0021800001', '101', 'assists')).toEqual([
      [4, 'first', first.responseId],
      [undefined, 'removal', removed.responseId],
      [7, 'return', back.responseId],
      [8, 'source', corrected.responseId],
    ])
  })

  it('is told of a row that is gone, from the ledger', async () => {
    const first = await merged(lines({ assists: 4 }))
    const removed = await merged(lines().filter(({ player_id }) => player_id !== HARDEN))
    const { explanation } = await explained('James Harden', '2018-10-16', 'assists')
    expect(explanation?.row).toMatchObject({
      removed: true,
      values: { assists: 4, player_name: 'James Harden' },
    })
    expect(explanation?.cell?.values.map(({ value, responseId }) => [value, responseId])).toEqual([
      [4, first.responseId],
      [undefined, removed.responseId],
    ])
  })
})

describe('a key', () => {
  beforeEach(async () => {
    await merged()
    await mergeAnswer(database.pool, games, { rows: [gameRow(1), gameRow(2, { game_date: '2018-10-17' })] })
  })

  it.each([
    [['james harden', '2018-10-16']],
    [['Harden', '0021800001']],
    [['HARDEN', 'game_id=0021800001']],
    [['101', '2018-19', '2018-10-16', 'regular-season']],
  ])('%j names a line by names, dates, seasons and ids in any order', async (parts) => {
    expect(await keys(...parts)).toEqual(['0021800001 101'])
  })

  it.each(['luka doncic', 'DONČIĆ', 'Dangelo Smith Hart', "d'angelo"])(
    'forgives accents, case, apostrophes and hyphens in %s',
    async (name) => {
      expect(await keys(name, '2018-10-16')).toHaveLength(1)
    },
  )

  it('that means several rows lists them, and explains none', async () => {
    const { explanation, rows, more } = await explained('harden', '2018-19', 'points')
    expect(rows.map(({ key }) => key.game_id)).toEqual(['0021800001', '0021800002'])
    expect({ explanation, more }).toEqual({ explanation: null, more: false })
  })

  it('names what is near where it means nobody', async () => {
    await expect(explained('Hardin', '2018-10-16')).rejects.toThrow(
      "'Hardin' names no player, team or column of player_game_logs; did you mean James Harden?",
    )
    await expect(explained('harden', 'asists')).rejects.toThrow(/did you mean assists\?$/)
    await expect(explain(database.pool, 'nba', 'player_game_log', ['x'])).rejects.toThrow(
      /^nba has no table of data 'player_game_log'; did you mean player_game_logs/,
    )
  })

  it.each(['', '  ', '-'])('with %j as a part is refused without a guess', async (part) => {
    await expect(explained(part, 'assists')).rejects.toThrow(
      /^A part of the key is empty \('.*'\): name a player, a team, .*the key of player_game_logs is game_id, player_id$/,
    )
  })

  it('finds who is named by the table alone', async () => {
    const pick = { league_id: '00', draft_year: 2025, player_id: 1642843, player_name: 'Cooper Flagg' }
    await mergeAnswer(database.pool, draftPicks, { rows: [pick] })
    const { rows, meant } = await explain(database.pool, 'nba', 'draft_picks', ['flagg'])
    expect({ meant, about: rows.map(({ about }) => about) }).toEqual({
      meant: ['player Cooper Flagg (1642843)'],
      about: ['Cooper Flagg'],
    })
  })

  it('that no row has is said with what it was taken for', async () => {
    await expect(explained('harden', '2018-12-25')).rejects.toThrow(
      'player_game_logs has no row, and had none, of player James Harden (101), date 2018-12-25.',
    )
  })

  it('cannot leave its SQL', async () => {
    await expect(explained("x' or true --", '2018-10-16')).rejects.toThrow(/names no player/)
    await expect(explained("game_id=' or true --", '2018-10-16')).rejects.toThrow(/has no row/)
  })

  it('finds a game by a team and its date', async () => {
    const { rows } = await explain(database.pool, 'nba', 'games', ['2018-10-17', 'home_score'])
    expect(rows.map(({ key }) => key)).toEqual([{ game_id: '0021800002' }])
  })

  it('has the teams of its game where the row has none, and the name of its team', async () => {
    const home = { team_id: 1, abbreviation: 'HOM', full_name: 'Home', season: SCOPE.season }
    const away = { team_id: 2, abbreviation: 'AWA', full_name: 'Away', season: SCOPE.season }
    await mergeAnswer(database.pool, teams, { rows: { team_seasons: [home, away] } })
    const about = async (...key: [string, string]) =>
      (await explain(database.pool, 'nba', key[0], [key[1]])).explanation?.row.about
    expect(await about('games', '0021800001')).toBe('AWA @ HOM, 2018-10-16, 2018-19, Regular Season')
    expect(await about('team_seasons', 'HOM')).toBe('Home, HOM, 2018-19')
  })
})

describe('what verified a row', () => {
  /** Records a run of a dataset that has ended. */
  async function ran(
    runId: string,
    dataset: string,
    { startedAt, ...more }: Partial<SeasonSyncInput> & { readonly startedAt?: string } = {},
  ): Promise<void> {
    const [run, input] = runOf(runId, [dataset], more)
    await openRun(database.pool, { ...run, ...(startedAt && { startedAt: new Date(startedAt) }) }, input)
    const end = { outcome: 'succeeded', cause: null, verifiedBy: `what ${runId} had` } as const
    await closeStep(database.pool, runId, dataset, { ...end, counts: COUNTS })
    await closeRun(database.pool, runId, { ...end, players: 0 })
  }
  const verified = async (table: string, ...parts: readonly string[]) =>
    (await explain(database.pool, 'nba', table, parts)).explanation?.verified

  it('is a sync of the season in which its answer was merged, where it tells none itself', async () => {
    const before = { season: '2017-18', seasonType: 'Regular Season' } as const
    const line = lineOf(2, HARDEN, { game_id: '0021700001', season: before.season })
    await merged([lineOf(1, 100)])
    await mergeAnswer(database.pool, playerGameLogs, { rows: [line], scope: before })
    await mergeAnswer(database.pool, players, { rows: [{ player_id: 100, full_name: NAMES[100] }] })
    await mergeAnswer(database.pool, players, {
      rows: [{ player_id: HARDEN, full_name: NAMES[HARDEN] }],
      scope: before,
    })
    expect(await verified('players', 'luka doncic')).toBeNull()
    await ran('a', 'players')
    await ran('b', 'players', { season: '2017-18', startedAt: '2026-01-02T10:00Z' })
    expect(await verified('players', 'luka doncic')).toMatchObject({ runId: 'a', verifiedBy: 'what a had' })
    expect(await verified('players', 'harden')).toMatchObject({ runId: 'b' })
  })

  it('is the latest sync of its season in any type, where it tells the season alone', async () => {
    const row = { player_id: HARDEN, season: SCOPE.season, team_id: 1610619002, last_name: 'Harden' }
    await merged()
    await mergeAnswer(database.pool, playerSeasons, { rows: [row] })
    await ran('a', 'player_seasons')
    await ran('b', 'player_seasons', { seasonType: 'Playoffs', startedAt: '2026-01-02T10:00Z' })
    expect(await verified('player_seasons', '101')).toMatchObject({ runId: 'b' })
  })

  it('is a later sync of some games, if its own is among them', async () => {
    await merged()
    await mergeAnswer(database.pool, games, { rows: [gameRow(1), gameRow(2, { game_date: '2018-10-17' })] })
    await ran('b', 'player_game_logs', {
      narrow: { since: '2018-10-17' },
      startedAt: '2026-01-02T10:00Z',
    })
    expect(await verified('player_game_logs', '0021800001', '101')).toBeNull()
    await ran('a', 'player_game_logs')
    expect(await verified('player_game_logs', '0021800001', '101')).toMatchObject({ runId: 'a' })
    expect(await verified('player_game_logs', '0021800002', '101')).toMatchObject({ runId: 'b' })
  })
})
