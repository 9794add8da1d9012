import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { scheduledRuns } from '../../src/scheduled-runs.js'
import { readSchedule, type Schedule } from '../../src/schedules.js'
import { openDatabase } from '../../src/store/database.js'
import { SEASON, startTinyLeague, type TinyLeague } from '../support/tiny-league.js'
import { CommandLine } from './command-line.js'

interface Run {
  runId: string | null
  outcome: string
  joined: boolean
  dueAt: string | null
  workflowStatus: string | null
}
interface Shown {
  name: string
  season: string
  started: number
  skipped: number
  paused: boolean
  remark: string
  next: string[]
  webUiUrl: string
  runs: Run[]
}
interface HistoryLine {
  runId: string
  season: string
  trigger: string
  outcome: string
}

let folder: string
let league: TinyLeague
let cli: CommandLine

/** On the first day of the season that the league plays, by its own calendar. */
const FIRST_DAY = '2018-10-01'
const LAST_DAY_OF_THE_ONE_BEFORE = '2018-09-30'

/** The date of the stack that is up. */
let upSince = FIRST_DAY

const on = (today: string, home = 'state'): CommandLine =>
  new CommandLine({
    SEASON_SYNC_HOME: join(folder, home),
    SEASON_SYNC_TODAY: today,
    NBA_STATS_URL: league.url,
    NBA_CDN_URL: league.url,
    NBA_PACE: '1000',
    TZ: 'Europe/Berlin',
  })
const create = (...more: readonly string[]): readonly string[] => ['schedule', 'create', ...more]
const brief = ['--only', 'schedule'] as const

const show = (name: string): Promise<Shown> => cli.json<Shown>('schedule', 'show', name)
const history = (): Promise<HistoryLine[]> => cli.json<HistoryLine[]>('history')

/** What a schedule can be waited for to have done. */
type Done = Pick<Schedule, 'started' | 'skipped'> & { readonly runs: readonly { readonly outcome: string }[] }

/** Shows a schedule once it is as wanted; until then Temporal and Postgres are asked, which costs less than a command. */
async function until(name: string, wanted: (done: Done) => boolean): Promise<Shown> {
  const { temporalAddress, databaseUrl } = await cli.json<{ temporalAddress: string; databaseUrl: string }>(
    'status',
  )
  const connection = await Connection.connect({ address: temporalAddress })
  const database = openDatabase(databaseUrl, { connections: 1 })
  const client = new Client({ connection })
  try {
    return await vi.waitFor(
      async () => {
        const schedule = await readSchedule(client, name)
        const runs = await scheduledRuns(client, database.prisma, schedule)
        if (!wanted({ ...schedule, runs })) throw new Error(`not yet: ${JSON.stringify(runs)}`)
        const shown = await show(name)
        if (!wanted(shown)) throw new Error(`shown otherwise: ${JSON.stringify(shown)}`)
        return shown
      },
      { timeout: 50_000, interval: 100 },
    )
  } finally {
    await Promise.all([connection.close(), database.close()])
  }
}
const allEnded = ({ runs }: Done): boolean => runs.every(({ outcome }) => outcome !== 'running')

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'season-sync-schedule-'))
  league = await startTinyLeague()
  cli = on(FIRST_DAY)
  await cli.run('up', '--detach')
})
afterAll(async () => {
  await cli.run('down')
  await league.close()
  rmSync(folder, { recursive: true, force: true })
})

