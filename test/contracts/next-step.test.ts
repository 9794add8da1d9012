import { describe, expect, it } from 'vitest'
import { COMMAND, nextSteps } from '../../src/contracts/next-step.js'
import type { Outcome } from '../../src/contracts/outcome.js'
import { unknownTeamText } from '../../src/contracts/unknown-team.js'

const run = { runId: 'r1', season: '2023-24', source: 'nba', seasonType: 'Regular Season' }
const commands = (outcome: Outcome, of: Parameters<typeof nextSteps>[1] = run): string[] =>
  nextSteps(outcome, of).map(({ command }) => command)

describe('the next commands about a run', () => {
  it.each<[Outcome, string[]]>([
    ['running', ['season-sync show r1']],
    ['succeeded', ['season-sync show r1']],
    ['partial', ['season-sync show r1', 'season-sync retry r1']],
    ['cancelled', ['season-sync retry r1']],
    ['failed', ['season-sync sync 2023-24']],
  ])('that is %s are %j', (outcome, expected) => {
    expect(commands(outcome)).toEqual(expected)
  })

  it('that is a retry and partial again accept what the source has, or remove what it lacks', () => {
    expect(commands('partial', { ...run, retryOf: 'r0', seasonType: 'Playoffs' })).toEqual([
      'season-sync show r1',
      'season-sync retry r1',
      "season-sync accept 2023-24 --season-type 'Playoffs' --because '<reason>'",
      'season-sync retry r1 --accept-removals',
    ])
  })

  it('that failed because its season has no such team do not repeat it', () => {
    const cause = unknownTeamText('XXX', '2023-24', ['LAL'])
    expect(commands('failed', { ...run, cause })).toEqual(['season-sync show r1'])
  })

  it.each(['running', 'succeeded', 'partial', 'cancelled', 'failed'] as const)(
    'that is %s name its source unless it is nba',
    (outcome) => {
      for (const command of commands(outcome, { ...run, source: 'sandbox' }))
        expect(command).toMatch(/ --source sandbox$/)
    },
  )
})

it('the command that repeats a sync names its season type and its datasets', () => {
  const playoffs = { ...run, seasonType: 'Playoffs', source: 'rest', only: ['players', 'games'] }
  expect(COMMAND.sync(playoffs)).toBe(
    "season-sync sync 2023-24 --source rest --season-type 'Playoffs' --only players,games",
  )
})

it('the commands for a first sync and for the history name the source unless it is nba', () => {
  expect(COMMAND.firstSync()).toBe('season-sync sync 2018-19')
  expect(COMMAND.firstSync('sandbox')).toBe('season-sync sync 2018-19 --source sandbox')
  expect(COMMAND.history('sandbox')).toBe('season-sync history --source sandbox')
})

it.each([
  [{ games: ['0021800001', '0021800002'] }, 'sync 2018-19 --games 0021800001,0021800002'],
  [{ since: '2019-01-01', team: 'LAL' }, 'sync 2018-19 --since 2019-01-01 --team LAL'],
  [{ latest: true, since: '2019-01-01', until: '2019-01-02' }, 'today'],
] as const)('the command that repeats a sync of %j is: season-sync %s', (narrow, command) => {
  expect(COMMAND.sync({ season: '2018-19', narrow })).toBe(`season-sync ${command}`)
})
