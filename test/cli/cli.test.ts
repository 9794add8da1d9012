import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import type { Explained } from '../../src/runs/explain/index.js'
import { closedPort } from '../sources/http/local-server.js'
import { createTestDatabase } from '../support/database.js'
import {
  answerTo,
  DURING_THE_SEASON,
  PLAYERS,
  SEASON,
  startTinyLeague,
  type TinyLeague,
} from '../support/tiny-league.js'
import { CommandLine } from './command-line.js'

interface Report {
  runId: string
  workflowId: string
  outcome: string
  players: number
  webUiUrl: string
  cause: string | null
  datasets: { name: string; outcome: string; inserted: number; updated: number; unchanged: number }[]
}

let folder: string
let league: TinyLeague
let cli: CommandLine

/** A command line with a state folder of its own, which does not exist yet. */
const elsewhere = (env: Record<string, string> = {}): { cli: CommandLine; home: string } => {
  const home = join(folder, 'elsewhere')
  return { home, cli: new CommandLine({ ...environment(), SEASON_SYNC_HOME: home, ...env }) }
}
const environment = (): Record<string, string> => ({
  SEASON_SYNC_HOME: join(folder, 'state'),
  NBA_STATS_URL: league.url,
  NBA_CDN_URL: league.url,
  SEASON_SYNC_TODAY: DURING_THE_SEASON,
})
const sync = (...more: readonly string[]): readonly string[] => ['sync', SEASON, '--pace', '1000', ...more]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'season-sync-cli-'))
  league = await startTinyLeague()
  cli = new CommandLine(environment())
})
beforeEach(() => league.forget())
afterAll(async () => {
  await cli.run('down')
  await league.close()
  rmSync(folder, { recursive: true, force: true })
})

it('syncs a season, as people spell it, and prints a summary', async () => {
  const { code, stdout, stderr } = await cli.run('sync', '2018/2019', '--pace', '1000')
  expect({ code, stderr }).toMatchObject({ code: 0 })
  expect(stdout).toMatch(/^Synced 20 players for 2018-19 Regular Season\n/)
  expect(stdout).toMatch(/^player_game_logs +succeeded +60 +0 +0 +0 +0 +0 +1 +0 +games, team_game_logs$/m)
  expect(stdout).toMatch(/^ {2}team_seasons +4 /m)
  expect(stdout).toMatch(
    /^web UI +http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/namespaces\/default\/workflows\/season-sync%2Fnba%2F/m,
  )
  expect(stderr).toMatch(/^player_game_logs: done, 1 request, 60 rows/m)
})

it('writes nothing the second time and reports that as one JSON object', async () => {
  const { code, stdout } = await cli.run(...sync('--json'))
  const report: Report = JSON.parse(stdout)
  expect({ code, ...report }).toMatchObject({ code: 0, outcome: 'succeeded', players: 20, cause: null })
  expect(report.datasets.map(({ name, inserted, updated }) => [name, inserted, updated])).toEqual(
    ['games', 'team_game_logs', 'player_game_logs', 'teams', 'players', 'player_seasons', 'standings'].map(
      (name) => [name, 0, 0],
    ),
  )
  expect(Object.keys(report.datasets[0] ?? {})).toEqual(
    expect.arrayContaining([
      'name',
      'outcome',
      'requests',
      'retries',
      'inserted',
      'updated',
      'unchanged',
      'removed',
      'quarantined',
      'missing',
    ]),
  )
})

it('lists one corrected assist with its column, both values, both answers and the run, which ends partial', async () => {
  league.always('leaguegamelog players', { body: withAssists(PLAYERS[0]?.id, 9) })
  const report = await cli.json<Report>(...sync('--only', 'player_game_logs'))
  // The team's line still has the sum of before.
  expect(report).toMatchObject({
    outcome: 'partial',
    datasets: [{ name: 'player_game_logs', inserted: 0, updated: 1, unchanged: 59 }],
  })
  const changes = await cli.json<Record<string, unknown>[]>('changes', report.runId)
  const answer = { endpoint: 'leaguegamelog', fetchedAt: expect.stringMatching(/Z$/) }
  expect(changes).toMatchObject([
    {
      table: 'player_game_logs',
      rowKey: { game_id: '0021800001', player_id: PLAYERS[0]?.id },
      column: 'assists',
      oldValue: 5,
      newValue: 9,
      oldResponse: answer,
      newResponse: { ...answer, runId: report.runId },
      runId: report.runId,
      cause: 'source',
    },
  ])
  const { stdout } = await cli.run('changes', 'latest', '--table', 'player_game_logs')
  expect(stdout).toMatch(
    /player_game_logs +game_id=0021800001 \(\w+ at \w+, 2018-10-16\) player_id=\d+ +assists +5 +9 +#\d+ leaguegamelog .* source/,
  )
  expect((await cli.run('changes', 'latest', '--table', 'games')).stdout).toContain('changed no stored value')
})

