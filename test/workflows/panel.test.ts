import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../src/contracts/outcome.js'
import type { SeasonSyncInput, SeasonSyncResult, StepReport } from '../../src/contracts/season-run.js'
import { endDetails, plain, stepsMarkdown } from '../../src/workflows/panel.js'

const step = (more: Partial<StepReport> = {}): StepReport => ({
  name: 'schedule',
  outcome: 'succeeded',
  verifiedBy: null,
  cause: null,
  requests: 1,
  answered: 1,
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
  it('leaves out the columns in which nothing is, so that it fits the panel', () => {
    expect(stepsMarkdown([step({ inserted: 1_230 }), step({ name: 'standings', missing: 24 })])).toBe(
      [
        '| dataset | outcome | requests | retries | inserted | missing |',
        '| --- | --- | ---: | ---: | ---: | ---: |',
        '| schedule | succeeded | 1 | 0 | 1230 | 0 |',
        '| standings | succeeded | 1 | 0 | 0 | 24 |',
      ].join('\n'),
    )
  })
})

describe('the end of a run', () => {
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
  ])('%s tells the next step', (outcome, next) => {
    expect(details(outcome).split('\n\n')).toContain(next)
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
      '- schedule: 24 missing\n- players: x',
      expect.stringMatching(/^\| dataset /),
      '\u00a0', // the Web UI's panel cuts its last line
    ])
  })

  it('names the cause of the run where no dataset got so far', () => {
    expect(details('failed', { datasets: [], cause: 'Cannot reach it.' }).split('\n\n')[1]).toBe(
      'Cannot reach it.',
    )
  })
})

describe('text from outside', () => {
  it('has no markup of its own', () => {
    expect(plain('<b>*no*</b> [x](y) `z`')).toBe('\\<b\\>\\*no\\*\\</b\\> \\[x\\](y) \\`z\\`')
  })

  it('leaves the address out, which is long', () => {
    expect(plain('games 2018-12-25: answered 400 [GET http://a/b?x=*&y=1].')).toBe(
      'games 2018-12-25: answered 400.',
    )
  })
})
