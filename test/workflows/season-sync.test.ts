import { CancelledFailure, WorkflowFailedError, type WorkflowHandle } from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import { Worker } from '@temporalio/worker'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { fetchQueue } from '../../src/contracts/names.js'
import { SEARCH_ATTRIBUTES } from '../../src/contracts/namespace.js'
import type { SeasonSyncResult, StepReport } from '../../src/contracts/season-run.js'
import { closedPort } from '../sources/http/local-server.js'
import { resultOf } from '../support/result-of.js'
import { startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'
import { answerTo, GAMES, PLAYERS, resultSetBody, type Question } from '../support/tiny-league.js'
import { keepWritersOut, waitUntilBlocked } from '../support/waiting.js'
import { summariesOf } from '../support/web-ui-texts.js'

let environment: SyncEnvironment
beforeAll(async () => {
  environment = await startSyncEnvironment()
})
afterAll(() => environment.close())
beforeEach(() => environment.reset())

const PLAYER_LINES = GAMES.length * 10
const TEAM_LINES = GAMES.length * 2

const query = async (sql: string): Promise<unknown[]> => (await environment.database.pool.query(sql)).rows

const step = (result: SeasonSyncResult, name: string): StepReport | undefined =>
  result.datasets.find((dataset) => dataset.name === name)

const run = async (): Promise<unknown> =>
  (await query('select outcome, cause, ended_at is not null as ended from sync_runs'))[0]

const steps = () =>
  query('select dataset as name, outcome, requests, answered, inserted from sync_steps order by ordinal')

/** The tables' data without the columns that name the run, the response and the times. */
async function data(): Promise<unknown> {
  const tables = [
    'games',
    'team_game_logs',
    'player_game_logs',
    'teams',
    'team_seasons',
    'players',
    'player_seasons',
    'standings',
  ]
  const contents = await Promise.all(
    tables.map((table) =>
      query(
        `select to_jsonb(t) - 'run_id' - 'response_id' - 'synced_at' - 'first_synced_at' as row from ${table} t order by 1`,
      ),
    ),
  )
  return Object.fromEntries(tables.map((table, i) => [table, contents[i]]))
}

/** Holds back the next answer to a request until `letGo` is called. */
function heldReply(question: Question): { arrived: Promise<void>; letGo: () => void } {
  let letGo = (): void => undefined
  const after = new Promise<void>((resolve) => {
    letGo = resolve
  })
  environment.league.next(question, { after })
  return { arrived: environment.league.arrival(question), letGo }
}

function without(row: Record<string, unknown>, column: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== column))
}

/** A body with one table, each row of it changed. */
function changed(
  question: Question,
  change: (row: Record<string, unknown>, index: number) => Record<string, unknown>,
): unknown {
  const body = answerTo(question) as ReturnType<typeof resultSetBody>
  const [set] = body.resultSets
  const rows = (set?.rowSet ?? []).map((values) =>
    Object.fromEntries(values.map((value, i) => [set?.headers[i] ?? '', value])),
  )
  return resultSetBody(body.resource, set?.name ?? '', rows.map(change))
}

const empty = (question: Question): unknown => {
  const body = answerTo(question) as ReturnType<typeof resultSetBody>
  return { ...body, resultSets: body.resultSets.map((set) => ({ ...set, rowSet: [] })) }
}

async function outcomeInTemporal(handle: WorkflowHandle): Promise<unknown> {
  const { status, typedSearchAttributes } = await handle.describe()
  return { status: status.name, SyncOutcome: typedSearchAttributes.get(SEARCH_ATTRIBUTES.outcome) }
}