it.each([
  [create('nightly'), "When? Give --cron '0 6 * * *' or --every 6h."],
  [create('nightly', '--every', '6h', '--cron', '0 6 * * *'), "option '--every <time>' cannot be used with"],
  [create('night ly', '--every', '6h'), 'The name of a schedule has letters'],
  [create('-x', '--every', '6h'), "unknown option '-x'"],
  [create('x'.repeat(61), '--every', '6h'), 'at most 60'],
  [create('nightly', '--every', '6 hours'), 'a time like 10s, 15m, 6h or 1d'],
  [create('nightly', '--every', '0s'), 'a time like 10s, 15m, 6h or 1d'],
  [create('nightly', '--every', '6h', '--timezone', 'Europe/Rome'), '--timezone goes with --cron'],
  [create('nightly', '--cron', 'daily'), "'daily' is not a cron expression: it has 5 to 7 fields"],
  [create('nightly', '--cron', '@every 1h'), 'write --every 15m for an interval'],
  [create('nightly', '--cron', 'TZ=UTC 0 6 * * *'), 'the time zone is given by --timezone'],
  [create('nightly', '--cron', '0 6 * * *', '--timezone', 'Mars/Base'), "There is no time zone 'Mars/Base'"],
  [create('nightly', '--every', '6h', '--season', '2018-20'), "'2018-20' is not a season"],
  [create('nightly', '--every', '6h', '--season', 'next'), "'next' is not a season"],
  [create('nightly', '--every', '6h', '--season-type', 'summer'), "'summer' is not a season type"],
  [create('nightly', '--every', '6h', '--only', 'dunks'), "'dunks' is not a dataset of nba"],
  [create('nightly', '--every', '6h', '--overlap', 'wait'), 'Allowed choices are skip'],
  [create('nightly', '--every', '6h', '--catchup', '5s'), 'The catch-up time is 10 s at least'],
  [create('nightly', '--every', '6h', '--pace', '0'), 'above 0'],
  [['schedule', 'show'], "missing required argument 'name'"],
  [['schedule', 'pauze', 'x'], "unknown command 'pauze' (did you mean pause?)"],
])('says what is wrong with %j and starts nothing', async (args, sentence) => {
  const { code, stdout, stderr } = await on(FIRST_DAY, 'elsewhere').run(...args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr.toLowerCase()).toContain(sentence.toLowerCase())
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(existsSync(join(folder, 'elsewhere'))).toBe(false)
})

it('asks Temporal where only it can tell, and changes nothing', async () => {
  expect(await cli.run(...create('odd', '--cron', '0 25 * * *'))).toEqual({
    code: 2,
    stdout: '',
    stderr: "Temporal does not accept '0 25 * * *' in America/New_York: Hour is not in range [0-23].\n",
  })
  expect(await cli.run('schedule', 'list')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('There is no schedule yet'),
  })
})

it('has a help with an example for each of its commands', async () => {
  for (const name of ['', 'create', 'list', 'show', 'pause', 'resume', 'trigger', 'delete']) {
    const { code, stdout } = await cli.run('schedule', ...(name === '' ? [] : [name]), '--help')
    expect([name, code]).toEqual([name, 0])
    expect(stdout).toMatch(/Examples?:\n {2}\$ season-sync schedule/)
  }
})

it('creates a schedule once, then says what a repeat did', async () => {
  const nightly = create('nightly', '--cron', '0  6 * * *', '--paused')
  expect(await cli.run(...nightly)).toMatchObject({
    code: 0,
    stdout: 'Created the schedule nightly; it is paused.\n',
    stderr: '',
  })
  expect((await cli.run(...nightly)).stdout).toBe('Nothing to change: the schedule nightly; it is paused.\n')
  const weekly = await cli.run(...create('nightly', '--cron', '0 6 * * 1'))
  expect(weekly.stdout).toBe('Updated the schedule nightly; it is paused.\n')
  const resumed = await cli.run('schedule', 'resume', 'nightly')
  expect(resumed.stdout).toMatch(
    /^Resumed the schedule nightly; next due (\S+ 1[12]:00:00) \(\S+ 06:00:00 in America\/New_York\)\.\n$/,
  )
  const { stdout } = await cli.run('schedule', 'list')
  expect(stdout).toMatch(
    /^nightly +current +Regular Season +nba +0 6 \* \* 1 in America\/New_York +active +\S+ 1[12]:00:00 +none yet$/m,
  )
  expect((await cli.run('schedule', 'show', 'nightly')).stdout).toMatch(
    /^does +Brings the current season \(by Eastern date\), Regular Season, from nba up to date: the datasets of every sync\.$/m,
  )
  expect(await show('nightly')).toMatchObject({
    cron: '0 6 * * 1',
    timezone: 'America/New_York',
    everySeconds: null,
    overlap: 'skip',
    catchupSeconds: 3600,
    next: Array.from({ length: 5 }, (): unknown => expect.stringMatching(/T1[01]:00:00.000Z$/)),
    runs: [],
  })
  await cli.run('schedule', 'delete', 'nightly')
})

