import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SeasonSyncResult } from '../../src/contracts/season-run.js'
import { seasonsInput } from '../../src/datasets/seasons.js'
import { exportArchive, importArchive, openArchive } from '../../src/runs/archive.js'
import { startSeasons } from '../../src/runs/start-seasons.js'
import { checkArchive } from '../../src/store/archive/check.js'
import { closedPort } from '../sources/http/local-server.js'
import { resultOf } from '../support/result-of.js'
import { sandboxSyncs } from '../support/sandbox-syncs.js'
import type { SyncEnvironment } from '../support/sync-environment.js'

const PLAYOFFS = {
  season: '2023-24',
  seasonType: 'Playoffs',
  only: ['box_scores', 'teams', 'players'],
} as const

const TABLES = [
  'games',
  'team_game_logs',
  'player_game_logs',
  'teams',
  'team_seasons',
  'players',
  'box_score_players',
  'box_score_teams',
]

let environment: SyncEnvironment
const started = sandboxSyncs()

const query = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await environment.database.pool.query<T>(sql, values)).rows

/** The number and a digest of each table's rows, without provenance. */
async function contents(): Promise<Record<string, string>> {
  const found = await Promise.all(
    TABLES.map(async (table) => {
      const rows = await query<{ line: string }>(
        `select (to_jsonb(t) - 'run_id' - 'response_id' - 'synced_at' - 'first_synced_at')::text as line from ${table} t order by 1`,
      )
      const digest = createHash('md5').update(JSON.stringify(rows)).digest('hex')
      return [table, `${rows.length} ${digest}`] as const
    }),
  )
  return Object.fromEntries(found)
}

const causes = ({ runId }: SeasonSyncResult) =>
  query('select distinct table_name, cause from row_changes where run_id = $1 order by 1', [runId])

/** What a request would leave behind: an attempt, or a slot in the rate limit. */
const asked = () =>
  query(
    'select count(*)::int as attempts, (select last_value from raw_responses_asked_number_seq) as slots from raw_responses',
  )

const rebuild = (): Promise<SeasonSyncResult> => environment.sync({ ...PLAYOFFS, fromArchive: true })

let whole: Record<string, string>
let folder: string
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeAll(async () => {
  ;({ environment } = started())
  folder = mkdtempSync(join(tmpdir(), 'season-sync-rebuild-'))
  await environment.sync(PLAYOFFS)
  whole = await contents()
  // From here on no request has an answer.
  await environment.restartWorkers(`http://127.0.0.1:${await closedPort()}`)
})

