import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DatasetRequest } from '../../../src/datasets/dataset.js'
import { archiveAnswer } from '../../../src/store/requests/archive-answer.js'
import { readPlan, storePlan } from '../../../src/store/requests/plan.js'
import { shareAnswer } from '../../../src/store/requests/shared-answer.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database.pool))

const request: DatasetRequest = {
  service: 'stats',
  endpoint: 'leaguegamelog',
  path: '/stats/leaguegamelog',
  params: { Season: '2018-19' },
  label: 'leaguegamelog 2018-19',
}

async function plan(runId: string, dataset: string) {
  const [planned] = await storePlan(database.pool, { runId, dataset, source: 'nba' }, [request])
  return { runId, dataset, source: 'nba', ordinal: 0, requestKey: planned?.requestKey ?? '' }
}

/** Plans the request of a run's dataset and archives an answer to it. Gives the answer's id. */
async function answer(runId: string, dataset: string, minutesAgo = 0): Promise<number> {
  const attempt = { ...(await plan(runId, dataset)), ...request, url: request.path, attempt: 1 }
  const at = new Date(Date.now() - minutesAgo * 60_000)
  const decodedBody = Buffer.from('{}')
  return await archiveAnswer(
    database.pool,
    { ...attempt, askedNumber: 1 },
    {
      url: `https://stats.test${request.path}`,
      status: 200,
      receivedBody: decodedBody,
      encoding: 'identity',
      decodedBody,
      sha256: '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
      requestedAt: at,
      respondedAt: at,
    },
  )
}

/** A backfill whose seasons have these runs. */
async function backfill(id: string, runs: readonly (readonly [run: string, season: string])[]) {
  await database.pool.query(
    `insert into backfills (backfill_id, workflow_id, source, trigger, outcome, request, namespace, started_at)
     values ($1, $1, 'nba', 'backfill', 'running', '{}', 'default', now())`,
    [id],
  )
  for (const [ordinal, [run, season]] of runs.entries())
    await database.pool.query(
      `insert into backfill_seasons (backfill_id, ordinal, season, season_type, outcome, run_id)
       values ($1, $2, $3, 'any', 'running', $4)`,
      [id, ordinal, season, run],
    )
}

const share = (runId: string, dataset: string) => shareAnswer(database.pool, runId, dataset, 0)

describe('an answer to the same request', () => {
  it('of another dataset of the run is shared', async () => {
    const id = await answer('run', 'team_game_logs')
    await plan('run', 'teams')
    expect(await share('run', 'teams')).toBe(true)
    expect(await readPlan(database.pool, 'run', 'teams')).toMatchObject([
      { state: 'answered', responseId: id },
    ])
  })

  it('is not shared before it is archived', async () => {
    await plan('run', 'team_game_logs')
    await plan('run', 'teams')
    expect(await share('run', 'teams')).toBe(false)
  })

  it('of another run is not shared', async () => {
    await answer('yesterday', 'games')
    await plan('run', 'games')
    expect(await share('run', 'games')).toBe(false)
  })

  it('of another season type of the same season in the same backfill is shared', async () => {
    const id = await answer('regular', 'games')
    await plan('playoffs', 'games')
    await backfill('one', [
      ['regular', '2018-19'],
      ['playoffs', '2018-19'],
    ])
    expect(await share('playoffs', 'games')).toBe(true)
    expect(await readPlan(database.pool, 'playoffs', 'games')).toMatchObject([{ responseId: id }])
  })

  it('of a backfill is not shared when it is old, of another season, or of another backfill', async () => {
    await answer('old', 'games', 31)
    await answer('other season', 'games')
    await answer('other backfill', 'games')
    await plan('playoffs', 'games')
    await backfill('one', [
      ['old', '2018-19'],
      ['playoffs', '2018-19'],
      ['other season', '2017-18'],
    ])
    await backfill('two', [['other backfill', '2018-19']])
    expect(await share('playoffs', 'games')).toBe(false)
  })
})
