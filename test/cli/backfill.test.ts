import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js'
import { CommandLine } from './command-line.js'

interface Shown {
  readonly backfillId: string
  readonly outcome: string
  readonly control: string | null
  readonly counts: Readonly<Record<string, number>>
  readonly next: { readonly season: string } | null
  readonly secondsLeft: number
  readonly retryOf: string | null
  readonly seasons: readonly {
    readonly season: string
    readonly outcome: string
    readonly runId: string | null
  }[]
}

let folder: string
let sandbox: Sandbox
let cli: CommandLine
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'season-sync-backfill-'))
  sandbox = await startSandbox({ asOf: '2026-02-22' })
  cli = new CommandLine({
    SEASON_SYNC_HOME: join(folder, 'state'),
    SEASON_SYNC_IDLE_SECONDS: '300',
    SEASON_SYNC_SANDBOX_URL: sandbox.url,
    SEASON_SYNC_TODAY: '2026-02-22',
  })
})
beforeEach(async () => {
  await fetch(`${sandbox.url}/__faults`, { method: 'DELETE' })
})
afterAll(async () => {
  await cli.run('down')
  await sandbox.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** A quick sync of each season. */
const QUICK = ['--source', 'sandbox', '--season-type', 'playoffs', '--only', 'team_game_logs']
const SANDBOX = ['--source', 'sandbox']

it.each([
  [
    ['backfill', '2018-19..2016-17'],
    'The range 2018-19..2016-17 ends before it begins; write 2016-17..2018-19.',
  ],
  [['sync', '2016-17..now'], "'now' is not a season; write it like 2018-19."],
])('%s is refused with one sentence, and nothing is started', async (args, sentence) => {
  const { code, stdout, stderr } = await cli.run(...args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(sentence)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(existsSync(join(folder, 'state'))).toBe(false)
})

it.each([
  [
    ['sync', '1950-51,1960-61', '--only', 'standings'],
    'standings in 2 seasons (since 1970-71, only Regular Season).',
  ],
  [
    ['sync', '1950-51', '--only', 'standings'],
    'for 1950-51 Regular Season: standings (since 1970-71, only Regular Season).',
  ],
])('%s has nothing to do, says so, and is no failure', async (args, sentence) => {
  const { code, stderr } = await cli.run(...args)
  expect(stderr).toContain('Nothing to sync from nba: not offered')
  expect(stderr).toContain(sentence)
  expect(code).toBe(0)
  expect(existsSync(join(folder, 'state'))).toBe(false)
})

it('a dry run counts requests and hours by dataset, and starts nothing', async () => {
  const { stdout, code } = await cli.run(
    'backfill',
    '1946-47..2025-26',
    '--only',
    'box_scores,players',
    '--dry-run',
  )
  expect(code).toBe(0)
  expect(stdout).toMatch(/^1946-47\.\.2025-26 Regular Season: 80 seasons of about 3\d,\d{3} requests\n/)
  expect(stdout).toMatch(/^box_scores +3\d,\d{3} +\d+ h \d+ min$/m)
  expect(stdout).toMatch(/^started +nothing: this is a dry run$/m)
  expect(await cli.json('sync', '2018-19', '--dry-run')).toMatchObject({ seasons: 1, requests: 6, pace: 1 })
  expect(existsSync(join(folder, 'state'))).toBe(false)
})

it('a backfill has a line in the history with its seasons under it', async () => {
  const { code, stdout, stderr } = await cli.run('backfill', '2022-23..2024-25', ...QUICK)
  expect(code).toBe(0)
  expect(stdout).toContain('The backfill of 2022-23..2024-25 Playoffs succeeded: 3 seasons\n')
  expect(stderr).toMatch(/^2022-23 Playoffs: succeeded, 1 request, /m)
  expect(stderr).toMatch(/\(3 of 3 seasons done\)$/m)
  const { backfillId, seasons } = await cli.json<Shown>('show', 'latest', ...SANDBOX)
  expect(await cli.run('changes', backfillId, ...SANDBOX)).toMatchObject({
    code: 2,
    stderr: `${backfillId} is a backfill; its runs are listed by: season-sync show ${backfillId} --source sandbox\n`,
  })
  const history = (await cli.run('history', ...SANDBOX)).stdout.split('\n')
  expect(history[1]).toMatch(
    new RegExp(`^${backfillId} +2022-23..2024-25 +Playoffs +backfill +succeeded .* 3 of 3 seasons done `),
  )
  for (const { runId } of seasons)
    expect(history.slice(2, 5).some((line) => line.startsWith(`  ${runId}`))).toBe(true)
  expect((await cli.run('show', backfillId.slice(0, -4), ...SANDBOX)).stdout).toMatch(/^Seasons \(3\)\n/m)
})

it('a season that fails is told, and a retry repeats it alone', async () => {
  const fault = [{ match: 'leaguegamelog.*Season=2023-24', kind: 'status', status: 400 }]
  await fetch(`${sandbox.url}/__faults`, { method: 'POST', body: JSON.stringify(fault) })
  const ended = await cli.run('sync', '2023-24,2024-25', ...QUICK)
  expect(ended.code).toBe(3)
  expect(ended.stderr).toContain('Not all is there: 1 of 2 seasons is not whole: 2023-24 Playoffs (failed).')
  const { backfillId } = await cli.json<Shown>('show', 'latest', ...SANDBOX)
  await fetch(`${sandbox.url}/__faults`, { method: 'DELETE' })
  const retried: Shown = JSON.parse((await cli.run('retry', backfillId, ...SANDBOX, '--json')).stdout)
  expect(retried).toMatchObject({
    outcome: 'succeeded',
    retryOf: backfillId,
    seasons: [{ season: '2023-24' }],
  })
  expect(await cli.run('retry', 'latest', ...SANDBOX)).toMatchObject({
    code: 0,
    stdout: 'Nothing is missing of that backfill.\n',
  })
})

it('a running backfill is shown, paused, resumed and cancelled by its id', async () => {
  const { backfillId } = await cli.json<Shown>(
    'backfill',
    '2015-16..2024-25',
    ...QUICK,
    '--pace',
    '0.1',
    '--detach',
  )
  const again = await cli.run('backfill', '2023-24', ...QUICK)
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('A backfill is running already') })
  expect(await cli.run('pause', backfillId, ...SANDBOX)).toMatchObject({
    code: 0,
    stdout: `Paused the backfill of 2015-16..2024-25 Playoffs (run ${backfillId})\n`,
  })
  const shown = await cli.json<Shown>('show', backfillId, ...SANDBOX)
  expect(shown).toMatchObject({ outcome: 'running', control: 'paused', next: { season: expect.any(String) } })
  expect(shown.secondsLeft).toBeGreaterThan(70)
  expect((await cli.run('status')).stdout).toMatch(
    new RegExp(
      `^backfill +2015-16..2024-25 Playoffs \\(${backfillId}, paused\\): \\d of 10 seasons done; about .* left`,
      'm',
    ),
  )
  expect((await cli.run('resume', 'latest', ...SANDBOX)).code).toBe(0)
  expect(await cli.run('cancel', backfillId, ...SANDBOX)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^The backfill of 2015-16..2024-25 Playoffs was cancelled: /),
  })
  const cancelled = await cli.json<Shown>('show', backfillId, ...SANDBOX)
  expect(cancelled.counts.cancelled).toBeGreaterThan(6)
})

