import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import {
  BackfillFailed,
  PlayerSync,
  SeasonSync,
  SyncFailed,
  UserError,
  type BackfillProgress,
  type RunProgress,
} from '../../src/index.js'
import { startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'
import { answerTo, GAMES, PLAYERS, type resultSetBody, SEASON } from '../support/tiny-league.js'

let environment: SyncEnvironment
let sync: SeasonSync
const addressBefore = process.env.TEMPORAL_ADDRESS

beforeAll(async () => {
  environment = await startSyncEnvironment()
  process.env.TEMPORAL_ADDRESS = environment.temporal.address // as for a program on a configured server
})
afterAll(async () => {
  if (addressBefore === undefined) delete process.env.TEMPORAL_ADDRESS
  else process.env.TEMPORAL_ADDRESS = addressBefore
  await environment.close()
})
beforeEach(async () => {
  await environment.reset()
  sync = new SeasonSync({ settings: environment.settings })
})
afterEach(() => sync.close())

/** Holds the next answer with the games back; returns the function that lets it go. */
function heldGames(): () => void {
  let letGo = (): void => undefined
  environment.league.next('scheduleleaguev2', { after: new Promise<void>((resolve) => (letGo = resolve)) })
  return letGo
}

it('syncs the players of a season and returns their number', async () => {
  const seen: RunProgress[] = []
  const players = new PlayerSync({
    settings: environment.settings,
    onProgress: (progress) => seen.push(progress),
  })
  expect(await players.syncAll(SEASON)).toBe(PLAYERS.length)
  const { rows } = await environment.database.pool.query('select count(*)::int as n from players')
  expect(rows).toEqual([{ n: PLAYERS.length }])
  expect(await sync.history()).toMatchObject([
    { season: SEASON, source: 'nba', trigger: 'library', outcome: 'succeeded', players: PLAYERS.length },
  ])
  expect(seen.at(-1)?.steps.at(-1)).toMatchObject({ name: 'players', outcome: 'succeeded' })
})

it('takes the players from the original contract if REST_URL is set', async () => {
  const rest = { ...environment.settings.rest, url: 'http://127.0.0.1:9/v1' }
  const players = new PlayerSync({ settings: { ...environment.settings, rest } })
  await expect(players.syncAll(SEASON)).rejects.toThrow(
    /^The api address here is http:\/\/127\.0\.0\.1:9\/v1/,
  )
})

it('starts a sync and returns its report, which can be read again later', async () => {
  const run = await sync.start({ season: SEASON })
  const report = await run.result()
  expect(run.workflowId).toBe(`season-sync/nba/${SEASON}/regular-season`)
  expect(report).toMatchObject({ runId: run.runId, outcome: 'succeeded', players: PLAYERS.length })
  expect(report.datasets.find(({ name }) => name === 'games')).toMatchObject({ inserted: GAMES.length })
  const read = await sync.run(run.runId.slice(0, -1))
  expect(read).toMatchObject({ ...report, webUiUrl: null, failedAttempts: [], quarantined: [] })
  expect(read.temporal.copy).toBe('there')
})

it('rebuilds a season from the archive, without a request', async () => {
  await (await sync.start({ season: SEASON, only: ['games'] })).result()
  environment.league.forget()
  const run = await sync.rebuild({ season: SEASON, only: ['games'] })
  expect(await run.result()).toMatchObject({ outcome: 'succeeded', trigger: 'rebuild' })
  expect(environment.league.asked).toEqual([])
})

it('tells what is stored of a season', async () => {
  await (await sync.start({ season: SEASON })).result()
  const { seasons } = await sync.coverage({ seasons: SEASON, only: ['games', 'standings'] })
  expect(seasons).toMatchObject([
    {
      season: SEASON,
      games: GAMES.length,
      datasets: [
        { name: 'games', state: 'whole', games: { have: GAMES.length, want: GAMES.length } },
        { name: 'standings', state: 'whole', games: null, verifiedBy: 'games' },
      ],
    },
  ])
})

it('exports the archive to a file and imports it', async () => {
  await (await sync.start({ season: SEASON, only: ['games'] })).result()
  const folder = mkdtempSync(join(tmpdir(), 'season-sync-library-'))
  const file = join(folder, 'games.tar')
  expect(await sync.archive.export(file, { seasons: [SEASON], only: ['games'] })).toMatchObject({
    answers: 1,
  })
  await environment.database.pool.query('truncate raw_bodies, raw_responses')
  expect(await sync.archive.import(file)).toMatchObject({ newAnswers: 1 })
  rmSync(folder, { recursive: true })
})

it('pauses a running sync, which sends nothing until it is resumed', async () => {
  const letGo = heldGames()
  const run = await sync.start({ season: SEASON, only: ['games'] })
  await environment.league.arrival('scheduleleaguev2')
  expect(await sync.pause(run.runId)).toEqual({ paused: true, datasets: ['games'] })
  expect(await sync.resume()).toMatchObject({ paused: false })
  letGo()
  expect(await run.result()).toMatchObject({ outcome: 'succeeded' })
  await expect(sync.pause(run.runId)).rejects.toThrow('has ended already: succeeded.')
})

it('retries what a sync lacks, and nothing where it lacks nothing', async () => {
  environment.league.next('scheduleleaguev2', { status: 404 })
  const run = await sync.start({ season: SEASON, only: ['games'] })
  await expect(run.result()).rejects.toBeInstanceOf(SyncFailed)
  const again = await sync.retry(run.runId)
  expect(await again?.result()).toMatchObject({ outcome: 'succeeded', retryOf: run.runId })
  expect(await sync.retry()).toBeUndefined()
})

it('tells what runs, and whether a sync would get on', async () => {
  expect(await sync.status()).toMatchObject({
    health: 'works',
    reasons: [],
    temporalReachable: true,
    schema: { current: true },
    backfills: [],
  })
})

it('creates, lists, pauses, resumes and deletes schedules', async () => {
  const due = { cron: '0 6 * * *', timezone: 'America/New_York' }
  expect(await sync.schedules.create({ name: 'nightly', due, paused: true })).toMatchObject({
    name: 'nightly',
    paused: true,
    due,
  })
  await sync.schedules.resume('nightly')
  expect(await sync.schedules.show('nightly')).toMatchObject({ paused: false })
  await sync.schedules.pause('nightly', 'a holiday')
  await expect
    .poll(async () => (await sync.schedules.list()).map(({ name }) => name), { timeout: 20_000 })
    .toEqual(['nightly'])
  await sync.schedules.delete('nightly')
  await expect(sync.schedules.show('nightly')).rejects.toBeInstanceOf(UserError)
})

it('starts a backfill, whose progress and report name its seasons', async () => {
  const backfill = await sync.backfill({ seasons: SEASON, only: ['games'] })
  const seen: BackfillProgress[] = []
  for await (const progress of backfill.progress()) seen.push(progress)
  expect(seen.at(-1)).toMatchObject({ total: 1, counts: { succeeded: 1 }, secondsLeft: 0, next: null })
  expect(await backfill.result()).toMatchObject({
    backfillId: backfill.runId,
    outcome: 'succeeded',
    trigger: 'backfill',
    seasons: [{ season: SEASON, outcome: 'succeeded', requests: 1 }],
  })
  expect(await sync.history()).toMatchObject([{ backfillId: backfill.runId, trigger: 'backfill' }])
})

it('throws a BackfillFailed with the report for a backfill that is not whole', async () => {
  environment.league.always('scheduleleaguev2', { status: 404 })
  const backfill = await sync.backfill({ seasons: SEASON, only: ['games'] })
  const error: unknown = await backfill.result().catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(BackfillFailed)
  expect(error).toMatchObject({ report: { outcome: 'failed', seasons: [{ outcome: 'failed' }] } })
  await expect(sync.backfill({ seasons: '2018-19..2016-17' })).rejects.toThrow('ends before it begins')
})

it('yields the progress at once and after each change, to every caller, until the end', async () => {
  const letGo = heldGames()
  const run = await sync.start({ season: SEASON, only: ['games'] })
  const watch = async (): Promise<RunProgress[]> => {
    const seen: RunProgress[] = []
    for await (const progress of run.progress()) {
      if (progress.steps[0]?.requests === 1) letGo()
      seen.push(progress)
    }
    return seen
  }
  const [one, other] = await Promise.all([watch(), watch()])
  expect(one.length).toBeGreaterThan(1)
  expect(new Set(one.map((progress) => JSON.stringify(progress))).size).toBe(one.length)
  expect(one.at(-1)?.steps).toMatchObject([{ name: 'games', answered: 1, outcome: 'succeeded' }])
  expect(other.at(-1)).toEqual(one.at(-1))
  const late: RunProgress[] = []
  for await (const progress of run.progress()) late.push(progress)
  expect(late).toEqual([one.at(-1)])
})

it('throws SyncFailed for a partial sync', async () => {
  environment.league.always('commonallplayers', { status: 400 })
  const run = await sync.start({ season: SEASON })
  const failed = await run.result().catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(SyncFailed)
  expect(failed).toMatchObject({
    message: expect.stringMatching(/^Not all is there: players: /),
    report: { runId: run.runId, outcome: 'partial' },
  })
  const players = new PlayerSync({ settings: environment.settings })
  await expect(players.syncAll(SEASON)).rejects.toBeInstanceOf(SyncFailed)
})

it('throws SyncFailed with the report for a partial sync that it joined', async () => {
  environment.league.always('commonallplayers', { status: 400 })
  const letGo = heldGames()
  const run = await sync.start({ season: SEASON })
  const joined = await sync.start({ season: SEASON, ifRunning: 'join' })
  letGo()
  await expect(joined.result()).rejects.toMatchObject({ report: { runId: run.runId, outcome: 'partial' } })
})

it('cancels a run, which is then recorded as cancelled', async () => {
  const letGo = heldGames()
  const run = await sync.start({ season: SEASON, only: ['games'] })
  await environment.league.arrival('scheduleleaguev2')
  run.cancel()
  await expect(run.result()).rejects.toMatchObject({ report: { runId: run.runId, outcome: 'cancelled' } })
  expect(await sync.history({ outcome: 'cancelled' })).toMatchObject([{ runId: run.runId }])
  letGo()
})

it('refuses a second sync of a season that is running, or joins the first', async () => {
  const letGo = heldGames()
  const run = await sync.start({ season: SEASON, only: ['games'] })
  await expect(sync.start({ season: SEASON })).rejects.toThrow(/is running already/)
  const joined = await sync.start({ season: SEASON, ifRunning: 'join' })
  letGo()
  expect(await joined.result()).toMatchObject({ runId: run.runId, outcome: 'succeeded' })
})

it('leaves a running sync to the workers when it is closed', async () => {
  const letGo = heldGames()
  const run = await sync.start({ season: SEASON, only: ['games'] })
  await environment.league.arrival('scheduleleaguev2')
  await sync.close()
  await expect(run.result()).rejects.toThrow(`Run ${run.runId} is no longer followed; it keeps running.`)
  letGo()
  const joined = environment.temporal.client.workflow.getHandle(run.workflowId, run.runId)
  expect(await joined.result()).toMatchObject({ outcome: 'succeeded' })
})

it('lists the values that a sync changed, with both answers', async () => {
  await (await sync.start({ season: SEASON, only: ['standings'] })).result()
  const body = answerTo('leaguestandingsv3') as ReturnType<typeof resultSetBody>
  const [set] = body.resultSets
  set?.rowSet[0]?.splice(set.headers.indexOf('PointsPG'), 1, 99.5)
  environment.league.always('leaguestandingsv3', { body })
  const run = await sync.start({ season: SEASON, only: ['standings'] })
  await run.result()
  expect(await sync.changes()).toMatchObject([
    {
      table: 'standings',
      column: 'points_per_game',
      oldValue: 77,
      newValue: 99.5,
      oldResponse: { endpoint: 'leaguestandingsv3' },
      newResponse: { endpoint: 'leaguestandingsv3', runId: run.runId },
    },
  ])
  expect(await sync.changes(run.runId, { table: 'games' })).toEqual([])
})

it.each([
  [{ season: '../x' }, "'../x' is not a season; write it like 2018-19."],
  [{ season: SEASON, only: ['dunks'] }, "'dunks' is not a dataset of nba"],
  [{ season: SEASON, seasonType: 'summer' }, "'summer' is not a season type"],
])('refuses %j in one sentence and sends no request', async (request, sentence) => {
  const refused = await sync.start(request).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(UserError)
  expect(String(refused)).toContain(sentence)
  expect(environment.league.asked).toEqual([])
})

it('says in one sentence that a run is not known', async () => {
  await expect(sync.run('ffffffff')).rejects.toThrow('There is no run ffffffff; see: season-sync history.')
})

it('says that no worker is connected', async () => {
  await environment.database.pool.query('delete from workers')
  await expect(sync.start({ season: SEASON })).rejects.toThrow(/^No worker is connected to this database/)
})
