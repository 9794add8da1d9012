import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../src/sandbox/index.js'
import { readSettings } from '../src/settings.js'
import { findTemporal } from '../src/stack/temporal/binary.js'
import { runProgram } from '../src/system/program.js'
import { environmentWith } from './cli/command-line.js'
import { createTestDatabase, type TestDatabase } from './support/database.js'

const project = fileURLToPath(new URL('../', import.meta.url))
const README = readFileSync(join(project, 'README.md'), 'utf8')

/** The commands of the README's sh blocks, in their order, without comments. */
const COMMANDS = [...README.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = '']) =>
  block
    .split('\n')
    .map((line) => line.replace(/(^|\s{2,})#.*$/, '').trim())
    .filter((line) => line !== '')
    .flatMap((line) => line.split(' && ')),
)

/** The first block of output below a heading of the README. */
function shownBelow(heading: string): string {
  const below = README.slice(README.indexOf(`\n## ${heading}\n`))
  for (const [, language, text = ''] of below.matchAll(/^```(\w*)\n(.*?)^```$/gms))
    if (language === '') return text
  throw new Error(`README shows no output below ${heading}`)
}

/** The file that the README exports. */
const ARCHIVE = join(project, 'nba.tar')

const HAS_PSQL = spawnSync('psql', ['--version']).status === 0

/** A check for each command of the README, word for word. */
const CHECKS: Readonly<Record<string, (command: string) => Promise<void>>> = {
  'npm ci': skipped('it has run before the tests; here it would remove the modules that they use'),
  'npm run demo': prints(shownBelow('Two commands')),
  'npm test': skipped('it runs this test'),
  'npx season-sync up --detach': prints(/^web UI +http:/m),
  'npx season-sync sync 2018-19': prints(/^Synced \d+ players for 2018-19 Regular Season\n/),
  'npx season-sync datasets': prints(
    /^league\n {2}games +each season +1946-47 +1 {2}by default\n(.*\n)*box-scores\n {2}box_scores +/m,
  ),
  'npx season-sync datasets show box_scores': prints(/^ {2}minutes +float8 +statistics\.minutes$/m),
  'npx season-sync datasets show standings --json': prints(/"name": "standings"/),
  'npx season-sync status': prints(
    /^stays up +until `season-sync down`\n(.*\n)*not whole +http:\S+\/workflows\?query=SyncOutcome%3D%22partial%22%20OR%20/m,
  ),
  'npx season-sync doctor': prints(/^✔ source +ok +127\.0\.0\.1:\d+ answered 200 /m),
  'npx season-sync config': prints(/^NBA_PACE +environment +50$/m),
  'npx season-sync status --check': prints(/^works\n$/),
  'npx season-sync web': prints(/^http:\/\/127\.0\.0\.1:\d+\//),
  'npx season-sync completion bash': prints(/^complete -o default -F _season_sync season-sync$/m),
  'npx season-sync psql': HAS_PSQL
    ? typing(`select count(*) from games where season = '2018-19';`, /\b1230\b/)
    : skipped('this machine has no psql'),
  'npx season-sync explain player_game_logs "James Harden" 2019-01-23 assists': async (command) => {
    const { code, stderr } = await run(command)
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("'James Harden' names no player") as string, // he is not in the made-up league
    })
    await prints(/^home_score +\d+\n(.*\n)*place +leagueSchedule\./m)(
      'npx season-sync explain games 0021800001 home_score',
    )
  },
  'npx season-sync coverage': prints(/^2018-19 Regular Season: 1,230 games\ndataset +state +rows +games /m),
  'npx season-sync coverage --season 2018-19': prints(/^games +whole +1,230 +1,230 /m),
  'npx season-sync coverage --html coverage.html': async (command) => {
    const { stderr } = await run(command)
    expect(stderr).toMatch(/^Wrote coverage\.html; open it in a browser$/m)
    rmSync(join(project, 'coverage.html'))
  },
  'npx season-sync query "select player_name, points from player_game_logs order by points desc limit 3"':
    prints(/^player_name +points\n(.+ \d+\n){3}$/),
  'npx season-sync export team_game_logs games --season 2018-19 --format parquet --partition-by season --to nba':
    async (command) => {
      await prints(/^Exported [\d,]+ rows into 2 files of nba, with manifest.json$/m)(command)
      rmSync(join(project, 'nba'), { recursive: true })
    },
  'npx season-sync sync 2018-19 --season-type playoffs --only box_scores --detach': async (command) => {
    await holdSource('1 hour') // the sync must not end before it is paused and cancelled
    await prints(/^Started the sync of 2018-19 Playoffs: run /)(command)
  },
  'npx season-sync pause latest': prints(/^Paused the sync of 2018-19 Playoffs/),
  'npx season-sync resume latest': prints(/^Resumed the sync of 2018-19 Playoffs/),
  'npx season-sync cancel latest': async (command) => {
    await prints(/^The sync of 2018-19 Playoffs was cancelled$/m)(command)
    await holdSource('0')
  },
  'npx season-sync watch latest': async (command) => {
    const { code, stdout } = await run(command)
    expect(code).toBe(130) // that of the sync that was cancelled
    expect(stdout).toMatch(/^The sync of 2018-19 Playoffs was cancelled$/m)
  },
  'npx season-sync retry latest': prints(/^Synced .*box_scores for 2018-19 Playoffs\n/),
  'npx season-sync sync 2018-19 --only box_scores --games 0021800710': prints(
    /^Synced .*box_scores for 2018-19 Regular Season \(games 0021800710\)\n(.*\n)*box_scores +succeeded +\d+ /,
  ),
  'npx season-sync sync 2018-19 --only play_by_play --since 2019-04-09': prints(
    /^Synced .*play_by_play for 2018-19 Regular Season \(since 2019-04-09\)\n/,
  ),
  // Of today the sandbox has no season, and of none the live files.
  'npx season-sync today': async (command) => {
    const { code, stderr } = await run(`SEASON_SYNC_TODAY=2026-02-22 ${command}`)
    expect(code, stderr).toBe(3)
    expect(stderr).toMatch(/^play_by_play: done, \d+ requests, /m)
    expect(stderr).toMatch(/^Not all is there: live_box_scores: .* 404 Not Found/m)
  },
  'npx season-sync schedule create live --cron "*/10 * * * *" --today': prints(
    /^Created the schedule live; next due /,
  ),
  'npx season-sync archive export nba.tar --season 2018-19': async (command) => {
    rmSync(ARCHIVE, { force: true })
    await prints(/^Exported \d+ answers \(\d+ bodies\) to nba\.tar, /)(command)
  },
  'npx season-sync archive import nba.tar': async (command) => {
    await prints(/^Imported 0 answers \(0 bodies\) of nba; \d+ were here already$/m)(command)
    rmSync(ARCHIVE)
  },
  'npx season-sync archive stats': prints(/^2018-19 +games +the source +\d+ /m),
  'npx season-sync archive check': prints(/^Checked \d+ archived bodies: all are whole$/m),
  'npx season-sync archive prune --dry-run': prints(/^Would remove \d+ answers? and \d+ bod(?:y|ies): /m),
  'npx season-sync rebuild 2018-19': prints(
    /^Rebuilt \d+ players for 2018-19 Regular Season from the archive$/m,
  ),
  'npx season-sync history': prints(/ 2018-19 +Regular Season +manual +succeeded /),
  'npx season-sync show latest': prints(/^Synced .*box_scores for 2018-19 Playoffs\n/),
  'npx season-sync show 2018-19': prints(/^Synced .* for 2018-19 /),
  'npx season-sync changes latest': prints(/changed no stored value/),
  'npx season-sync backfill 1946-47..2025-26 --only box_scores,play_by_play,standings --pace 1 --dry-run':
    // The budget is that of the NBA's own address, which the made-up league has not.
    (command) => prints(shownBelow('Many seasons'))(`NBA_BUDGET=250/10m ${command}`),
  'npx season-sync backfill 1996-97..current --season-type all --detach': async (command) => {
    await prints(/^Started the backfill of 1996-97\.\.\d{4}-\d\d 6 types: /)(command)
    await prints(/^next +\d{4}-\d\d .*\nleft +about /m)('npx season-sync show latest')
    await prints(/^The backfill of .* was cancelled: /m)('npx season-sync cancel latest')
  },
  'npx season-sync sync 2015-16,2016-17..2017-18 --only games': prints(
    /^The sync of 2015-16\.\.2017-18 Regular Season succeeded: 3 seasons\n/,
  ),
  'npx season-sync accept 2018-19 box_scores 0021800001 --because "the source has no box score of it"':
    async (command) => {
      await recordHole() // the sandbox's season has none
      await prints(
        /^Accepted 1 finding of 2018-19 Regular Season, because the source has no box score of it$/m,
      )(command)
    },
  'npx season-sync accepted list': prints(/^shipped-0021201214 .*\n(.*\n)*\d+ +2018-19 .* 0021800001 /m),
  'npx season-sync accepted revoke 2018-19': prints(/^Revoked 1 acceptance$/m),
  'node examples/players.mjs': prints(
    /^Synced 453 players for 2024-25\nOf 1230 games 0 were new\nlibrary run of games: succeeded\n/,
  ),
  'npx season-sync down': prints(/^Stopped\.$/m),
  'SEASON_SYNC_DATASETS=examples/own-dataset/datasets.mjs npx season-sync up --detach':
    prints(/^web UI +http:/m),
  'npx season-sync psql -f examples/own-dataset/tables.sql': HAS_PSQL
    ? prints(/^CREATE TABLE$/m)
    : skipped('this machine has no psql'),
  'SEASON_SYNC_DATASETS=examples/own-dataset/datasets.mjs npx season-sync sync 2018-19 --only team_form':
    HAS_PSQL ? prints(/^team_form +succeeded +30 /m) : skipped('this machine has no psql'),
  'npx season-sync schedule create nightly --cron "0 6 * * *" --season current': prints(
    /^Created the schedule nightly; next due .*06:00:00 in America\/New_York/,
  ),
  'npx season-sync schedule list': prints(/^nightly +current /m),
  'npx season-sync schedule show nightly': prints(/^does +Brings the current season/m),
  'export DATABASE_URL=postgresql://… TEMPORAL_ADDRESS=… TEMPORAL_NAMESPACE=…': exportsAddresses,
  'npx season-sync migrate': prints(/^Applied: \d+_/),
  'npx season-sync worker': startsWorker,
  'npx season-sync sync 2024-25': prints(/^Synced \d+ players for 2024-25 Regular Season\n/),
}