it('Ctrl-C cancels a backfill and waits for its end', async () => {
  const { child, ended, says } = cli.start('backfill', '2015-16..2024-25', ...QUICK, '--pace', '0.1')
  await says('started')
  child.kill('SIGINT')
  expect(await ended).toMatchObject({ code: 130, stdout: expect.stringContaining('was cancelled') })
})

it('watch follows a backfill of another command, leaves it alone on Ctrl-C, and sums it up at its end', async () => {
  const slow = [...QUICK, '--pace', '0.1']
  const { backfillId } = await cli.json<Shown>('backfill', '2022-23..2024-25', ...slow, '--detach')
  const first = cli.start('watch', ...SANDBOX)
  await first.says('started')
  first.child.kill('SIGINT')
  expect(await first.ended).toMatchObject({
    code: 0,
    stdout: '',
    stderr: expect.stringContaining(
      `Left; the backfill continues. Follow it again with: season-sync watch ${backfillId} --source sandbox`,
    ),
  })
  expect(await cli.json<Shown>('watch', backfillId, ...SANDBOX)).toMatchObject({ outcome: 'succeeded' })
  expect(await cli.run('watch', backfillId, ...SANDBOX)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('The backfill of 2022-23..2024-25 Playoffs succeeded: 3 seasons\n'),
  })
})