describe('a rebuild', () => {
  it.each([
    ['the tables emptied', TABLES],
    ['what was merged forgotten as well', [...TABLES, 'request_marks']],
  ])('makes the same tables again with %s, and asks for nothing', async (_, tables) => {
    const before = await asked()
    await query(`truncate ${tables.join(', ')}`)
    const result = await rebuild()
    expect(result).toMatchObject({ outcome: 'succeeded', cause: null })
    expect(await contents()).toEqual(whole)
    expect(await asked()).toEqual(before)
    expect(await query('select trigger from sync_runs where run_id = $1', [result.runId])).toEqual([
      { trigger: 'rebuild' },
    ])
  })

  it.each([
    ['', 'rebuild', 'select'],
    [', also where the merges are forgotten', 'rebuild', 'truncate request_marks'],
    [
      ' by another declaration of the dataset',
      'transform',
      `update request_marks set fingerprint = 'another'`,
    ],
  ])('mends a damaged value%s, with the cause %s in the ledger', async (_, cause, sql) => {
    await query(sql)
    await query(`update box_score_players set points = 77 where game_id = (select min(game_id) from games)`)
    const result = await rebuild()
    expect(result.outcome).toBe('succeeded')
    expect(await contents()).toEqual(whole)
    expect(await causes(result)).toEqual([{ table_name: 'box_score_players', cause }])
  })

  it('writes no row where nothing differs', async () => {
    const versions = () =>
      query('select md5(string_agg(xmin::text, $1 order by ctid)) from box_score_players', [''])
    const before = await versions()
    await rebuild()
    expect(await versions()).toEqual(before)
  })

  it('makes the same tables in an empty database from an imported archive, and asks for nothing', async () => {
    const { database } = environment
    const file = join(folder, 'archive.tar')
    await exportArchive(database, file, 'nba')
    await environment.reset()
    const archive = await openArchive(file)
    await importArchive(database, archive)
    await archive.close()
    const before = await asked()
    expect(await rebuild()).toMatchObject({ outcome: 'succeeded', cause: null })
    expect(await contents()).toEqual(whole)
    expect(await asked()).toEqual(before)
    const imported =
      'select distinct imported_at is not null as imported from box_score_players join raw_responses using (response_id)'
    expect(await query(imported)).toEqual([{ imported: true }])
  })

  it('of several seasons rebuilds what the archive has, names what it lacks, and asks for nothing', async () => {
    const { temporal, database, settings } = environment
    const order = { ...PLAYOFFS, seasons: '2022-23..2023-24', trigger: 'manual', fromArchive: true } as const
    const { input } = seasonsInput(order, settings)
    await query(`truncate ${TABLES.join(', ')}`)
    const before = await asked()
    const handle = await startSeasons(temporal.client, database.pool, settings, input)
    expect(await resultOf(handle)).toMatchObject({ outcome: 'partial', counts: { succeeded: 1, failed: 1 } })
    expect(await contents()).toEqual(whole)
    expect(await asked()).toEqual(before)
    expect(
      await query('select season, outcome, trigger from sync_runs where backfill_id = $1 order by 1', [
        handle.firstExecutionRunId,
      ]),
    ).toEqual([
      { season: '2022-23', outcome: 'failed', trigger: 'rebuild' },
      { season: '2023-24', outcome: 'succeeded', trigger: 'rebuild' },
    ])
  })

  it('names the answer that the archive lacks, is partial, and asks for nothing', async () => {
    const [{ game_id: game } = { game_id: '' }] = await query<{ game_id: string }>(
      'select min(game_id) as game_id from games',
    )
    await query('delete from raw_responses where request_key like $1', [`%${game}%`])
    const before = await asked()
    const result = await rebuild()
    expect(result.outcome).toBe('partial')
    expect(result.cause).toBe(`box_scores: 1 missing (boxscoretraditionalv3 ${game}: not in the archive)`)
    expect(await contents()).toEqual(whole) // what is stored of it stays
    expect(await asked()).toEqual(before)
  })

  it('says of a corrupt answer that it is, before and after the check of the archive', async () => {
    const key = `select sha256, request_key from raw_responses where dataset = 'team_game_logs' and sha256 in (select sha256 from raw_bodies)`
    const [answer = { sha256: '', request_key: '' }] = await query<{ sha256: string; request_key: string }>(
      key,
    )
    const flip = () =>
      query('update raw_bodies set body = set_byte(body, 30, get_byte(body, 30) # 1) where sha256 = $1', [
        answer.sha256,
      ])
    const ofTeams = { ...PLAYOFFS, only: ['team_game_logs'], fromArchive: true } as const
    const failure = async () => environment.sync(ofTeams).catch((error: unknown) => error)
    await flip()
    expect(await failure()).toMatchObject({
      cause: {
        message: expect.stringMatching(
          /^team_game_logs: the archived answer to nba stats\S+ is corrupt \(.+\); see: season-sync archive check\. Try again with: season-sync sync 2023-24 --season-type 'Playoffs' --only team_game_logs\.$/,
        ),
      },
    })
    const { pool } = environment.database
    await checkArchive(pool, () => undefined)
    expect(await failure()).toMatchObject({
      cause: {
        message: expect.stringContaining(
          'its archived answer is corrupt, which the next sync asks for again; see: season-sync archive check',
        ),
      },
    })
    await query(`update raw_bodies set sha256 = replace(sha256, 'corrupt ', '')`)
    await flip()
    expect((await checkArchive(pool, () => undefined)).corrupt).toEqual([])
  })

  it('of a season that the archive lacks altogether fails, and names it', async () => {
    await expect(
      environment.sync({ ...PLAYOFFS, season: '2022-23', fromArchive: true }),
    ).rejects.toMatchObject({
      cause: { type: 'SyncFailed', message: expect.stringContaining('not in the archive') },
    })
  })
})

it('a sync asks again for an answer whose body is corrupt, and for no other', async () => {
  await environment.restartWorkers(started().sandbox.url)
  const sync = () => environment.sync(PLAYOFFS)
  const askedFor = async (result: SeasonSyncResult) =>
    query(`select request_key from raw_responses where run_id = $1 and dataset = 'box_scores'`, [
      result.runId,
    ])
  await sync()
  expect(await askedFor(await sync())).toEqual([]) // the games were long ago
  const [corrupt = { request_key: '', sha256: '' }] = await query<{ request_key: string; sha256: string }>(
    `select request_key, sha256 from raw_responses join raw_bodies using (sha256) where dataset = 'box_scores' order by 1 limit 1`,
  )
  await query('update raw_bodies set body = set_byte(body, 12, get_byte(body, 12) # 1) where sha256 = $1', [
    corrupt.sha256,
  ])
  const { pool } = environment.database
  expect((await checkArchive(pool, () => undefined)).corrupt).toMatchObject([
    { requestKey: corrupt.request_key },
  ])
  const mended = await sync()
  expect(mended).toMatchObject({ outcome: 'succeeded' })
  expect(await askedFor(mended)).toEqual([{ request_key: corrupt.request_key }])
  expect(await checkArchive(pool, () => undefined)).toMatchObject({ corrupt: [], lost: [] })
  expect(await contents()).toEqual(whole)
})
