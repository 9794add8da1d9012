import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import boxScores from '../../../src/datasets/nba/box-scores.js'
import { NOT_MERGED } from '../../../src/store/merge/last-merged.js'
import { settledRequests, type SettledScope } from '../../../src/store/requests/settled.js'
import { storeFindings, type Finding } from '../../../src/store/runs/findings.js'
import { openRun } from '../../../src/store/runs/runs.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { mergeAnswer, SCOPE } from '../merge/merging.js'
import { runOf } from '../run-of.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const FIRST = '0021800001'
const SECOND = '0021800002'
const PLAYED = '2018-10-16'

/** A run whose two games were played on October 16th, and answered three weeks later. */
beforeEach(async () => {
  await emptyTables(database.pool)
  await openRun(database.pool, ...runOf('before', ['games', 'box_scores']))
  await database.pool.query(`update sync_runs set outcome = 'succeeded'`)
  await database.pool.query(`update sync_steps set outcome = 'succeeded'`)
  for (const [ordinal, game] of [FIRST, SECOND].entries()) {
    await database.pool.query(
      `insert into games (game_id, season, season_type, game_date, status, run_id, response_id, synced_at, first_synced_at)
       values ($1, '2018-19', 'Regular Season', $2, 3, 'before', 1, now(), now())`,
      [game, PLAYED],
    )
    const { responseId } = await mergeAnswer(database.pool, boxScores, {
      runId: `answer-${game}`,
      requestKey: game,
      at: '2018-11-06T12:00:00Z',
      rows: { box_score_teams: [] },
      facts: { rows: 2 },
    })
    await database.pool.query(
      `insert into sync_requests (run_id, dataset, ordinal, request_key, service, endpoint, params, label, about, state, response_id)
       values ('before', 'box_scores', $1, $2, 'stats', 'x', '{}', 'box ' || $2, $2, 'answered', $3)`,
      [ordinal, game, responseId],
    )
  }
})

const settled = async (of: Partial<SettledScope> = {}) =>
  [
    ...(await settledRequests(
      database.pool,
      { ...SCOPE, source: 'nba', dataset: 'box_scores', today: '2018-11-30', recheckDays: 7, ...of },
      [FIRST, SECOND].map((game) => ({ requestKey: game, gameId: game })),
    )),
  ].toSorted()

const update = (sql: string, ...values: readonly unknown[]) => database.pool.query(sql, [...values])

describe('a game', () => {
  it('of which an answer came after the correction window is not asked for again', async () => {
    expect(await settled()).toEqual([FIRST, SECOND])
  })

  it.each([
    ['2018-10-23', []],
    ['2018-10-24', [FIRST, SECOND]],
  ])('of October 16th is asked for until a week later; on %s these are not: %j', async (today, games) => {
    expect(await settled({ today })).toEqual(games)
  })

  it('within a longer window is asked for again', async () => {
    expect(await settled({ recheckDays: 60 })).toEqual([])
  })

  it('is asked for again if its last answer came within the window, however long ago that is', async () => {
    await update(`update request_marks set fetched_at = '2018-10-20T12:00:00Z' where request_key = $1`, FIRST)
    expect(await settled()).toEqual([SECOND])
  })

  it('is asked for again if the later of its dates is within the window', async () => {
    await update(
      `insert into team_game_logs (game_id, team_id, season, season_type, game_date, team_abbreviation, team_name, matchup, run_id, response_id, synced_at, first_synced_at)
       values ($1, 1, '2018-19', 'Regular Season', '2018-11-28', 'A', 'A', 'A vs. B', 'before', 1, now(), now())`,
      FIRST,
    )
    expect(await settled()).toEqual([SECOND])
  })

  it.each([
    ['brought no row', 'rows = 0'],
    ['has rows in quarantine', 'quarantined = 1'],
    ['has something that was held', `content_hash = '${NOT_MERGED}'`],
  ])('whose answer %s is asked for again', async (_, set) => {
    await update(`update request_marks set ${set} where request_key = $1`, FIRST)
    expect(await settled()).toEqual([SECOND])
  })

  it('whose last request was given up is asked for again, although an earlier one was answered', async () => {
    const [run, input] = runOf('later', ['box_scores'])
    await openRun(database.pool, { ...run, startedAt: new Date('2026-01-02T10:00:00Z') }, input)
    await update(
      `insert into sync_requests (run_id, dataset, ordinal, request_key, service, endpoint, params, label, about, state)
       values ('later', 'box_scores', 0, $1, 'stats', 'x', '{}', 'box', $1, 'failed')`,
      FIRST,
    )
    expect(await settled()).toEqual([SECOND])
  })

  const change = (at: string, cause = 'source', table = 'player_game_logs') =>
    update(
      `insert into row_changes (table_name, row_key, column_name, run_id, cause, changed_at)
       values ($1, jsonb_build_object('game_id', $2::text, 'player_id', 1), 'points', 'before', $3, $4)`,
      table,
      FIRST,
      cause,
      at,
    )

  it.each(['player_game_logs', 'team_game_logs'])(
    'whose line in %s was corrected since is asked for again',
    async (log) => {
      await change('2100-01-01', 'source', log)
      expect(await settled()).toEqual([SECOND])
    },
  )

  it.each([
    ['before its last answer', '2018-11-01', 'source'],
    ['because rows were lost', '2100-01-01', 'rebuild'],
  ])('whose line in a log was changed %s is not asked for again', async (_, at, cause) => {
    await change(at, cause)
    expect(await settled()).toEqual([FIRST, SECOND])
  })
})

describe('a game with a finding', () => {
  const find = (runId: string, kind: Finding['kind'], dataset = 'box_scores') =>
    storeFindings(database.pool, runId, [{ dataset, kind, subject: `${FIRST} team 1`, detail: 'why' }])

  const laterRun = async (narrow?: { readonly team: string }) => {
    const [run, input] = runOf('later', ['games', 'box_scores'], narrow && { narrow })
    await openRun(database.pool, { ...run, startedAt: new Date('2026-01-02T10:00:00Z') }, input)
    await update(`update sync_runs set outcome = 'partial'`)
    await update(`update sync_steps set outcome = 'succeeded'`)
  }

  it.each(['missing', 'conflict', 'wrong', 'held'] as const)(
    'that is %s is asked for again',
    async (kind) => {
      await find('before', kind)
      expect(await settled()).toEqual([SECOND])
    },
  )

  it('of another dataset is asked for again', async () => {
    await find('before', 'conflict', 'games')
    expect(await settled()).toEqual([SECOND])
  })

  it.each(['accepted', 'note'] as const)('that is %s is not asked for again', async (kind) => {
    await find('before', kind)
    expect(await settled()).toEqual([FIRST, SECOND])
  })

  it('that the latest run no longer has is not asked for again', async () => {
    await find('before', 'conflict')
    await laterRun()
    expect(await settled()).toEqual([FIRST, SECOND])
  })

  it('that a later run about another part of the season does not have is asked for again', async () => {
    await find('before', 'conflict')
    await laterRun({ team: 'LAL' })
    expect(await settled()).toEqual([SECOND])
  })

  it('of a later run about a part of the season is asked for again', async () => {
    await laterRun({ team: 'LAL' })
    await find('later', 'conflict')
    expect(await settled()).toEqual([SECOND])
  })
})
