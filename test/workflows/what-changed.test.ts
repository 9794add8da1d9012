import { beforeAll, describe, expect, it } from 'vitest'
import type { Narrow } from '../../src/contracts/season-run.js'
import type { SyncRequest } from '../../src/contracts/sync-request.js'
import { Estimate, storedAnswers } from '../../src/runs/estimate.js'
import { sandboxSyncs } from '../support/sandbox-syncs.js'
import type { SyncEnvironment } from '../support/sync-environment.js'

const SYNC = { season: '2023-24', seasonType: 'Playoffs', only: ['box_scores'] } as const
const ANSWER_OF = `select response_id from request_marks where dataset = 'box_scores'`

let environment: SyncEnvironment
let games: readonly string[]
const started = sandboxSyncs()
beforeAll(async () => {
  ;({ environment } = started())
  await environment.sync(SYNC)
  games = (await rows<{ id: string }>('select distinct game_id as id from box_score_players order by 1')).map(
    ({ id }) => id,
  )
})

const rows = async <T extends object>(sql: string, ...values: readonly unknown[]) =>
  (await environment.database.pool.query<T>(sql, [...values])).rows

const abbreviations = async (season: string): Promise<readonly string[]> =>
  (
    await rows<{ team: string }>(
      'select distinct team_abbreviation as team from team_game_logs where season = $1 order by 1',
      season,
    )
  ).map(({ team }) => team)

/** What the notes of a run say. */
const notesIn = async (runId: string) =>
  (
    await rows<{ detail: string }>(
      `select detail from sync_findings where run_id = $1 and kind = 'note' and detail like '%read again%'`,
      runId,
    )
  ).map(({ detail }) => detail)

/** The games of which a run asked for the box score. */
const askedIn = async (runId: string) =>
  (
    await rows<{ about: string }>(
      `select q.about from raw_responses r join sync_requests q on q.run_id = r.run_id and q.request_key = r.request_key and q.dataset = r.dataset
       where r.run_id = $1 and r.dataset = 'box_scores' and not r.canary order by 1`,
      runId,
    )
  ).map(({ about }) => about)

const boxes = () =>
  rows<{ xmin: string }>(`select game_id, player_id, points, xmin::text from box_score_players order by 1, 2`)

