import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { DURING_THE_SEASON, SEASON, startTinyLeague, type TinyLeague } from '../support/tiny-league.js'
import { CommandLine } from './command-line.js'

interface Run {
  readonly runId: string
  readonly outcome: string
  readonly control: string | null
  readonly retryOf: string | null
  readonly datasets: readonly { readonly name: string; readonly outcome: string }[]
}

interface Status {
  readonly queues: readonly {
    source: string
    pace: number
    runs: { runId: string; control: string | null }[]
  }[]
}

let folder: string
let league: TinyLeague
let cli: CommandLine
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'season-sync-control-'))
  league = await startTinyLeague()
  cli = new CommandLine({
    SEASON_SYNC_HOME: join(folder, 'state'),
    SEASON_SYNC_IDLE_SECONDS: '300',
    NBA_STATS_URL: league.url,
    NBA_CDN_URL: league.url,
    SEASON_SYNC_TODAY: DURING_THE_SEASON,
    NBA_PACE: '1000',
  })
})
beforeEach(() => league.forget())
afterAll(async () => {
  await cli.run('down')
  await league.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Starts a sync whose player log is answered only after `letGo`. */
async function startWithOpenRequest(): Promise<{ runId: string; letGo: () => void }> {
  let letGo = (): void => undefined
  league.always('leaguegamelog players', { after: new Promise<void>((resolve) => (letGo = resolve)) })
  const { runId } = await cli.json<Run>('sync', SEASON, '--detach')
  await league.arrival('leaguegamelog players')
  return { runId, letGo }
}

it('pauses, resumes and cancels a run, and each command prints the result', async () => {
  const { runId, letGo } = await startWithOpenRequest()
  expect(await cli.run('pause', 'latest')).toMatchObject({
    code: 0,
    stdout: `Paused the sync of ${SEASON} Regular Season (run ${runId})\n`,
    stderr: expect.stringContaining(`season-sync resume ${runId}`),
  })
  expect(await cli.json<Run>('show', runId)).toMatchObject({ outcome: 'running', control: 'paused' })
  const { queues } = await cli.json<Status>('status')
  expect(queues).toMatchObject([{ source: 'nba', pace: 1000, runs: [{ runId, control: 'paused' }] }])
  expect((await cli.run('status')).stdout).toMatch(
    /^waiting run +2018-19 Regular Season \(current, paused\): /m,
  )
  expect(await cli.json('resume', `season-sync/nba/${SEASON}/regular-season/player-game-logs`)).toMatchObject(
    {
      runId,
      paused: false,
    },
  )
  expect(await cli.run('cancel', runId.slice(0, -2))).toMatchObject({
    code: 0,
    stdout: `The sync of ${SEASON} Regular Season was cancelled\n`,
  })
  letGo()
  const cancelled = await cli.json<{ datasets: object[] }>('show', runId)
  expect(cancelled).toMatchObject({ outcome: 'cancelled', control: null })
  expect(cancelled.datasets).toContainEqual(
    expect.objectContaining({ outcome: 'cancelled', requests: 1, answered: 0 }),
  )
  expect((await cli.run('show', runId)).stdout).toMatch(/ cancelled .* 0\/1 /)
})

it('retries what a run left missing, and nothing else', async () => {
  league.always('leaguestandingsv3', { status: 400, body: 'no' })
  const first = await cli.run('sync', SEASON)
  expect(first).toMatchObject({
    code: 3,
    stderr: expect.stringMatching(/ask for what is missing with: season-sync retry \S+/),
  })
  league.forget()
  const { code, stdout } = await cli.run('retry', 'latest', '--json')
  expect(code).toBe(0)
  const report: Run = JSON.parse(stdout)
  expect(report).toMatchObject({
    outcome: 'succeeded',
    retryOf: expect.any(String),
    datasets: [{ name: 'standings', outcome: 'succeeded' }],
  })
  expect(league.asked).toEqual(['leaguestandingsv3'])
  expect(await cli.run('retry', 'latest')).toMatchObject({
    code: 0,
    stdout: 'Nothing is missing of that sync.\n',
  })
})

it('names the command that accepts the answers when a retry is partial again', async () => {
  league.always('leaguestandingsv3', { status: 400, body: 'no' })
  await cli.run('sync', SEASON)
  league.always('playerindex', { status: 400, body: 'no' })
  const again = await cli.run('sync', SEASON)
  expect(again.stderr).not.toContain('season-sync accept')
  league.always('playerindex', undefined)
  expect(await cli.run('retry', 'latest')).toMatchObject({
    code: 3,
    stderr: expect.stringContaining(
      `if the answers stay the same, accept them with: season-sync accept ${SEASON} --because '<reason>'`,
    ),
  })
  league.forget()
})

it('does not pause, resume or cancel a run that has ended', async () => {
  const { runId } = await cli.json<Run>('sync', SEASON, '--only', 'standings')
  for (const command of ['pause', 'resume', 'cancel']) {
    expect([command, await cli.run(command, runId)]).toMatchObject([
      command,
      { code: 1, stdout: '', stderr: `Run ${runId} has ended already: succeeded.\n` },
    ])
  }
})

it('does not retry a running sync', async () => {
  const { runId, letGo } = await startWithOpenRequest()
  expect(await cli.run('retry', 'latest')).toMatchObject({
    code: 1,
    stderr: `Run ${runId} is running; see: season-sync show ${runId}\n`,
  })
  letGo()
  await cli.run('cancel', runId)
})

it.each(['pause', 'resume', 'cancel', 'retry'])('%s says that there is no such run', async (command) => {
  expect(await cli.run(command, '00000000')).toMatchObject({
    code: 2,
    stderr: 'There is no run 00000000; see: season-sync history.\n',
  })
})
