import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import playerGameLogs from '../../../src/datasets/nba/player-game-logs.js'
import teamGameLogs from '../../../src/datasets/nba/team-game-logs.js'
import { storePlan } from '../../../src/store/requests/plan.js'
import { countPlayers, storedSeason } from '../../../src/store/requests/stored-season.js'
import { storeFindings } from '../../../src/store/runs/findings.js'
import {
  closeRun,
  closeStep,
  finishStep,
  openRun,
  reopenRun,
  stepCounts,
  stepReports,
} from '../../../src/store/runs/runs.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { mergeAnswer, playerLine, playerLines, SCOPE, storeResponse } from '../merge/merging.js'
import { NOTHING, runOf } from '../run-of.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database.pool))

const all = async (sql: string): Promise<unknown[]> => (await database.pool.query(sql)).rows

describe('the record of a run', () => {
  it('is opened with its steps in order, all waiting', async () => {
    await openRun(database.pool, ...runOf('run', ['teams', 'players'], { pace: 2.5, acceptRemovals: true }))
    expect(await all('select * from sync_runs')).toMatchObject([
      {
        run_id: 'run',
        season: '2018-19',
        season_type: 'Regular Season',
        source: 'nba',
        trigger: 'manual',
        outcome: 'running',
        datasets: ['teams', 'players'],
        pace: 2.5,
        accept_removals: true,
        started_at: new Date('2026-01-01T10:00:00Z'),
        ended_at: null,
      },
    ])
    expect(await all('select dataset, outcome from sync_steps order by ordinal')).toEqual([
      { dataset: 'teams', outcome: 'waiting' },
      { dataset: 'players', outcome: 'waiting' },
    ])
  })

  it('stays as it is when it is opened again', async () => {
    await openRun(database.pool, ...runOf('run', ['teams']))
    await openRun(database.pool, ...runOf('run', ['teams', 'players'], { pace: 9 }))
    expect(await all('select datasets, pace from sync_runs')).toEqual([{ datasets: ['teams'], pace: null }])
    expect(await all('select dataset from sync_steps')).toEqual([{ dataset: 'teams' }])
  })

  it('keeps the first end', async () => {
    await openRun(database.pool, ...runOf('run', ['teams']))
    const end = { cause: null, verifiedBy: 'games', players: 3 }
    await closeRun(database.pool, 'run', { ...end, outcome: 'succeeded' })
    const first = await all('select * from sync_runs')
    await closeRun(database.pool, 'run', { ...end, outcome: 'failed', cause: 'late' })
    expect(await all('select * from sync_runs')).toEqual(first)
    expect(first).toMatchObject([
      { outcome: 'succeeded', cause: null, verified_by: 'games', players: 3, ended_at: expect.any(Date) },
    ])
  })
})

describe('a run whose workflow was reset', () => {
  const end = { outcome: 'partial', cause: '1 missing', verifiedBy: 'games', players: 3 } as const

  it('is running again if it had ended, and its steps with it', async () => {
    const { pool } = database
    await openRun(pool, ...runOf('run', ['teams', 'players']))
    await storePlan(pool, { runId: 'run', dataset: 'teams', source: 'nba' }, [])
    await closeStep(pool, 'run', 'teams', { ...end, counts: NOTHING })
    await closeRun(pool, 'run', end)
    await reopenRun(pool, 'run')
    expect(await all('select outcome, cause, verified_by, ended_at from sync_runs')).toEqual([
      { outcome: 'running', cause: null, verified_by: null, ended_at: null },
    ])
    expect(await all('select outcome, cause, ended_at from sync_steps order by ordinal')).toEqual([
      { outcome: 'running', cause: null, ended_at: null },
      { outcome: 'waiting', cause: null, ended_at: null },
    ])
  })

  it('stays as it is if it had not ended', async () => {
    const { pool } = database
    await openRun(pool, ...runOf('run', ['teams']))
    await finishStep(pool, 'run', 'teams')
    const before = await all('select * from sync_steps')
    await reopenRun(pool, 'run')
    expect(await all('select * from sync_steps')).toEqual(before)
  })

  it('has the end of the new execution', async () => {
    const { pool } = database
    await openRun(pool, ...runOf('run', ['teams']))
    await closeRun(pool, 'run', end)
    await closeRun(pool, 'run', { ...end, outcome: 'succeeded', cause: null }, { again: true })
    expect(await all('select outcome, cause from sync_runs')).toEqual([{ outcome: 'succeeded', cause: null }])
  })
})