it('explains the corrected assist by the name of its player: both answers, and the place in the body', async () => {
  const key = ['player_game_logs', 'ada HERON 1', '2018-10-16', 'assists']
  const { stdout } = await cli.run('explain', ...key)
  expect(stdout).toMatch(
    /^player_game_logs game_id=0021800001 player_id=900001\nAda Heron 1, NOH, .*\n\nassists +9\n/,
  )
  expect(stdout).toMatch(/^place +resultSets\[0\]\.rowSet\[\d+\]\[\d+\]\n\n(.*),9,.*\n +\^\n/m)
  expect(stdout).toMatch(/^Before that\nvalue .*\n5 .* first +#\d+ leaguegamelog, /m)
  const { explanation } = await cli.json<Explained>('explain', ...key)
  expect(explanation).toMatchObject({
    verified: { outcome: 'partial', verifiedBy: 'games, team_game_logs' },
    cell: {
      from: 'AST',
      snippet: { value: '9' },
      values: [
        { value: 5, cause: 'first', response: { endpoint: 'leaguegamelog', attempt: 1 } },
        { value: 9, cause: 'source', response: { label: `leaguegamelog players ${SEASON} Regular Season` } },
      ],
    },
  })
  expect(await cli.run('explain', 'player_game_logs', '2018-10-16', '--json')).toMatchObject({ code: 2 })
  expect(await cli.run('explain', 'player_game_logs', SEASON)).toMatchObject({
    code: 2,
    stdout: expect.stringMatching(
      /^player_game_logs has more than 20 rows of season 2018-19; name one of them, with .*player_id=\d+, or fewer, with a date, a season or column=value:/,
    ) as string,
  })
  expect(await cli.run('explain', 'player_game_logs', 'Ada Hern 1')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^'Ada Hern 1' names no player.*; did you mean Ada Heron 1/) as string,
  })
})

it('lists the runs, and opens one by the beginning of its id', async () => {
  const runs = await cli.json<Report[]>('history', '--season', SEASON)
  expect(runs.map(({ outcome }) => outcome)).toEqual(['partial', 'succeeded', 'succeeded'])
  expect((await cli.run('history', '--limit', '1')).stdout.trim().split('\n')).toHaveLength(2)
  const first = runs[2]?.runId ?? ''
  const { stdout } = await cli.run('show', first.slice(0, -1))
  expect(stdout).toContain('Synced 20 players')
  expect(stdout).toContain(first)
  expect((await cli.run('show', 'latest')).stdout).toMatch(
    /^conflict +player_game_logs +0021800001 +.*assists 25/m,
  )
})

it('says in one sentence that a run is not known', async () => {
  for (const [name, sentence] of [
    ['ffffffff', 'There is no run ffffffff; see: season-sync history.'],
    ['%', "'%' is not a run id; see: season-sync history."],
  ] as const) {
    expect(await cli.run('show', name)).toEqual({ code: 2, stdout: '', stderr: `${sentence}\n` })
  }
})

it('rebuilds from the archive without a request, and names the rebuild in the history', async () => {
  const { code, stdout } = await cli.run('rebuild', SEASON, '--only', 'games')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^Rebuilt games for 2018-19 Regular Season from the archive\n/)
  expect(league.asked).toEqual([])
  expect((await cli.run('history', '--limit', '1')).stdout).toMatch(/ rebuild +succeeded /)
})

it('leaves a detached sync running, refuses a second one, and follows the first with --if-running join, whose Ctrl-C leaves it', async () => {
  const held = createGate()
  league.always('scheduleleaguev2', { after: held.until })
  const { runId, outcome } = await cli.json<Report>(...sync('--detach'))
  expect(outcome).toBe('running')
  expect(await cli.json('show', runId)).toMatchObject({ outcome: 'running' })
  const refused = await cli.run(...sync())
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toContain(
    `is running already (season-sync/nba/2018-19/regular-season); follow it with: season-sync watch ${runId}, or end it with: season-sync cancel ${runId}\n`,
  )
  const follower = cli.start(...sync('--if-running', 'join'))
  await follower.says('games: started')
  follower.child.kill('SIGINT')
  expect(await follower.ended).toEqual({
    code: 0,
    stdout: '',
    stderr: expect.stringContaining(
      `Left; the sync continues. Follow it again with: season-sync watch ${runId}\n`,
    ),
  })
  const joined = cli.start(...sync('--if-running', 'join', '--json'))
  await joined.says(`Following the sync that is running already (run ${runId})`)
  await joined.says('games: started')
  held.release()
  const { code, stdout } = await joined.ended
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ runId, outcome: 'succeeded' })
})