let folder: string
let sandbox: Sandbox
let env: NodeJS.ProcessEnv
let production: { readonly database: TestDatabase; readonly temporal: TestWorkflowEnvironment }
let worker: ChildProcess | undefined
/** The export line of a block, which applies to the commands below it. */
let exported = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'season-sync-readme-'))
  const { path } = await findTemporal(readSettings(), () => undefined, AbortSignal.timeout(900_000))
  const [served, database, temporal] = await Promise.all([
    startSandbox({ asOf: '2026-02-22' }),
    createTestDatabase(),
    TestWorkflowEnvironment.createLocal({ server: { executable: { type: 'existing-path', path } } }),
  ])
  await database.pool.query('drop schema if exists nba, sync, public cascade; create schema public') // a new database is empty
  sandbox = served
  production = { database, temporal }
  env = environmentWith({
    PATH: `${shortcuts()}:${process.env.PATH}`,
    SEASON_SYNC_HOME: join(folder, 'state'),
    NBA_STATS_URL: sandbox.url, // the made-up league stands in for the real one
    NBA_CDN_URL: sandbox.url,
    NBA_PACE: '50',
  })
}, 900_000)

afterAll(async () => {
  worker?.kill('SIGKILL')
  await run('npx season-sync down')
  await Promise.all([sandbox.stop(), production.temporal.teardown(), production.database.close()])
  rmSync(folder, { recursive: true, force: true })
})