describe('the counts of a step', () => {
  it('are zero before it has begun', async () => {
    await openRun(database.pool, ...runOf('run', ['teams']))
    expect([...(await stepCounts(database.pool, 'run'))]).toEqual([['teams', NOTHING]])
  })

  it('add up requests, attempts, merges and findings of this run and dataset alone', async () => {
    const { pool } = database
    for (const runId of ['run', 'other'])
      await openRun(pool, ...runOf(runId, ['player_game_logs', 'team_game_logs']))
    const request = (n: number) => ({
      service: 'stats',
      endpoint: 'e',
      path: '/e',
      label: `e ${n}`,
      params: { n: String(n) },
    })
    const ref = { runId: 'run', dataset: 'player_game_logs', source: 'nba' } as const
    const plan = await storePlan(pool, ref, [request(1), request(2), request(3)])
    await pool.query(`update sync_requests set state = 'answered' where ordinal < 2`)
    // Request 1 at its third attempt, request 2 at its first.
    for (const ordinal of [0, 0, 1]) {
      const requestKey = plan[ordinal]?.requestKey ?? ''
      await storeResponse(pool, { ...ref, requestKey, at: '2026-01-01T10:00:00Z' })
    }
    await mergeAnswer(pool, playerGameLogs, {
      runId: 'other',
      rows: [...playerLines(1, 3), playerLine(1, 200)],
    })
    await mergeAnswer(pool, playerGameLogs, {
      runId: 'run',
      requestKey: plan[0]?.requestKey ?? '',
      rows: [playerLine(1, 100, { points: 11 }), playerLine(1, 101), playerLine(1, 102), playerLine(1, 103)],
      facts: { quarantined: 2 },
    })
    await storeFindings(pool, 'run', [
      { dataset: 'player_game_logs', kind: 'missing', subject: 'a', detail: 'd' },
      { dataset: 'player_game_logs', kind: 'conflict', subject: 'b', detail: 'd' },
      { dataset: 'player_game_logs', kind: 'note', subject: 'c', detail: 'd' },
      { dataset: 'team_game_logs', kind: 'missing', subject: 'd', detail: 'd' },
    ])
    const counts = await stepCounts(pool, 'run')
    expect(counts.get('player_game_logs')).toEqual({
      requests: 3,
      answered: 2,
      settled: 0,
      retries: 2,
      inserted: 1,
      updated: 1,
      unchanged: 2,
      removed: 1,
      quarantined: 2,
      missing: 1,
      conflicts: 1,
    })
    expect(counts.get('team_game_logs')).toEqual({ ...NOTHING, missing: 1 })
  })

  it('are in its report, with outcome and cause', async () => {
    const { pool } = database
    await openRun(pool, ...runOf('run', ['teams', 'players']))
    await closeStep(pool, 'run', 'teams', {
      outcome: 'partial',
      cause: '1 missing',
      verifiedBy: 'team_game_logs',
      counts: { ...NOTHING, missing: 1 },
    })
    expect(await stepReports(pool, 'run')).toEqual([
      { ...NOTHING, name: 'teams', outcome: 'partial', cause: '1 missing', verifiedBy: 'team_game_logs' },
      { ...NOTHING, name: 'players', outcome: 'waiting', cause: null, verifiedBy: null },
    ])
  })
})

describe('a step', () => {
  it('keeps the moment at which its requests were through', async () => {
    const { pool } = database
    await openRun(pool, ...runOf('run', ['teams']))
    await finishStep(pool, 'run', 'teams')
    const [first] = await all('select ended_at from sync_steps')
    await finishStep(pool, 'run', 'teams')
    await closeStep(pool, 'run', 'teams', {
      outcome: 'succeeded',
      cause: null,
      verifiedBy: null,
      counts: { ...NOTHING, inserted: 7 },
    })
    expect(await all('select ended_at from sync_steps')).toEqual([first])
    expect(await all('select outcome, inserted from sync_steps')).toEqual([
      { outcome: 'succeeded', inserted: 7 },
    ])
  })
})

it('findings are replaced when a run is verified again', async () => {
  const finding = { dataset: 'teams', kind: 'missing', subject: 'a', detail: 'd' } as const
  await storeFindings(database.pool, 'run', [finding, { ...finding, subject: 'b' }])
  await storeFindings(database.pool, 'run', [{ ...finding, subject: 'c' }])
  await storeFindings(database.pool, 'other', [])
  expect(await all('select subject from sync_findings')).toEqual([{ subject: 'c' }])
})

describe('a stored season', () => {
  it('has a count of the players with a line', async () => {
    await mergeAnswer(database.pool, playerGameLogs, { rows: [...playerLines(2, 3), playerLine(3, 500)] })
    expect(await countPlayers(database.pool, SCOPE)).toBe(4)
    expect(await countPlayers(database.pool, { ...SCOPE, season: '2017-18' })).toBe(0)
  })

  it('lists the games that were played, by `games` or a game log, in order', async () => {
    const line = (id: string) => ({
      ...playerLine(1, 100),
      game_id: id,
      team_id: 1,
      team_name: 'X',
    })
    const cancelled = { ...line('0021800005'), points: 0 }
    await mergeAnswer(database.pool, teamGameLogs, {
      rows: [line('0021800003'), line('0021800001'), cancelled],
    })
    const game = (id: string, status: number) =>
      `('${id}', '2018-19', 'Regular Season', '2018-10-16', ${status}, 'r', 1, now(), now())`
    await database.pool.query(
      `insert into games (game_id, season, season_type, game_date, status, run_id, response_id, synced_at, first_synced_at)
       values ${game('0021800002', 3)}, ${game('0021800003', 3)}, ${game('0021800004', 1)}`,
    )
    expect(await storedSeason(database.pool, { ...SCOPE, source: 'nba' }).playedGames()).toEqual([
      '0021800001',
      '0021800002',
      '0021800003',
    ])
  })
  it('leaves out games that were never played', async () => {
    const scope = { season: '2012-13', seasonType: 'Regular Season', source: 'nba' } as const
    const game = (id: string) =>
      `('${id}', '2012-13', 'Regular Season', '2013-04-16', 3, 'r', 1, now(), now())`
    await database.pool.query(
      `insert into games (game_id, season, season_type, game_date, status, run_id, response_id, synced_at, first_synced_at)
       values ${game('0021201213')}, ${game('0021201214')}`,
    )
    expect(await storedSeason(database.pool, scope).playedGames()).toEqual(['0021201213'])
  })
})