it('does not call its own sync one that is running already', async () => {
  const { code, stderr } = await cli.run(...sync('--only', 'games', '--if-running', 'join'))
  expect(code).toBe(0)
  expect(stderr).not.toContain('running already')
})

it('cancels the sync on the first Ctrl-C, waits for its end and records it', async () => {
  const never = createGate()
  league.always('scheduleleaguev2', { after: never.until })
  const { child, ended, says } = cli.start(...sync('--only', 'games', '--json'))
  await league.arrival('scheduleleaguev2')
  child.kill('SIGINT')
  await says('Cancelling')
  const { code, stdout } = await ended
  never.release()
  expect(code).toBe(130)
  const { runId }: Report = JSON.parse(stdout)
  expect(await cli.json<Report[]>('history', '--limit', '1')).toMatchObject([{ runId, outcome: 'cancelled' }])
})

it('leaves on the second Ctrl-C, and the sync is cancelled nevertheless', async () => {
  const never = createGate()
  league.always('scheduleleaguev2', { after: never.until })
  const { child, ended, says } = cli.start(...sync('--only', 'games'))
  await league.arrival('scheduleleaguev2')
  child.kill('SIGINT')
  await says('Cancelling')
  child.kill('SIGINT')
  expect(await ended).toMatchObject({ code: 130, stdout: '' })
  await expect
    .poll(() => cli.json<Report[]>('history', '--limit', '1'), { timeout: 30_000 })
    .toMatchObject([{ outcome: 'cancelled' }])
  never.release()
})

it('records that a run was terminated in Temporal', async () => {
  const never = createGate()
  league.always('scheduleleaguev2', { after: never.until })
  const { runId, workflowId } = await cli.json<Report>(...sync('--only', 'games', '--detach'))
  const { temporalAddress } = await cli.json<{ temporalAddress: string }>('status')
  const connection = await Connection.connect({ address: temporalAddress })
  await new Client({ connection }).workflow.getHandle(workflowId).terminate()
  await connection.close()
  never.release()
  // `history` does not wait for a Temporal that answers slowly, so it may take several attempts.
  await expect
    .poll(() => cli.json<Report[]>('history', '--limit', '1'), { timeout: 30_000 })
    .toMatchObject([{ runId, outcome: 'failed', cause: 'terminated from outside' }])
  expect(await cli.json('show', runId)).toMatchObject({
    temporal: { copy: 'there' },
    datasets: [{ name: 'games', outcome: 'failed' }],
  })
})

it('starts the stack again and finishes the sync when the supervisor is killed', async () => {
  const held = createGate()
  league.always('scheduleleaguev2', { after: held.until })
  const { ended, says } = cli.start(...sync('--only', 'games', '--json'))
  await league.arrival('scheduleleaguev2')
  const { supervisorPid } = await cli.json<{ supervisorPid: number }>('status')
  process.kill(supervisorPid, 'SIGKILL')
  await says('The stack has stopped; starting it again, and the sync continues')
  held.release()
  const { code, stdout } = await ended
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ outcome: 'succeeded' })
})

it('exits with 3 and names what is missing when a sync is partial', async () => {
  league.always('leaguegamelog players', { body: withoutGame('0021800006') })
  const { code, stdout, stderr } = await cli.run(...sync('--only', 'player_game_logs'))
  expect(code).toBe(3)
  expect(stdout).toMatch(/^Synced player_game_logs for 2018-19 Regular Season, not all of it\n/)
  expect(stderr).toMatch(
    /^Not all is there: player_game_logs: .*; ask for what is missing with: season-sync retry [\w-]+$/m,
  )
  expect((await cli.run('show', 'latest')).stdout).toMatch(/^held +player_game_logs /m)
})

