import { describe, expect, it } from 'vitest'
import { COMMAND, nextSteps } from '../../src/contracts/next-step.js'
import type { Outcome } from '../../src/contracts/outcome.js'

const run = { runId: 'r1', season: '2023-24', source: 'nba', seasonType: 'Regular Season' }
const commands = (outcome: Outcome, of = run): string[] =>
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

  it.each(['running', 'succeeded', 'partial', 'cancelled', 'failed'] as const)(
    'that is %s name its source where that is another than nba',
    (outcome) => {
      for (const command of commands(outcome, { ...run, source: 'sandbox' }))
        expect(command).toMatch(/ --source sandbox$/)
    },
  )
})

it('a sync is asked for again with its season type and its datasets', () => {
  const playoffs = { ...run, seasonType: 'Playoffs', source: 'rest', only: ['players', 'games'] }
  expect(COMMAND.sync(playoffs)).toBe(
    "season-sync sync 2023-24 --source rest --season-type 'Playoffs' --only players,games",
  )
  expect(COMMAND.join(playoffs)).toBe(`${COMMAND.sync(playoffs)} --if-running join`)
})

it('who has synced nothing yet gets the first sync of the source that was asked for', () => {
  expect(COMMAND.firstSync()).toBe('season-sync sync 2018-19')
  expect(COMMAND.firstSync('sandbox')).toBe('season-sync sync 2018-19 --source sandbox')
  expect(COMMAND.history('sandbox')).toBe('season-sync history --source sandbox')
})
