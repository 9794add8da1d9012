import { beforeAll, expect, it } from 'vitest'
import type { LyingSource, Wrong } from '../lies/lying-source.js'
import { lyingSyncs } from '../support/lying-syncs.js'
import type { SyncEnvironment } from '../support/sync-environment.js'

let environment: SyncEnvironment
let source: LyingSource
const started = lyingSyncs()
beforeAll(() => {
  ;({ environment, source } = started())
})

const NO_BOX_SCORE: Wrong = {
  about: (path) => path.includes('boxscoretraditionalv3'),
  answer: (body) => JSON.stringify({ ...body, boxScoreTraditional: null }),
}

const PLAYOFFS = { season: '2023-24', seasonType: 'Playoffs', only: ['box_scores'], recheck: 'all' } as const

it('a season of which the source has no box score ends after eight empty answers, with one sentence', async () => {
  source.tell(NO_BOX_SCORE)
  const result = await environment.sync(PLAYOFFS)
  const step = result.datasets.find(({ name }) => name === 'box_scores')
  expect(result.outcome).toBe('partial')
  expect(step).toMatchObject({ outcome: 'failed', answered: 0, missing: 1 })
  expect(step?.cause).toMatch(
    /^1 missing \(2023-24: the source has nothing: 8 of \d+ requests brought no row, and the others were not sent\)$/,
  )
  const { rows } = await environment.database.pool.query(
    `select count(distinct request_key)::int as n from raw_responses where dataset = 'box_scores' and not canary`,
  )
  expect(rows).toEqual([{ n: 8 }])
})

it('the same season is complete once the source has its box scores', async () => {
  source.tell(undefined)
  expect(await environment.sync(PLAYOFFS)).toMatchObject({ outcome: 'succeeded' })
})

it('a retry of a season without play-by-play asks for no more than the sync did', async () => {
  source.tell({
    about: (path) => path.includes('playbyplayv3'),
    answer: (body) => JSON.stringify({ ...body, game: { ...Object(body.game), actions: [] } }),
  })
  const input = { ...PLAYOFFS, only: ['play_by_play'] } as const
  const first = await environment.sync(input)
  const second = await environment.sync({ ...input, retryOf: first.runId })
  const { rows } = await environment.database.pool.query(
    `select run_id as run, count(distinct request_key)::int as n from raw_responses
     where dataset = 'play_by_play' and not canary group by 1`,
  )
  expect(new Map(rows.map(({ run, n }) => [run, n]))).toEqual(
    new Map([
      [first.runId, 8],
      [second.runId, 8],
    ]),
  )
})

it('a stored season of which the source has nothing any more keeps its rows, and gets lost ones back', async () => {
  const { pool } = environment.database
  const rows = async () =>
    (await pool.query('select game_id, count(*)::int as n from box_score_players group by 1 order by 1')).rows
  source.tell(undefined)
  await environment.sync(PLAYOFFS)
  const before = await rows()
  await pool.query('delete from box_score_players where game_id = any($1)', [
    [before[0]?.game_id, before.at(-1)?.game_id],
  ])
  source.tell(NO_BOX_SCORE)
  expect((await environment.sync(PLAYOFFS)).outcome).toBe('partial')
  expect(await rows()).toEqual(before)
})