it('exits with 1 and the reason when the source cannot be reached', async () => {
  const nowhere = `http://127.0.0.1:${await closedPort()}`
  const lost = new CommandLine({ ...environment(), NBA_STATS_URL: nowhere })
  const { code, stdout, stderr } = await lost.run(...sync())
  expect(code).toBe(1)
  expect(stdout).toMatch(/^The sync of 2018-19 Regular Season failed\n/)
  expect(stderr).toContain(`The sync failed: Cannot reach stats.nba.com at ${nowhere}`)
  expect(stderr).toContain('check NBA_STATS_URL')
  expect(stderr).not.toMatch(/^ +at /m)
})

it('keeps the stack up after `up --detach`, and `status` shows what runs and where', async () => {
  expect(await cli.run('up', '--detach')).toMatchObject({ code: 0 })
  const status = await cli.json<{ webUiUrl: string }>('status')
  expect(status).toMatchObject({
    namespace: 'default',
    workers: [{ pid: expect.any(Number) }],
    schema: { current: true, missing: [] },
    running: [{ name: 'postgres' }, { name: 'temporal' }, { name: 'worker' }],
    pinned: true,
  })
  expect(await fetch(status.webUiUrl, { redirect: 'manual' })).toMatchObject({ status: 302 })
})

it('runs one more worker in the process of the command, which leaves nothing behind when it is killed', async () => {
  const worker = cli.start('worker')
  const pids = async () =>
    (await cli.json<{ workers: { pid: number }[] }>('status')).workers.map(({ pid }) => pid)
  await expect.poll(pids, { timeout: 60_000, interval: 500 }).toContain(worker.child.pid)
  worker.child.kill('SIGTERM')
  expect(await worker.ended).toMatchObject({ code: 0, stdout: '{"worker":"ready"}\n' })
  expect(await pids()).not.toContain(worker.child.pid)
})

it.skipIf(spawnSync('psql', ['--version']).status !== 0)(
  'opens the database with psql, whose arguments, output and exit code are passed on',
  async () => {
    expect(await cli.run('psql', '-XAtc', 'select count(*) from games')).toEqual({
      code: 0,
      stdout: '6\n',
      stderr: '',
    })
    expect(await cli.run('psql', '-X', '-v', 'ON_ERROR_STOP=1', '-c', 'select no_such_column')).toMatchObject(
      {
        code: 1,
        stdout: '',
      },
    )
  },
)

it.skipIf(spawnSync('psql', ['--version']).status !== 0)(
  'gives psql the password in its environment, never among its arguments',
  async () => {
    const { databaseUrl } = await cli.json<{ databaseUrl: string }>('status', '--show-secrets')
    // psql's parent process is the command.
    const { stdout } = await cli.run('psql', '-Xc', String.raw`\! cat /proc/$PPID/cmdline; ps -eo args`)
    expect(stdout).toContain('season_sync')
    expect(stdout).not.toContain(new URL(databaseUrl).password)
  },
)

it('says that psql is not installed where there is none', async () => {
  const without = new CommandLine({ ...environment(), PATH: '/nowhere' })
  expect(await without.run('psql')).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'psql is not installed (it is a client program of Postgres); for another program `season-sync status --database-url --show-secrets` prints the address.\n',
  })
})

it('prints the address of the database without its password unless asked', async () => {
  const { databaseUrl } = await cli.json<{ databaseUrl: string }>('status', '--show-secrets')
  const { password } = new URL(databaseUrl)
  expect(password).toMatch(/^[0-9a-f]{48}$/)
  for (const args of [
    ['status'],
    ['status', '--json'],
    ['status', '--database-url'],
    ['up', '--detach'],
    ['show', 'latest'],
    ['show', 'latest', '--json'],
  ]) {
    const { stdout, stderr } = await cli.run(...args)
    expect([args, stdout + stderr]).toEqual([args, expect.not.stringContaining(password)])
  }
})

it('refuses a sync whose source address differs from that of the worker, and names both', async () => {
  const other = new CommandLine({ ...environment(), NBA_STATS_URL: 'http://127.0.0.1:9' })
  const refused = await other.run(...sync())
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toContain(`The stats address here is http://127.0.0.1:9, `)
  expect(refused.stderr).toContain(league.url)
})

it('stops everything with `down`', async () => {
  expect(await cli.run('down')).toMatchObject({ code: 0, stdout: 'Stopped.\n' })
  expect(await cli.json('status')).toMatchObject({ databaseUrl: null, running: [], workers: [] })
  expect(await cli.run('status', '--database-url')).toEqual({
    code: 1,
    stdout: '',
    stderr: 'No database runs; start one with: season-sync up --detach\n',
  })
  expect(await cli.run('down')).toMatchObject({ code: 0, stdout: 'Nothing was running.\n' })
})

