import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fingerprintOf } from '../../../src/datasets/fingerprint.js'
import boxScores from '../../../src/datasets/nba/box-scores.js'
import games from '../../../src/datasets/nba/games.js'
import { retryRequest } from '../../../src/runs/retry.js'
import { reusableAnswers, unfinishedSteps } from '../../../src/store/requests/retry.js'
import { NOT_MERGED } from '../../../src/store/merge/last-merged.js'
import { storeFindings, type Finding } from '../../../src/store/runs/findings.js'
import { openRun } from '../../../src/store/runs/runs.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { mergeAnswer, SCOPE, storeAnswer } from '../merge/merging.js'
import { runOf } from '../run-of.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const formerGames = { ...games, name: 'schedule' }

const game = (number: number) => ({
  game_id: `002180000${number}`,
  season: SCOPE.season,
  season_type: SCOPE.seasonType,
  game_date: '2018-10-16',
  status: 1,
})

async function planned(ordinal: number, requestKey: string, responseId: number | null): Promise<void> {
  await database.pool.query(
    `insert into sync_requests (run_id, dataset, ordinal, request_key, service, endpoint, params, label, state, response_id)
     values ('before', 'schedule', $1, $2, 'stats', 'x', '{}', $2, $3, $4)`,
    [ordinal, requestKey, responseId === null ? 'failed' : 'answered', responseId],
  )
}

const reusable = (dataset = 'games') =>
  reusableAnswers(database.pool, 'before', {
    ...SCOPE,
    dataset,
    subject: 'season',
    fingerprint: fingerprintOf(games),
  })

/** A run whose games were called `schedule`: one answer merged, one archived, one request failed. */
let merged: number
let archived: number
beforeEach(async () => {
  await emptyTables(database.pool)
  await openRun(database.pool, ...runOf('before', ['schedule', 'box_scores']))
  const of = { runId: 'before', requestKey: 'merged' }
  merged = (await mergeAnswer(database.pool, formerGames, { ...of, rows: [game(1)] })).responseId
  const waiting = { runId: 'before-too', requestKey: 'archived', rows: [game(2)] }
  archived = (await storeAnswer(database.pool, formerGames, waiting)).responseId
  await planned(0, 'merged', merged)
  await planned(1, 'archived', archived)
  await planned(2, 'failed', null)
})

describe('a run that knew a dataset by its former name', () => {
  it.each(['games', 'schedule'])('gives a retry that calls it %s its reusable answers', async (name) => {
    expect(await reusable(name)).toEqual(
      new Map([
        ['merged', { responseId: merged, merged: true }],
        ['archived', { responseId: archived, merged: false }],
      ]),
    )
  })

  it('gives a retry no answer with rows in quarantine', async () => {
    await database.pool.query(
      `insert into quarantined_rows (run_id, dataset, season, season_type, table_name, response_id, row_number, transform_version, reason, row, quarantined_at)
       values ('before', 'schedule', $1, $2, 'games', $3, 0, 1, 'why', '{}', now())`,
      [SCOPE.season, SCOPE.seasonType, merged],
    )
    expect([...(await reusable()).keys()]).toEqual(['archived'])
  })

  it.each(['missing', 'conflict', 'wrong', 'held'] as const)(
    'gives a retry no answer where a finding is %s',
    async (kind) => {
      await storeFindings(database.pool, 'before', [
        { dataset: 'schedule', kind, subject: '0021800003', detail: 'why' },
      ])
      expect(await reusable()).toEqual(new Map())
    },
  )

  it.each(['accepted', 'note'] as const)('gives a retry its answers where a finding is %s', async (kind) => {
    await storeFindings(database.pool, 'before', [
      { dataset: 'schedule', kind, subject: '0021800003', detail: 'why' },
    ])
    expect([...(await reusable()).keys()]).toEqual(['archived', 'merged'])
  })

  it.each([
    ['conflict', ['games', 'box_scores']],
    ['accepted', []],
  ] as const)('is retried if it succeeded with a finding that is %s: %j', async (kind, only) => {
    await database.pool.query(`update sync_steps set outcome = 'succeeded'`)
    await storeFindings(database.pool, 'before', [
      { dataset: 'schedule', kind, subject: '0021800003', detail: 'why' },
    ])
    const run = {
      ...SCOPE,
      runId: 'before',
      datasets: ['schedule', 'box_scores'],
      recheckDays: null,
      narrow: null,
    }
    expect((await retryRequest(database.pool, 'nba', run))?.only ?? []).toEqual(only)
  })

  it.each([
    ['cancelled', ['games', 'box_scores']],
    ['succeeded', []],
  ])('is retried, if it ended %s before it was verified, with %j', async (outcome, only) => {
    await database.pool.query(`update sync_steps set outcome = 'succeeded'`)
    await database.pool.query('update sync_runs set outcome = $1', [outcome])
    expect(await unfinishedSteps(database.pool, 'before')).toEqual(only)
  })

  it('is retried under the present names', async () => {
    await database.pool.query(`update sync_steps set outcome = 'succeeded' where dataset <> 'schedule'`)
    expect(await unfinishedSteps(database.pool, 'before')).toEqual(['games'])
    const run = {
      ...SCOPE,
      runId: 'before',
      datasets: ['schedule', 'box_scores'],
      recheckDays: null,
      narrow: null,
    }
    // Box scores are planned from the games.
    expect(await retryRequest(database.pool, 'nba', run)).toMatchObject({ only: ['games', 'box_scores'] })
  })
})