describe('a sync of a season', () => {
  it('succeeds, verified, with every row in its table', async () => {
    const result = await environment.sync()
    expect(result).toMatchObject({ outcome: 'succeeded', players: PLAYERS.length, cause: null })
    expect(result.verifiedBy).toContain('games')
    expect(
      result.datasets.map(({ name, outcome, requests, retries, inserted }) => [
        name,
        outcome,
        requests,
        retries,
        inserted,
      ]),
    ).toEqual([
      ['games', 'succeeded', 1, 0, GAMES.length],
      ['team_game_logs', 'succeeded', 1, 0, TEAM_LINES],
      ['player_game_logs', 'succeeded', 1, 0, PLAYER_LINES],
      ['teams', 'succeeded', 1, 0, 8],
      ['players', 'succeeded', 1, 0, PLAYERS.length],
      ['player_seasons', 'succeeded', 1, 0, PLAYERS.length],
      ['standings', 'succeeded', 1, 0, 4],
    ])
    expect(await query('select count(*) from player_game_logs')).toEqual([{ count: PLAYER_LINES }])
    expect(await run()).toEqual({ outcome: 'succeeded', cause: null, ended: true })
  })

  it('sends no request twice', async () => {
    await environment.sync()
    expect(environment.league.asked.toSorted()).toEqual([
      'commonallplayers',
      'leaguegamelog players',
      'leaguegamelog teams',
      'leaguestandingsv3',
      'playerindex',
      'scheduleleaguev2',
    ])
  })

  it('shows its season and its outcome in the Web UI', async () => {
    const handle = await environment.start()
    await handle.result()
    const description = await handle.describe()
    const attributes = Object.entries(SEARCH_ATTRIBUTES).map(([name, key]) => [
      name,
      description.typedSearchAttributes.get(key),
    ])
    expect(Object.fromEntries(attributes)).toEqual({
      season: '2018-19',
      seasonType: 'Regular Season',
      source: 'nba',
      trigger: 'manual',
      outcome: 'succeeded',
      runId: handle.firstExecutionRunId,
    })
    expect(description.memo).toMatchObject({ season: '2018-19', source: 'nba' })
    const metadata = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata')
    expect(metadata.currentDetails).toContain('| player_game_logs | succeeded | 1 | 0 | 60 |')
  })

  it("shows each dataset's workflow by its name and run in Temporal's list", async () => {
    const handle = await environment.start({ only: ['team_game_logs'] })
    await handle.result()
    const { typedSearchAttributes } = await environment.child('team_game_logs').describe()
    expect(typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value])).toEqual(
      expect.arrayContaining([
        ['SyncSeason', '2018-19'],
        ['SyncSeasonType', 'Regular Season'],
        ['SyncSource', 'nba'],
        ['SyncDataset', 'team_game_logs'],
        ['SyncRunId', handle.firstExecutionRunId],
      ]),
    )
  })

  it("runs each dataset's workflow on the queue of its fetches, so that they come with its tasks", async () => {
    await (await environment.start({ only: ['team_game_logs'] })).result()
    expect(await environment.child('team_game_logs').describe()).toMatchObject({
      taskQueue: fetchQueue('nba'),
    })
  })

  it('shows the state of each dataset in the Web UI while it is running', async () => {
    let letGo = (): void => undefined
    const after = new Promise<void>((resolve) => (letGo = resolve))
    environment.league.always('leaguegamelog players', { after })
    const asked = environment.league.arrival('leaguegamelog players')
    const handle = await environment.start({ only: ['games', 'players'] })
    await asked
    await vi.waitFor(
      async () => {
        const { currentDetails } = await handle.query<{ currentDetails: string }>(
          '__temporal_workflow_metadata',
        )
        expect(currentDetails.split('\n').filter((line) => line.startsWith('| '))).toEqual([
          '| dataset | state |',
          '| --- | --- |',
          '| games | done, 1 request |',
          '| player_game_logs | running |',
          '| players | waits for player_game_logs |',
        ])
      },
      { timeout: 60_000, interval: 100 },
    )
    letGo()
    expect(await handle.result()).toMatchObject({ datasets: [{}, {}, { name: 'players' }] })
  })

  it('gives every activity a summary of its purpose', async () => {
    const handle = await environment.start({ only: ['team_game_logs'] })
    await handle.result()
    expect(await summariesOf(handle)).toEqual([
      'open the run, check the source nba',
      'verify team_game_logs',
      'record the outcome of 2018-19 Regular Season',
    ])
    expect(await summariesOf(environment.child('team_game_logs'))).toEqual([
      'plan team_game_logs 2018-19 Regular Season',
      'GET leaguegamelog teams 2018-19 Regular Season',
      'transform leaguegamelog teams 2018-19 Regular Season',
      'upsert leaguegamelog teams 2018-19 Regular Season',
      'finish team_game_logs',
    ])
  })

  it('of an unchanged season writes no row', async () => {
    await environment.sync()
    const traces = () => query('select ctid::text, xmin::text, xmax::text from player_game_logs order by 1')
    const before = await traces()
    const result = await environment.sync()
    expect(result.outcome).toBe('succeeded')
    expect(result.datasets.map(({ inserted, updated, removed }) => inserted + updated + removed)).toEqual(
      Array(7).fill(0),
    )
    expect(step(result, 'player_game_logs')).toMatchObject({ unchanged: PLAYER_LINES })
    expect(await traces()).toEqual(before)
  })

  it('writes a correction to its row and the ledger alone', async () => {
    await environment.sync()
    environment.league.next('leaguegamelog players', {
      body: changed('leaguegamelog players', (row, i) => (i === 0 ? { ...row, STL: 9 } : row)),
    })
    const result = await environment.sync()
    expect(step(result, 'player_game_logs')).toMatchObject({ updated: 1, unchanged: PLAYER_LINES - 1 })
    expect(await query('select column_name, old_value, new_value, run_id from row_changes')).toEqual([
      { column_name: 'steals', old_value: 1, new_value: 9, run_id: result.runId },
    ])
  })
})

