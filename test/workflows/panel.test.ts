import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../src/contracts/outcome.js'
import type { SeasonSyncInput, SeasonSyncResult, StepReport } from '../../src/contracts/season-run.js'
import { endDetails, plain, stepsMarkdown } from '../../src/workflows/panel.js'

const step = (more: Partial<StepReport> = {}): StepReport => ({
  name: 'games',
  outcome: 'succeeded',
  verifiedBy: null,
  cause: null,
  requests: 1,
  answered: 1,
  settled: 0,
  retries: 0,
  inserted: 0,
  updated: 0,
  unchanged: 0,
  removed: 0,
  quarantined: 0,
  missing: 0,
  conflicts: 0,
  ...more,
})

describe('the table of steps', () => {
  it('leaves out the columns that hold only zeros, so that it fits the panel', () => {
    expect(stepsMarkdown([step({ inserted: 1_230 }), step({ name: 'standings', missing: 24 })])).toBe(
      [
        '| dataset | outcome | requests | retries | inserted | missing |',
        '| --- | --- | ---: | ---: | ---: | ---: |',
        '| games | succeeded | 1 | 0 | 1230 | 0 |',
        '| standings | succeeded | 1 | 0 | 0 | 24 |',
      ].join('\n'),
    )
  })
})

it('the table of steps says how many of the planned requests of a cancelled dataset were answered', () => {
  expect(stepsMarkdown([step({ outcome: 'cancelled', requests: 1_230, answered: 410 })])).toBe(
    [
      '| dataset | outcome | requests | retries | inserted |',
      '| --- | --- | ---: | ---: | ---: |',
      '| games | cancelled | 410 of 1230 | 0 | 0 |',
    ].join('\n'),
  )
})

describe('the panel of a run that has ended', () => {
  const input: SeasonSyncInput = {
    season: '2023-24',
    seasonType: 'Playoffs',
    source: 'rest',
    trigger: 'manual',
    datasets: [{ name: 'players', after: [] }],
  }
  const details = (outcome: Outcome, more: Partial<SeasonSyncResult> = {}): string =>
    endDetails(input, {
      runId: 'r1',
      outcome,
      players: 0,
      verifiedBy: null,
      cause: null,
      datasets: [step()],
      ...more,
    })

  it.each<[Outcome, string]>([
    ['succeeded', 'See: `season-sync show r1 --source rest`.'],
    [
      'partial',
      'See: `season-sync show r1 --source rest`. Ask for what is missing with: `season-sync retry r1 --source rest`.',
    ],
    ['cancelled', 'Go on with: `season-sync retry r1 --source rest`.'],
    [
      'failed',
      "Try again with: `season-sync sync 2023-24 --source rest --season-type 'Playoffs' --only players`.",
    ],
  ])('names the next command: %s', (outcome, next) => {
    expect(details(outcome).split('\n\n')).toContain(next)
  })

  it('names datasets in a command by their present names', () => {
    const former = { ...input, datasets: [{ name: 'schedule', after: [] }] }
    const failed = { runId: 'r1', outcome: 'failed', players: 0, verifiedBy: null, cause: null } as const
    expect(endDetails(former, { ...failed, datasets: [] })).toContain('--only games`')
  })

  it('names the cause of each dataset on a line of its own', () => {
    const datasets = [
      step({ cause: '24 missing' }),
      step({ name: 'teams' }),
      step({ name: 'players', cause: 'x' }),
    ]
    expect(details('partial', { datasets, cause: 'both' }).split('\n\n')).toEqual([
      '**partial**: not all is there',
      expect.stringMatching(/^See: /),
      '- games: 24 missing\n- players: x',
      expect.stringMatching(/^\| dataset /),
      '\u00a0', // the Web UI's panel cuts its last line
    ])
  })

  it('names the cause of the run if it has no datasets', () => {
    expect(details('failed', { datasets: [], cause: 'Cannot reach it.' }).split('\n\n')[1]).toBe(
      'Cannot reach it.',
    )
  })
})

describe('text from outside', () => {
  it('has its markup escaped', () => {
    expect(plain('<b>*no*</b> [x](y) `z`')).toBe('\\<b\\>\\*no\\*\\</b\\> \\[x\\](y) \\`z\\`')
  })

  it('loses its address, which is too long for a panel', () => {
    expect(plain('games 2018-12-25: answered 400 [GET http://a/b?x=*&y=1].')).toBe(
      'games 2018-12-25: answered 400.',
    )
  })
})