it.for(COMMANDS)('the README command runs: %s', { timeout: 120_000 }, async (command, { skip }) => {
  const check = CHECKS[command]
  if (check === undefined) throw new Error(`README has a command without a check: ${command}`)
  await check(command).catch((error: unknown) => {
    if (error instanceof Skipped) skip(error.message)
    throw error
  })
})

it('the README has every command that is checked here', () => {
  expect(Object.keys(CHECKS).filter((command) => !COMMANDS.includes(command))).toEqual([])
})

it('the worker of the README stops on Ctrl-C', async () => {
  if (worker?.pid === undefined) throw new Error('no worker was started')
  const ended = once(worker, 'exit')
  process.kill(-worker.pid, 'SIGINT') // the terminal's foreground group
  expect(await ended).toEqual([0, null])
})

it('the commands of docs/archive-format.md read an exported archive', async ({ skip }) => {
  if (spawnSync('jq', ['--version']).status !== 0) skip('this machine has no jq')
  const document = readFileSync(join(project, 'docs/archive-format.md'), 'utf8')
  const [, block = ''] = /^```sh\n(.*?)^```$/ms.exec(document) ?? []
  const [, file = ''] = /^tar xf (\S+)$/m.exec(block) ?? []
  const read = `${exported}\nset -e\nnpx season-sync archive export ${file}\n${block}`
  const { code, stdout, stderr } = await runProgram('bash', ['-c', read], { cwd: folder, env })
  expect(code, stderr).toBe(0)
  expect(stdout).toMatch(/"resultSets"[^]*^[0-9a-f]{64} nba /m)
})