describe('a run with a request for each game', () => {
  const FIRST = '0021800001'
  const SECOND = '0021800002'

  /** Requests of the run about two games, each with a merged answer. */
  beforeEach(async () => {
    await openRun(database.pool, ...runOf('games', ['box_scores']))
    for (const [ordinal, about] of [FIRST, SECOND].entries()) {
      const of = { runId: `answer-${about}`, requestKey: about, rows: [] }
      const { responseId } = await mergeAnswer(database.pool, boxScores, of)
      await database.pool.query(
        `insert into sync_requests (run_id, dataset, ordinal, request_key, service, endpoint, params, label, about, state, response_id)
         values ('games', 'box_scores', $1, $2, 'stats', 'x', '{}', 'box ' || $2, $2, 'answered', $3)`,
        [ordinal, about, responseId],
      )
    }
  })

  const kept = async () =>
    [
      ...(
        await reusableAnswers(database.pool, 'games', {
          ...SCOPE,
          dataset: 'box_scores',
          subject: 'game',
          fingerprint: fingerprintOf(boxScores),
        })
      ).keys(),
    ].toSorted()

  const find = (kind: Finding['kind'], subject: string) =>
    storeFindings(database.pool, 'games', [{ dataset: 'box_scores', kind, subject, detail: 'why' }])

  it.each(['missing', 'conflict', 'wrong', 'held'] as const)(
    'is asked again for the game alone whose finding is %s',
    async (kind) => {
      await find(kind, FIRST)
      expect(await kept()).toEqual([SECOND])
    },
  )

  it('is asked again for the game that a longer subject names', async () => {
    await find('wrong', `${SECOND} team 1610619001`)
    expect(await kept()).toEqual([FIRST])
  })

  it.each(['accepted', 'note'] as const)('is not asked again for a finding that is %s', async (kind) => {
    await find(kind, FIRST)
    expect(await kept()).toEqual([FIRST, SECOND])
  })

  it('is asked again for the answer whose removals were held', async () => {
    await find('held', 'box_score_players')
    await database.pool.query('update request_marks set content_hash = $1 where request_key = $2', [
      NOT_MERGED,
      FIRST,
    ])
    expect(await kept()).toEqual([SECOND])
  })
})

it('an answer whose body is gone is asked for again', async () => {
  await database.pool.query(`update raw_responses set sha256 = 'gone' where response_id = $1`, [archived])
  expect([...(await reusable()).keys()]).toEqual(['merged'])
})