describe('a source in trouble', () => {
  it('that recovers is asked again, and the retries are counted', async () => {
    const broken = { status: 503, body: 'down' }
    environment.league.next('leaguestandingsv3', broken, broken)
    const result = await environment.sync({ only: ['standings'] })
    expect(result.outcome).toBe('succeeded')
    expect(step(result, 'standings')).toMatchObject({ requests: 1, retries: 2, inserted: 4 })
    expect(await query('select attempt, outcome from raw_responses order by response_id')).toEqual([
      { attempt: 1, outcome: 'Unavailable' },
      { attempt: 2, outcome: 'Unavailable' },
      { attempt: 3, outcome: 'answered' },
    ])
  })

  it('that refuses a request for good costs its dataset alone', async () => {
    environment.league.always('leaguestandingsv3', { status: 400, body: 'The Season property is required.' })
    const handle = await environment.start()
    const result = await resultOf(handle)
    expect(result.outcome).toBe('partial')
    expect(result.cause).toMatch(/^standings: 1 missing \(leaguestandingsv3 .*answered 400/)
    expect(step(result, 'standings')).toMatchObject({ outcome: 'failed', requests: 1, answered: 0 })
    expect(result.datasets.filter(({ outcome }) => outcome === 'succeeded')).toHaveLength(6)
    expect(await outcomeInTemporal(environment.child('standings'))).toMatchObject({ status: 'COMPLETED' })
  })

  it('that costs a dataset fails the workflow with the type Partial and the report', async () => {
    environment.league.always('leaguestandingsv3', { status: 400, body: 'no' })
    const handle = await environment.start()
    const error: unknown = await handle.result().catch((thrown: unknown) => thrown)
    const failure = error instanceof WorkflowFailedError ? error.cause : error
    expect(failure).toBeInstanceOf(ApplicationFailure)
    expect(failure).toMatchObject({
      type: 'Partial',
      nonRetryable: true,
      message: expect.stringMatching(/^standings: 1 missing/),
      details: [{ runId: handle.firstExecutionRunId, outcome: 'partial', players: PLAYERS.length }],
    })
    expect(await outcomeInTemporal(handle)).toEqual({ status: 'FAILED', SyncOutcome: 'partial' })
    const { currentDetails } = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata')
    expect(currentDetails).toMatch(/^\*\*partial\*\*: not all is there\n/)
  })

  it('that broke its contract costs its dataset alone, and the run names it', async () => {
    environment.league.always('playerindex', {
      body: changed('playerindex', (row) => without(row, 'POSITION')),
    })
    const result = await environment.sync()
    expect(result.outcome).toBe('partial')
    expect(result.cause).toContain('player_seasons: 1 missing')
    expect(result.cause).toContain('PlayerIndex has no column POSITION')
    expect(result.datasets.filter(({ outcome }) => outcome !== 'succeeded').map(({ name }) => name)).toEqual([
      'player_seasons',
    ])
  })

  it('that answers every request with a refusal makes the run fail', async () => {
    environment.league.always('leaguestandingsv3', { status: 400, body: 'no' })
    const handle = await environment.start({ only: ['standings'] })
    await expect(handle.result()).rejects.toThrow(WorkflowFailedError)
    expect(await outcomeInTemporal(handle)).toEqual({ status: 'FAILED', SyncOutcome: 'failed' })
    expect(await run()).toMatchObject({ outcome: 'failed', ended: true })
  })

  it('that lists a player late has the same rows in the end as one that always did', async () => {
    await environment.sync()
    const expected = await data()
    await environment.reset()
    for (const directory of ['commonallplayers', 'playerindex'] as const) {
      const body = changed(directory, (row, i) => (i === 0 ? { ...row, PERSON_ID: 999_999 } : row))
      environment.league.next(directory, { body })
    }
    expect(await environment.sync()).toMatchObject({ outcome: 'succeeded', players: PLAYERS.length })
    expect(await query('select count(*) from players where to_year is null')).toEqual([{ count: 1 }])
    expect(await environment.sync()).toMatchObject({ outcome: 'succeeded' })
    expect(await data()).toEqual(expected)
  })

  it('that refuses one request and has nothing for the others makes the run fail', async () => {
    environment.league.always('scheduleleaguev2', { status: 404, body: 'unknown season' })
    environment.league.always('leaguestandingsv3', { body: empty('leaguestandingsv3') })
    const handle = await environment.start({ only: ['games', 'standings'] })
    await expect(handle.result()).rejects.toThrow(WorkflowFailedError)
    expect(await run()).toMatchObject({ outcome: 'failed', cause: expect.stringContaining('unknown season') })
  })

  it('whose rows are refused leaves them in quarantine, and the run is partial', async () => {
    environment.league.next('leaguegamelog players', {
      body: changed('leaguegamelog players', (row, i) => (i === 3 ? { ...row, PTS: -1 } : row)),
    })
    const result = await environment.sync({ only: ['player_game_logs'] })
    expect(result.outcome).toBe('partial')
    expect(step(result, 'player_game_logs')).toMatchObject({ inserted: PLAYER_LINES - 1, quarantined: 1 })
    expect(await query('select row_number, reason from quarantined_rows')).toEqual([
      { row_number: 3, reason: expect.stringMatching(/^PTS -1: /) },
    ])
  })

  it('that answers without rows makes the run partial, and no stored row is removed', async () => {
    await environment.sync({ only: ['team_game_logs'] })
    environment.league.always('leaguegamelog teams', { body: empty('leaguegamelog teams') })
    const result = await environment.sync({ only: ['team_game_logs'] })
    expect(result.outcome).toBe('partial')
    expect(result.cause).toContain('the answer was empty although games have been played')
    expect(step(result, 'team_game_logs')).toMatchObject({ retries: 2, removed: 0 })
    expect(await query('select count(*) from team_game_logs')).toEqual([{ count: TEAM_LINES }])
  })

  it('that cannot be reached fails the run with a message that names the setting', async () => {
    await environment.restartWorkers(`http://127.0.0.1:${await closedPort()}`)
    const handle = await environment.start()
    const failure: unknown = await handle.result().catch((error: unknown) => error)
    await environment.restartWorkers(environment.league.url)
    expect(failure).toMatchObject({
      cause: {
        type: 'SyncFailed',
        message: expect.stringMatching(
          /^Cannot reach stats\.nba\.com .*refused.*check NBA_STATS_URL\. Try again with: season-sync sync 2018-19 --only \S+\.$/,
        ),
      },
    })
    expect(await outcomeInTemporal(handle)).toEqual({ status: 'FAILED', SyncOutcome: 'failed' })
    expect(await run()).toMatchObject({
      outcome: 'failed',
      cause: expect.stringContaining('check NBA_STATS_URL'),
      ended: true,
    })
    expect(await query('select count(*) from sync_findings')).toEqual([{ count: 0 }])
  })

  it('is not looked at where it is not asked: an unreachable cdn does not end a sync of statistics', async () => {
    const { url } = environment.league
    await environment.restartWorkers(url, `http://127.0.0.1:${await closedPort()}`)
    const result = await environment.sync({ only: ['team_game_logs'] })
    await environment.restartWorkers(url)
    expect(result).toMatchObject({ outcome: 'succeeded', cause: null })
  })
})

describe('a table that the role may not write', () => {
  it('fails its dataset at once, with what Postgres says and what to do', async () => {
    await query(
      `create function deny() returns trigger language plpgsql as $$ begin raise insufficient_privilege using message = 'permission denied for table standings'; end $$`,
    )
    await query('create trigger deny before insert on standings for each statement execute function deny()')
    try {
      const result = await environment.sync({ only: ['teams', 'standings'] })
      expect(result.outcome).toBe('partial')
      expect(step(result, 'teams')).toMatchObject({ outcome: 'succeeded' })
      expect(step(result, 'standings')).toMatchObject({
        outcome: 'failed',
        cause:
          'Postgres: permission denied for table standings; grant it to the role of DATABASE_URL (docs/roles.sql)',
      })
    } finally {
      await query('drop function deny cascade')
    }
  })
})

describe('a shrunken answer', () => {
  const firstGameGone = (): unknown => {
    const body = answerTo('leaguegamelog teams') as ReturnType<typeof resultSetBody>
    return { ...body, resultSets: body.resultSets.map((set) => ({ ...set, rowSet: set.rowSet.slice(2) })) }
  }

  it('is held back each time until a person accepts it', async () => {
    await environment.sync({ only: ['team_game_logs'] })
    environment.league.always('leaguegamelog teams', { body: firstGameGone() })
    for (let i = 0; i < 2; i++) {
      const held = await environment.sync({ only: ['team_game_logs'] })
      expect(held.outcome).toBe('partial')
      expect(held.cause).toContain('the answer lacks 2 stored rows')
    }
    const accepted = await environment.sync({ only: ['team_game_logs'], acceptRemovals: true })
    expect(accepted.outcome).toBe('succeeded')
    expect(step(accepted, 'team_game_logs')).toMatchObject({ removed: 2 })
  })
})

describe('a sync that is cancelled', () => {
  it('is recorded as cancelled, with the datasets that had ended', async () => {
    const players = heldReply('leaguegamelog players')
    const handle = await environment.start()
    await players.arrived
    await vi.waitFor(async () => {
      const done = await query('select 1 from sync_steps where ended_at is not null')
      expect(done).toHaveLength(4) // all but the player game log and the two that wait for it
    }, 60_000)
    await handle.cancel()
    const failure: unknown = await handle.result().catch((error: unknown) => error)
    players.letGo()
    expect(failure).toMatchObject({ cause: expect.any(CancelledFailure) })
    expect(await outcomeInTemporal(handle)).toEqual({ status: 'CANCELLED', SyncOutcome: 'cancelled' })
    expect(await run()).toMatchObject({ outcome: 'cancelled', ended: true })
    expect(await steps()).toMatchObject([
      { name: 'games', outcome: 'succeeded' },
      { name: 'team_game_logs', outcome: 'succeeded' },
      { name: 'player_game_logs', outcome: 'cancelled', inserted: 0 },
      { name: 'teams', outcome: 'succeeded' },
      { name: 'players', outcome: 'cancelled', requests: 0 },
      { name: 'player_seasons', outcome: 'cancelled', requests: 0 },
      { name: 'standings', outcome: 'succeeded' },
    ])
  })

  it('waits for a merge in progress and counts it', async () => {
    const letIn = await keepWritersOut(environment.database.pool, 'sync_merges')
    const handle = await environment.start({ only: ['team_game_logs'] })
    await waitUntilBlocked(environment.database.pool, 'insert into sync.sync_merges')
    await handle.cancel()
    await vi.waitFor(async () => {
      const { events } = await environment.child('team_game_logs').fetchHistory()
      expect(events?.some((event) => event.workflowExecutionCancelRequestedEventAttributes)).toBe(true)
    }, 60_000)
    await letIn()
    await expect(handle.result()).rejects.toThrow(WorkflowFailedError)
    expect(await steps()).toEqual([
      { name: 'team_game_logs', outcome: 'cancelled', requests: 1, answered: 1, inserted: TEAM_LINES },
    ])
    expect(await query('select count(*) from team_game_logs')).toEqual([{ count: TEAM_LINES }])
  })
})

describe('a Postgres that drops every connection', () => {
  const dropAll = () =>
    query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`,
    )

  it('while requests are open and rows are merged costs nothing but time', async () => {
    await environment.sync()
    const expected = await data()
    await environment.reset()

    const standings = heldReply('leaguestandingsv3')
    const letIn = await keepWritersOut(environment.database.pool, 'sync_merges')
    const handle = await environment.start()
    await standings.arrived
    await waitUntilBlocked(environment.database.pool, 'insert into sync.sync_merges')
    await dropAll()
    await letIn()
    standings.letGo()
    const result = await handle.result()
    expect(result).toMatchObject({ outcome: 'succeeded', players: PLAYERS.length })
    expect(step(result, 'player_game_logs')).toMatchObject({ inserted: PLAYER_LINES, retries: 0 })
    expect(await data()).toEqual(expected)
  })
})

describe('the histories of a sync', () => {
  it('replay with the code that made them', async () => {
    const handle = await environment.start()
    await handle.result()
    for (const part of [handle, environment.child('team_game_logs'), environment.child('players')]) {
      await Worker.runReplayHistory(
        { workflowBundle: environment.bundle },
        await part.fetchHistory(),
        part.workflowId,
      )
    }
  })
})
