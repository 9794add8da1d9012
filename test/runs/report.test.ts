import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../src/contracts/outcome.js'
import { CATALOGUE } from '../../src/datasets/catalogue.js'
import { explanation } from '../../src/runs/report.js'
import type { RunRecord } from '../../src/store/runs/history.js'

const USUAL = CATALOGUE.sandbox.filter(({ byDefault }) => byDefault).map(({ name }) => name)

const explained = (outcome: Outcome, more: Partial<RunRecord> = {}): string | undefined =>
  explanation({
    run: {
      runId: 'r1',
      workflowId: 'season-sync/sandbox/2018-19/regular-season',
      namespace: 'default',
      clusterId: null,
      season: '2018-19',
      seasonType: 'Regular Season',
      source: 'sandbox',
      trigger: 'manual',
      outcome,
      datasets: USUAL,
      pace: null,
      acceptRemovals: false,
      recheckDays: 7,
      narrow: null,
      control: null,
      retryOf: null,
      backfillId: null,
      cause: 'standings: 1 missing.',
      verifiedBy: null,
      players: 0,
      startedAt: new Date(),
      endedAt: new Date(),
      ...more,
    },
  })

describe('the explanation of a sync of the sandbox', () => {
  it('that is partial names its source in each command', () => {
    expect(explained('partial')).toBe(
      'Not all is there: standings: 1 missing. See: season-sync show r1 --source sandbox; ask for what is missing with: season-sync retry r1 --source sandbox',
    )
  })

  it('that is a retry and partial again names the commands that accept the answers', () => {
    expect(explained('partial', { retryOf: 'r0' })).toBe(
      "Not all is there: standings: 1 missing. See: season-sync show r1 --source sandbox; ask for what is missing with: season-sync retry r1 --source sandbox; if the answers stay the same, accept them with: season-sync accept 2018-19 --source sandbox --because '<reason>'; remove stored rows that they lack with (--dry-run names them first): season-sync retry r1 --source sandbox --accept-removals",
    )
  })

  it('that was cancelled names the retry command', () => {
    expect(explained('cancelled')).toBe(
      'The sync was cancelled; what was merged stays. Go on with: season-sync retry r1 --source sandbox',
    )
  })

  it('that failed names the same sync command again', () => {
    expect(explained('failed')).toBe(
      'The sync failed: standings: 1 missing. What was merged stays; try again with: season-sync sync 2018-19 --source sandbox',
    )
    const datasets = USUAL.slice(0, 2)
    expect(explained('failed', { datasets, seasonType: 'Playoffs' })).toMatch(
      new RegExp(` --source sandbox --season-type 'Playoffs' --only ${datasets.join(',')}$`),
    )
  })

  it.each(['succeeded', 'running'] as const)('that is %s is undefined', (outcome) => {
    expect(explained(outcome)).toBeUndefined()
  })
})