it('reads the history when Temporal is not running, and says so', async () => {
  const { code, stdout } = await cli.run('show', 'latest')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^temporal +Temporal is not running now/m)
  expect(await cli.json('status')).toMatchObject({ running: [{ name: 'postgres' }] })
})

it.each([
  [
    'TEMPORAL_ADDRESS',
    '127.0.0.1:9',
    /^Cannot reach Temporal at 127\.0\.0\.1:9 .*check TEMPORAL_ADDRESS\.\n$/,
  ],
  [
    'DATABASE_URL',
    'postgresql://me:secret@127.0.0.1:9/nba',
    /^Cannot use Postgres at 127\.0\.0\.1:9 .*check DATABASE_URL\.\n$/,
  ],
  [
    'DATABASE_URL',
    'mysql://me:secret@127.0.0.1:9/nba',
    /^DATABASE_URL is not an address like postgresql:.*\n$/,
  ],
])('says in one sentence that %s is wrong (%s), and starts nothing', async (name, value, sentence) => {
  const wrong = elsewhere({ [name]: value })
  const { code, stdout, stderr } = await wrong.cli.run(...sync())
  expect({ code, stdout }).toEqual({
    code: name === 'DATABASE_URL' && value.startsWith('mysql') ? 2 : 1,
    stdout: '',
  })
  expect(stderr).toMatch(sentence)
  expect(stderr).not.toContain('secret')
  expect(existsSync(wrong.home)).toBe(false)
})

it('distinguishes a wrong password, a missing database and outdated tables, and migrates', async () => {
  const database = await createTestDatabase()
  const configured = (change: (url: URL) => void = () => undefined): CommandLine => {
    const url = new URL(database.url)
    change(url)
    return elsewhere({ DATABASE_URL: url.href }).cli
  }
  try {
    const wrongPassword = await configured((url) => (url.password = 'secret')).run('history')
    expect(wrongPassword).toMatchObject({ code: 1, stdout: '' })
    expect(wrongPassword.stderr).toMatch(/^Postgres at \S+ refuses the user \w+; check .*DATABASE_URL\.\n$/)
    const missing = await configured((url) => (url.pathname = '/nowhere')).run('history')
    expect(missing.stderr).toMatch(/^Postgres at \S+ has no database nowhere; .*\n$/)

    await database.pool.query('drop schema if exists nba, sync, public cascade; create schema public')
    const outdated = await configured().run(...sync())
    expect(outdated).toMatchObject({ code: 1, stdout: '' })
    expect(outdated.stderr).toMatch(
      /^The database lacks the migrations \d+_\w+.*; run: season-sync migrate\n$/,
    )
    expect(await configured().run('migrate')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Applied: \d+_\w+/),
    })
    expect(await configured().run('migrate')).toMatchObject({ stdout: 'The database is up to date.\n' })

    const { stdout } = await configured().run('status', '--json')
    const { password } = new URL(database.url)
    expect(password).not.toBe('')
    expect(stdout).not.toContain(password)
    expect((await configured().run('status', '--show-secrets')).stdout).toContain(database.url)
  } finally {
    await database.close()
  }
})

/** A promise for an answer to wait for, and a function that resolves it. */
function createGate(): { readonly until: Promise<void>; readonly release: () => void } {
  let release = (): void => undefined
  const until = new Promise<void>((resolve) => (release = resolve))
  return { until, release: () => release() }
}

const logBody = z.object({
  resultSets: z.tuple([
    z.object({ name: z.string(), headers: z.array(z.string()), rowSet: z.array(z.array(z.unknown())) }),
  ]),
})

/** The players' log with another number of assists for a player in the first of his games. */
function withAssists(playerId: number | undefined, assists: number): unknown {
  const body = logBody.parse(answerTo('leaguegamelog players'))
  const { headers, rowSet } = body.resultSets[0]
  const row = rowSet.find((line) => line[headers.indexOf('PLAYER_ID')] === playerId)
  row?.splice(headers.indexOf('AST'), 1, assists)
  return body
}

/** The players' log without the lines of a game. */
function withoutGame(gameId: string): unknown {
  const [set] = logBody.parse(answerTo('leaguegamelog players')).resultSets
  const rowSet = set.rowSet.filter((line) => line[set.headers.indexOf('GAME_ID')] !== gameId)
  return { resultSets: [{ ...set, rowSet }] }
}
