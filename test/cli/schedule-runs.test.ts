import { afterAll, beforeAll, expect, it } from 'vitest'
import { SEASON } from '../support/tiny-league.js'
import type { CommandLine } from './command-line.js'
import { allEnded, create, FIRST_DAY, ScheduleStack, until, type HistoryLine } from './schedule-stack.js'

const LAST_DAY_OF_PREVIOUS_SEASON = '2018-09-30'
const onlyGames = ['--only', 'games'] as const

let stack: ScheduleStack
let cli: CommandLine
/** The date with which the running stack was started. */
let stackDate = FIRST_DAY
beforeAll(async () => {
  stack = await ScheduleStack.start()
  cli = stack.on(FIRST_DAY)
})
afterAll(() => stack.close())

const history = (): Promise<HistoryLine[]> => cli.json<HistoryLine[]>('history')

it('runs on time over a slow source, skips due times that overlap, and shows what Temporal knows', async () => {
  let letGo = (): void => undefined
  const after = new Promise<void>((resolve) => (letGo = resolve))
  stack.league.always('scheduleleaguev2', { after })
  await cli.run(...create('often', '--every', '1s', '--season', SEASON, ...onlyGames))
  const busy = await until(cli, 'often', ({ skipped }) => skipped >= 2)
  expect(busy).toMatchObject({ started: 1, runs: [{ outcome: 'running', workflowStatus: 'RUNNING' }] })
  expect(await history()).toMatchObject([{ trigger: 'schedule:often', outcome: 'running' }])
  letGo()
  stack.league.always('scheduleleaguev2', undefined)
  await until(cli, 'often', ({ started }) => started >= 3)
  const paused = await cli.run('schedule', 'pause', 'often', '--note', 'the test has seen enough')
  expect(paused.stdout).toBe('Paused the schedule often; resume it with: season-sync schedule resume often\n')
  const shown = await until(cli, 'often', allEnded)
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
  expect(await fetch(shown.webUiUrl, { redirect: 'manual' })).toMatchObject({ status: 302 })
  await cli.run('schedule', 'delete', 'often')
})

it.each([
  [FIRST_DAY, '2018-19'],
  [LAST_DAY_OF_PREVIOUS_SEASON, '2017-18'],
])("resolves 'current' on %s to the season %s", async (today, season) => {
  if (today !== stackDate) {
    await cli.run('down') // a stack that is kept up keeps its worker, and the worker keeps its date
    cli = stack.on(today)
    stackDate = today
    await cli.run('up', '--detach')
  }
  const name = `from-${season}`
  await cli.run(...create(name, '--every', '366d', '--paused', ...onlyGames))
  expect(await cli.run('schedule', 'trigger', name)).toMatchObject({
    code: 0,
    stdout: `Started a run of the schedule ${name}; see: season-sync schedule show ${name}\n`,
  })
  const { runs } = await until(
    cli,
    name,
    (shown) => shown.started > 0 && shown.runs.length > 0 && allEnded(shown),
  )
  const [newest] = await history()
  expect(newest).toMatchObject({ runId: runs[0]?.runId, season, trigger: `schedule:${name}` })
  expect(await cli.run('schedule', 'delete', name)).toMatchObject({
    code: 0,
    stdout: `Deleted the schedule ${name}; its runs stay in: season-sync history\n`,
  })
  expect((await cli.run('schedule', 'list')).stdout).not.toContain(name)
  expect(await history()).toContainEqual(expect.objectContaining({ runId: newest?.runId }))
})