describe('a season that is over, synced again,', () => {
  it('asks for no game, and says how many it did not ask for', async () => {
    const before = await boxes()
    const { runId, outcome, datasets } = await environment.sync(SYNC)
    expect(outcome).toBe('succeeded')
    expect(await askedIn(runId)).toEqual([])
    expect(datasets.find(({ name }) => name === 'box_scores')).toMatchObject({
      requests: 0,
      settled: games.length,
    })
    expect(await boxes()).toEqual(before)
  })

  it('is estimated as what it asks for, all games with --recheck all', async () => {
    const { database, settings } = environment
    const asked = async (more: Pick<SyncRequest, 'recheck' | 'narrow'> = {}) => {
      const request = { only: SYNC.only, ...more }
      const today = settings.today ?? ''
      const stored = await storedAnswers(database.pool, 'nba', today, request, [SYNC])
      return Object.fromEntries(await new Estimate('nba', today, stored).requests(SYNC, request))
    }
    expect(await asked()).toEqual({ games: 1, team_game_logs: 1, box_scores: 0 })
    expect(await asked({ recheck: 'all' })).toMatchObject({ box_scores: games.length })
    expect(await asked({ narrow: { games: games.slice(0, 2) } })).toMatchObject({ box_scores: 2 })
  })

  it('asks for all games where all are to be rechecked', async () => {
    const { runId } = await environment.sync({ ...SYNC, recheck: 'all' })
    expect(await askedIn(runId)).toEqual(games)
  })

  it('has lost rows back from the archive, without a request', async () => {
    const before = await rows('select game_id, player_id, points from box_score_players order by 1, 2')
    await rows('delete from box_score_players where game_id = $1', games[0])
    await rows('update box_score_players set points = 99 where game_id = $1', games[1])
    const { runId, outcome } = await environment.sync(SYNC)
    expect(outcome).toBe('succeeded')
    expect(await askedIn(runId)).toEqual([])
    expect(await rows('select game_id, player_id, points from box_score_players order by 1, 2')).toEqual(
      before,
    )
  })

  it.each([
    ['another declaration of the dataset', `set fingerprint = 'another'`],
    ['a build without fingerprints', 'set fingerprint = null, fingerprint_run_id = null'],
    ['a build without fingerprints after one with them', `set run_id = 'of an earlier build'`],
  ])('reads what was merged by %s again, without a request, and says so', async (_, change) => {
    const before = await boxes()
    await rows(`update request_marks ${change} where dataset = 'box_scores'`)
    const { runId, datasets } = await environment.sync(SYNC)
    expect(await askedIn(runId)).toEqual([])
    expect(datasets.find(({ name }) => name === 'box_scores')).toMatchObject({
      requests: games.length,
      answered: games.length,
      settled: 0,
      updated: 0,
    })
    expect(await notesIn(runId)).toEqual([
      `${games.length} answers were read again, since an earlier version of their dataset had read them (box_scores)`,
    ])
    expect(await boxes()).toEqual(before)
    const again = await environment.sync(SYNC)
    expect(again.datasets.find(({ name }) => name === 'box_scores')).toMatchObject({ requests: 0 })
    expect(await notesIn(again.runId)).toEqual([])
  })

  it('reads a column that an earlier declaration lacked from the archive, and writes nothing the second time', async () => {
    const points = () => rows('select game_id, player_id, points from box_score_players order by 1, 2')
    const before = await points()
    await rows('update box_score_players set points = null')
    await rows(
      `update request_marks set fingerprint = 'without points', tables = null where dataset = 'box_scores'`,
    )
    const lines = (await rows('select from box_score_players where minutes is not null')).length
    const { runId, datasets } = await environment.sync(SYNC)
    expect(await askedIn(runId)).toEqual([])
    expect(datasets.find(({ name }) => name === 'box_scores')).toMatchObject({ updated: lines, inserted: 0 })
    expect(await points()).toEqual(before)
    expect(
      await rows(
        `select distinct cause, r.dataset from row_changes c join raw_responses r on r.response_id = c.new_response_id where c.run_id = $1`,
        runId,
      ),
    ).toEqual([{ cause: 'transform', dataset: 'box_scores' }])
    const values = await boxes()
    await environment.sync(SYNC)
    expect(await boxes()).toEqual(values)
  })

  it('asks again for an answer that has to be read again and whose body the archive has no longer', async () => {
    await rows(`update request_marks set fingerprint = 'another' where dataset = 'box_scores'`)
    await rows(
      `delete from raw_bodies where sha256 = (select sha256 from raw_responses join request_marks m using (response_id)
       where m.dataset = 'box_scores' and m.request_key like $1)`,
      `%${games[2]}%`,
    )
    const { runId, outcome } = await environment.sync(SYNC)
    expect(outcome).toBe('succeeded')
    expect(await askedIn(runId)).toEqual([games[2]])
  })

  it('asks for the game whose rows it once refused', async () => {
    await rows(
      `update request_marks set quarantined = 1 where response_id = (${ANSWER_OF} order by 1 limit 1)`,
    )
    const { runId } = await environment.sync(SYNC)
    await rows('update request_marks set quarantined = 0')
    expect(await askedIn(runId)).toHaveLength(1)
  })

  it('asks in a retry for what is missing alone', async () => {
    const { runId } = await environment.sync(SYNC)
    const retried = await environment.sync({ ...SYNC, retryOf: runId, recheck: 7 })
    expect(await askedIn(retried.runId)).toEqual([])
  })
})

