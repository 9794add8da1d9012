import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { checkArchive, type ArchiveCheck } from '../../../src/store/archive/check.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { hashOf, ownAnswer } from './own-answer.js'

let database: TestDatabase
let corruptId: number
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await emptyTables(database.pool)
  await ownAnswer(database.pool, { requestKey: 'nba stats/a?', text: 'whole' })
  corruptId = await ownAnswer(database.pool, { requestKey: 'nba stats/b?', text: 'corrupt' })
  await query(`insert into request_marks (dataset, season, season_type, request_key, content_hash, transform_version, response_id, fetched_at, rows, quarantined, run_id)
    values ('box_scores', '2018-19', 'Regular Season', 'nba stats/b?', 'h', 1, ${corruptId}, now(), 1, 0, 'r1')`)
})

const query = async <T extends object>(sql: string): Promise<T[]> => (await database.pool.query<T>(sql)).rows
const check = (): Promise<ArchiveCheck> => checkArchive(database.pool, () => undefined)
const damage = () =>
  query(
    `update raw_bodies set body = set_byte(body, 12, get_byte(body, 12) # 1) where sha256 = '${hashOf('corrupt')}'`,
  )

const CORRUPT = expect.objectContaining({
  dataset: 'box_scores',
  requestKey: 'nba stats/b?',
  sha256: hashOf('corrupt'),
})

it('an archive whose bodies are what their hashes say is whole', async () => {
  expect(await check()).toEqual({ bodies: 2, corrupt: [], lost: [] })
})

it('a corrupt body is named, kept aside, and what was merged from it counts as not merged', async () => {
  await damage()
  expect(await check()).toEqual({ bodies: 2, corrupt: [CORRUPT], lost: [] })
  expect(await query('select sha256 from raw_bodies order by length(sha256)')).toEqual([
    { sha256: hashOf('whole') },
    { sha256: `corrupt ${hashOf('corrupt')}` },
  ])
  expect(await query('select content_hash from request_marks')).toEqual([{ content_hash: '' }])
})

it('a body that is not packed is held against its hash as well', async () => {
  await query(
    `update raw_bodies set encoding = 'identity', body = 'corrupT' where sha256 = '${hashOf('corrupt')}'`,
  )
  expect((await check()).corrupt).toEqual([CORRUPT])
})

it('a request whose latest answer has lost its body is named until it is asked for again', async () => {
  await damage()
  await check()
  expect(await check()).toEqual({ bodies: 1, corrupt: [], lost: [CORRUPT] })
  await ownAnswer(database.pool, { requestKey: 'nba stats/b?', text: 'other' })
  expect(await check()).toEqual({ bodies: 2, corrupt: [], lost: [] })
})

it('the same answer brings the body back, also to the answers before it', async () => {
  await damage()
  await check()
  await ownAnswer(database.pool, { requestKey: 'nba stats/b?', text: 'corrupt' })
  expect(await check()).toEqual({ bodies: 2, corrupt: [], lost: [] })
  const whole = `select count(*)::int as n from raw_responses join raw_bodies using (sha256)`
  expect(await query(whole)).toEqual([{ n: 3 }])
})