class Skipped extends Error {}

/** A check that skips the command for a reason. */
function skipped(why: string): () => Promise<void> {
  return () => Promise.reject(new Skipped(why))
}

/** A check that the command succeeds and prints this. */
function prints(what: string | RegExp): (command: string) => Promise<void> {
  return async (command) => {
    const ended = await run(command)
    expect(ended, ended.stderr).toMatchObject({ code: 0 })
    expect(ended.stdout).toMatch(what)
  }
}

/** Changes one row of the embedded database. */
async function changeRow(sql: string, values: readonly string[]): Promise<void> {
  const { stdout } = await run('npx season-sync status --database-url --show-secrets')
  const client = new pg.Client({ connectionString: stdout.trim() })
  await client.connect()
  try {
    expect((await client.query(sql, [...values])).rowCount).toBe(1)
  } finally {
    await client.end()
  }
}

/** Holds all requests for an interval from now, as after a Retry-After of the source. */
const holdSource = (interval: string): Promise<void> =>
  changeRow('update source_pace set hold_until = now() + $1::interval', [interval])

/** Records a finding of box scores in a run of 2018-19 that has them. */
const recordHole = (): Promise<void> =>
  changeRow(
    `with run as (update sync_runs set datasets = datasets || '{box_scores}'
                  where season = '2018-19' and season_type = 'Regular Season' and narrow is null returning run_id)
     insert into sync_findings (run_id, dataset, kind, subject, detail)
     select run_id, 'box_scores', 'missing', $1, 'played on 2018-10-16' from run`,
    ['0021800001'],
  )

/** A check that the command prints this when a text is typed into it. */
function typing(text: string, what: RegExp): (command: string) => Promise<void> {
  return (command) => prints(what)(`${command} <<< "${text}"`)
}

/** Puts addresses in the place of the dots of the line; the commands that follow run with them. */
async function exportsAddresses(command: string): Promise<void> {
  const addresses = [production.database.url, production.temporal.address, 'default']
  exported = command.replace('postgresql://…', '…').replace(/…/g, () => `'${addresses.shift()}'`)
  expect(addresses).toEqual([])
}

async function startsWorker(command: string): Promise<void> {
  worker = spawn('bash', ['-c', `${exported}\n${command}`], {
    cwd: project,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  })
  if (!worker.stdout) throw new Error('the worker has no output')
  const ended = once(worker, 'exit').then(([code]) =>
    Promise.reject(new Error(`the worker ended with ${code}`)),
  )
  ended.catch(() => undefined)
  for await (const line of createInterface({ input: worker.stdout })) {
    if (line.includes('"worker":"ready"')) return
  }
  await ended
}

const run = (command: string) => runProgram('bash', ['-c', `${exported}\n${command}`], { cwd: project, env })

/** A folder with an `npx` that runs the build as it is: the real one would rebuild the project while other tests use it. */
function shortcuts(): string {
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'npx'), `#!/bin/sh\nshift\nexec node '${join(project, 'dist/cli/main.js')}' "$@"\n`)
  chmodSync(join(bin, 'npx'), 0o755)
  return bin
}
