import { existsSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CommandLine } from './command-line.js'
import { create, FIRST_DAY, ScheduleStack, show } from './schedule-stack.js'

let stack: ScheduleStack
let cli: CommandLine
beforeAll(async () => {
  stack = await ScheduleStack.start()
  cli = stack.on(FIRST_DAY)
})
afterAll(() => stack.close())

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
  [
    create('nightly', '--every', '6h', '--season', '2017-18', '--season-type', 'ist'),
    'There was no IST in 2017-18',
  ],
  [create('nightly', '--every', '6h', '--season', '2018-19..2016-17'), 'ends before it begins'],
  [create('nightly', '--every', '6h', '--today', '--season-type', 'all'), 'leave out --season-type'],
  [create('nightly', '--every', '6h', '--only', 'dunks'), "'dunks' is not a dataset of nba"],
  [create('nightly', '--every', '6h', '--overlap', 'wait'), 'Allowed choices are skip'],
  [create('nightly', '--every', '6h', '--catchup', '5s'), 'The catch-up time is 10 s at least'],
  [create('nightly', '--every', '6h', '--pace', '0'), 'above 0'],
  [['schedule', 'show'], "missing required argument 'name'"],
  [['schedule', 'pauze', 'x'], "unknown command 'pauze' (did you mean pause?)"],
])('says what is wrong with %j and starts nothing', async (args, sentence) => {
  const { code, stdout, stderr } = await stack.on(FIRST_DAY, 'elsewhere').run(...args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr.toLowerCase()).toContain(sentence.toLowerCase())
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(existsSync(stack.home('elsewhere'))).toBe(false)
})

it('refuses a cron expression that Temporal refuses, and changes nothing', async () => {
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

it('creates a schedule once, and says what each repeat changed', async () => {
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
  expect(await show(cli, 'nightly')).toMatchObject({
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

it('creates a schedule of several seasons and of all types, and tells what it brings', async () => {
  const weekly = create('weekly', '--every', '7d', '--season', '2016-17,2018-19..current', '--recheck', '30d')
  expect(await cli.run(...weekly, '--season-type', 'all', '--paused')).toMatchObject({ code: 0, stderr: '' })
  expect((await cli.run('schedule', 'show', 'weekly')).stdout).toMatch(
    /^does +Brings 2016-17,2018-19\.\.current, all season types, from nba up to date: the datasets of every sync\.$/m,
  )
  expect(await cli.json('schedule', 'show', 'weekly')).toMatchObject({ seasonType: 'all', recheck: 30 })
  await cli.run('schedule', 'delete', 'weekly')
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

it('says that a schedule of the embedded stack starts syncs only while the stack runs', async () => {
  await cli.run('down')
  const { code, stderr } = await cli.run(...create('late', '--every', '1d', '--paused'))
  expect(code).toBe(0)
  expect(stderr).toContain(
    'It starts syncs only while the stack runs; keep it up with: season-sync up --detach',
  )
})

it('each change of a schedule is JSON for programs', async () => {
  const made = await cli.json('schedule', 'create', 'programmed', '--every', '6h')
  expect(made).toMatchObject({ done: 'created', name: 'programmed', everySeconds: 21_600, paused: false })
  expect(await cli.json('schedule', 'pause', 'programmed')).toMatchObject({ paused: true })
  expect(await cli.json('schedule', 'resume', 'programmed')).toMatchObject({ paused: false })
  expect(await cli.json('schedule', 'delete', 'programmed')).toEqual({ name: 'programmed', deleted: true })
})
