import { describe, expect, it } from 'vitest'
import { SCOPE, TinySeason } from './tiny-season.js'

const season = new TinySeason()

/** Records that the last answer to a request of a dataset had so many rows. */
async function answered(dataset: string, label: string, rows: number): Promise<void> {
  await season.pool.query(
    `insert into sync_requests (run_id, dataset, ordinal, request_key, service, endpoint, params, label, state)
     values ('run', $1, 0, 'asked', 'stats', 'x', '{}', $2, 'answered')`,
    [dataset, label],
  )
  await season.pool.query(
    `insert into request_marks (dataset, season, season_type, request_key, content_hash, transform_version, response_id, fetched_at,
       asked_number, rows, quarantined, run_id, merged_at)
     values ($1, $2, $3, 'asked', 'x', 1, 1, now(), 1, $4, 0, 'run', now())`,
    [dataset, SCOPE.season, SCOPE.seasonType, rows],
  )
}

describe('an answer with as many rows as the source gives at most', () => {
  const LABEL = 'leaguedashlineups 1 5'
  const detail = `the answer to ${LABEL} has 2,000 rows, as many as the source gives at most, so that others may be missing`
  it.each([
    [1_999, []],
    [2_000, [{ kind: 'missing', subject: LABEL, detail }]],
  ])('is missing some: %i rows', async (rows, findings) => {
    await answered('lineups', LABEL, rows)
    expect(await season.findings('lineups')).toEqual(findings)
  })
})

describe('an answer with exactly the rows at which the source cuts those of another dataset', () => {
  const LABEL = 'leaguegamelog players 2018-19'
  const detail = `the answer to ${LABEL} has 2,000 rows, at which the source cuts some answers: it removed nothing`
  it.each([
    [1_999, []],
    [2_000, [{ kind: 'note', subject: LABEL, detail }]],
    [2_001, []],
  ])('has a note: %i rows', async (rows, findings) => {
    await answered('player_game_logs', LABEL, rows)
    expect(await season.findings('player_game_logs')).toEqual(findings)
  })
})