it('runs by the clock over a slow source, leaves out what overlaps, and shows what Temporal knows', async () => {
  let letGo = (): void => undefined
  const after = new Promise<void>((resolve) => (letGo = resolve))
  league.always('scheduleleaguev2', { after })
  await cli.run(...create('often', '--every', '1s', '--season', SEASON, ...brief))
  const busy = await until('often', ({ skipped }) => skipped >= 2)
  expect(busy).toMatchObject({ started: 1, runs: [{ outcome: 'running', workflowStatus: 'RUNNING' }] })
  expect(await history()).toMatchObject([{ trigger: 'schedule:often', outcome: 'running' }])
  letGo()
  league.always('scheduleleaguev2', undefined)
  await until('often', ({ started }) => started >= 3)
  const paused = await cli.run('schedule', 'pause', 'often', '--note', 'the test has seen enough')
  expect(paused.stdout).toBe('Paused the schedule often; go on with: season-sync schedule resume often\n')
  const shown = await until('often', allEnded)
  expect(shown).toMatchObject({ paused: true, remark: 'Paused: the test has seen enough.' })
  expect(shown.runs.map(({ runId, outcome }) => ({ runId, outcome, trigger: 'schedule:often' }))).toEqual(
    (await history())
      .slice(0, shown.runs.length)
      .map(({ runId, outcome, trigger }) => ({ runId, outcome, trigger })),
  )
  const { stdout } = await cli.run('schedule', 'show', 'often')
  expect(stdout).toMatch(/^state +paused: the test has seen enough$/m)
  expect(stdout).toMatch(/^so far +\d+ started, \d+ left out for overlap, 0 missed$/m)
  expect(stdout).toMatch(
    new RegExp(`^\\S+ \\S+ +\\S+ \\S+ +\\S+ s +succeeded +${shown.runs[0]?.runId} +its own$`, 'm'),
  )
  expect(await fetch(shown.webUiUrl)).toMatchObject({ status: 200 })
  await cli.run('schedule', 'delete', 'often')
})

it.each([
  [FIRST_DAY, '2018-19'],
  [LAST_DAY_OF_THE_ONE_BEFORE, '2017-18'],
])("takes for 'current' on %s the season %s", async (today, season) => {
  if (today !== upSince) {
    await cli.run('down') // a stack that is told to stay up keeps its worker, and that its date
    cli = on(today)
    upSince = today
    await cli.run('up', '--detach')
  }
  const name = `from-${season}`
  await cli.run(...create(name, '--every', '366d', '--paused', ...brief))
  expect(await cli.run('schedule', 'trigger', name)).toMatchObject({
    code: 0,
    stdout: `Started a run of the schedule ${name}; see: season-sync schedule show ${name}\n`,
  })
  const { runs } = await until(name, (shown) => shown.started > 0 && shown.runs.length > 0 && allEnded(shown))
  const [newest] = await history()
  expect(newest).toMatchObject({ runId: runs[0]?.runId, season, trigger: `schedule:${name}` })
  expect(await cli.run('schedule', 'delete', name)).toMatchObject({
    code: 0,
    stdout: `Deleted the schedule ${name}; its runs stay in: season-sync history\n`,
  })
  expect((await cli.run('schedule', 'list')).stdout).not.toContain(name)
  expect(await history()).toContainEqual(expect.objectContaining({ runId: newest?.runId }))
})

it.each(['show', 'pause', 'resume', 'trigger', 'delete'])(
  'says that there is no schedule to %s',
  async (verb) => {
    expect(await cli.run('schedule', verb, 'nowhere')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'There is no schedule nowhere; see: season-sync schedule list\n',
    })
  },
)

it('says that a schedule of a stack that will stop needs it to stay up', async () => {
  await cli.run('down')
  const { code, stderr } = await cli.run(...create('late', '--every', '1d', '--paused'))
  expect(code).toBe(0)
  expect(stderr).toContain(
    'It starts syncs only while the stack runs; keep it up with: season-sync up --detach',
  )
})
