import { MockActivityEnvironment } from '@temporalio/testing'
import { DefaultLogger } from '@temporalio/worker'
import { expect, it } from 'vitest'
import type { Activities } from '../../src/activities/index.js'
import type { SeasonSyncResult } from '../../src/contracts/season-run.js'
import gameBroadcasters from '../../src/datasets/nba/game-broadcasters.js'
import shotAverages from '../../src/datasets/nba/shot-averages.js'
import teamGameLogs from '../../src/datasets/nba/team-game-logs.js'
import teamPlayTypes from '../../src/datasets/nba/team-play-types.js'
import teamSeasonHustle from '../../src/datasets/nba/team-season-hustle.js'
import { storePlan } from '../../src/store/requests/plan.js'
import { findingsOf } from '../../src/store/runs/history.js'
import { openRun } from '../../src/store/runs/runs.js'
import { mergeAnswer } from '../store/merge/merging.js'
import { runOf } from '../store/run-of.js'
import { useActivities } from '../support/activities.js'
import type { TestDatabase } from '../support/database.js'

let database: TestDatabase
let activities: Activities
useActivities((started) => ({ database, activities } = started))

/** Ends a run of a dataset, the team game logs by default, long after the season's games; the answers to these requests had no rows. */
async function end(
  runId: string,
  requests: Parameters<typeof storePlan>[2],
  more: { readonly notOffered?: readonly string[]; readonly season?: string } = {},
  dataset = teamGameLogs,
): Promise<SeasonSyncResult> {
  const [run, input] = runOf(runId, [dataset.name], { today: '2026-02-22', ...more })
  await openRun(database.pool, run, input)
  await storePlan(database.pool, { runId, dataset: dataset.name, source: 'nba' }, requests)
  await database.pool.query(`update sync_requests set state = 'answered' where run_id = $1`, [runId])
  if (requests.length > 0) await mergeAnswer(database.pool, dataset, { runId, rows: [] })
  return new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') }).run(() =>
    activities.closeRunRecord(input, runId, { failed: {}, cancelled: false }),
  )
}

it('a step whose answer is empty although games have been played is partial', async () => {
  const request = { service: 'stats', endpoint: 'e', path: '/e', label: 'e', params: {} }
  expect(await end('asked', [request])).toMatchObject({
    outcome: 'partial',
    cause: expect.stringContaining('the answer was empty although games have been played'),
  })
})

it('a step whose answer may be empty is whole without a row', async () => {
  const request = { service: 'stats', endpoint: 'e', path: '/e', label: 'e', params: {} }
  expect(await end('may-be-empty', [request], {}, gameBroadcasters)).toMatchObject({
    outcome: 'succeeded',
    datasets: [{ requests: 1, missing: 0 }],
  })
})

it.each([
  ['2015-16', 'succeeded'],
  ['2018-19', 'partial'],
])(
  'a step whose answer may be empty in one season is not whole without a row in others: %s',
  async (season, outcome) => {
    const request = { service: 'stats', endpoint: 'e', path: '/e', label: 'e', params: {} }
    expect(await end(`hustle-${season}`, [request], { season }, teamSeasonHustle)).toMatchObject({ outcome })
  },
)

it('a step of several answers about one season is not whole if all are empty', async () => {
  const request = { service: 'stats', endpoint: 'e', path: '/e', label: 'e', params: {} }
  const requests = ['Cut', 'Misc'].map((type) => ({ ...request, params: { PlayType: type } }))
  expect(await end('play-types', requests, {}, teamPlayTypes)).toMatchObject({
    outcome: 'partial',
    cause: expect.stringContaining('the answer was empty although games have been played'),
  })
})

it('a step of one answer about a season whose table knows no season type is not whole without a row', async () => {
  const request = { service: 'stats', endpoint: 'e', path: '/e', label: 'e', params: {} }
  expect(await end('averages', [request], {}, shotAverages)).toMatchObject({ outcome: 'partial' })
})

it('a step that had nothing to ask is not called empty', async () => {
  expect(await end('nothing-to-ask', [])).toMatchObject({
    outcome: 'succeeded',
    cause: null,
    datasets: [{ requests: 0, missing: 0 }],
  })
})

it('a dataset that was named and does not exist for the season is a note, and nothing is missing', async () => {
  expect(await end('not-offered', [], { notOffered: ['box_score_hustle', 'standings'] })).toMatchObject({
    outcome: 'succeeded',
  })
  expect((await findingsOf(database.pool, 'not-offered')).map(({ kind, detail }) => [kind, detail])).toEqual(
    Array(2).fill([
      'note',
      'not offered for 2018-19 Regular Season: box_score_hustle (since 2015-16), standings (since 1970-71, only Regular Season)',
    ]),
  )
})