describe('a sync that is narrowed', () => {
  const narrowed = (narrow: Narrow) => environment.sync({ ...SYNC, narrow, recheck: 'all' })

  it('to some games asks for these alone', async () => {
    const some = games.slice(1, 3)
    const { runId, outcome } = await narrowed({ games: some })
    expect(outcome).toBe('succeeded')
    expect(await askedIn(runId)).toEqual(some)
  })

  it('to a team and a date asks for the games of both', async () => {
    const [game] = await rows<{ team: string; date: string }>(
      'select team_abbreviation as team, game_date::text as date from team_game_logs where game_id = $1',
      games[4],
    )
    const { date, team } = game ?? { date: '', team: '' }
    const { runId } = await narrowed({ team: team.toLowerCase(), since: date, until: date })
    expect(await askedIn(runId)).toEqual([games[4]])
  })

  it('names the game that no source has', async () => {
    const { outcome, cause } = await narrowed({ games: [games[0] ?? '', '0042399999'] })
    expect([outcome, cause]).toEqual(['partial', 'games: 1 missing (0042399999: no source has this game)'])
  })

  it('to a team that the season does not have is not started, and names its teams', async () => {
    const of = { season: '2023-24', teams: await abbreviations('2023-24') }
    await expect(narrowed({ team: 'XXX' })).rejects.toThrow(
      `There is no team XXX in 2023-24; the teams stored of it are ${of.teams.join(', ')}.`,
    )
  })

  it('to a team that nobody knows before the first answer fails with its name', async () => {
    const narrow = { team: 'XXX' }
    const request = { season: '2022-23', seasonType: 'Playoffs', only: ['team_game_logs'], narrow } as const
    await expect(environment.sync(request)).rejects.toMatchObject({
      cause: {
        type: 'SyncFailed',
        message: expect.stringContaining('there is no team XXX in 2022-23; the teams stored of it are '),
      },
    })
  })

  it('removes nothing that it did not ask for, and the next whole sync does', async () => {
    await rows(
      `insert into games (game_id, season, season_type, game_date, status, run_id, response_id, synced_at, first_synced_at)
       select '0042300499', season, season_type, game_date, 1, run_id, response_id, now(), now() from games where game_id = $1`,
      games[0],
    )
    const stray = () => rows(`select from games where game_id = '0042300499'`)
    expect(await narrowed({ games: games.slice(0, 1) })).toMatchObject({ outcome: 'succeeded' })
    expect(await stray()).toHaveLength(1)
    await environment.sync(SYNC)
    expect(await stray()).toEqual([])
  })

  it('speaks of what was asked alone, and ends no acceptance', async () => {
    await rows('delete from box_score_players where game_id = $1', games[9])
    await rows(`delete from request_marks where dataset = 'box_scores'`)
    await rows(
      `insert into accepted_findings (origin, source, season, season_type, dataset, kind, subject, detail, reason, never_ask)
       values ('person', 'nba', '2023-24', 'Playoffs', 'box_scores', 'missing', $1, 'played', 'known', false)`,
      games[9],
    )
    expect(await narrowed({ games: games.slice(0, 1) })).toMatchObject({ outcome: 'succeeded', cause: null })
    expect(await rows('select from accepted_findings where ended_at is null')).toHaveLength(1)
  })
})

it("today's games are brought beside a sync of the season, under an id of their own", async () => {
  const { temporal } = environment
  const request = { season: '2025-26', only: ['box_scores'] } as const
  const [season, latest] = await Promise.all([
    environment.start({ ...request, narrow: { since: '2026-02-15' } }),
    environment.start({ ...request, narrow: { latest: true } }),
  ])
  expect(latest.workflowId).toBe('season-sync/nba/2025-26/regular-season/today')
  await Promise.all([season.result(), latest.result()])
  const asked = await askedIn(latest.firstExecutionRunId)
  const played = await rows<{ id: string }>(
    `select game_id as id from games where game_date between '2026-02-21' and '2026-02-22' and status = 3 order by 1`,
  )
  expect(asked).toEqual(played.map(({ id }) => id))
  expect(asked.length).toBeGreaterThan(0)
  const { staticSummary } = await temporal.client.workflow
    .getHandle(latest.workflowId)
    .describe()
    .then(async (workflow) => ({ staticSummary: await workflow.staticSummary() }))
  expect(staticSummary).toBe(
    "Sync of 2025-26 Regular Season (today's games, since 2026-02-21, until 2026-02-22) from nba",
  )
})
