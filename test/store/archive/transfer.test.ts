import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openArchive } from '../../../src/archive/reader.js'
import { writeArchive } from '../../../src/archive/writer.js'
import { exportArchive, importArchive, type ExportRequest } from '../../../src/runs/archive.js'
import type { Imported } from '../../../src/store/archive/import.js'
import { answeredSince } from '../../../src/store/requests/attempts.js'
import { openRun } from '../../../src/store/runs/runs.js'
import { claimDatabase } from '../../../src/store/runs/workers.js'
import { ABOUT, answerOf, bodyWith, inOrder, listOf } from '../../archive/archives.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { runOf } from '../run-of.js'
import { hashOf, ownAnswer } from './own-answer.js'

const KEY = 'nba stats/stats/boxscoretraditionalv3?GameID=0021800001'

let database: TestDatabase
let folder: string
let files = 0
let file: string
beforeAll(async () => {
  database = await createTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'season-sync-transfer-'))
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  await emptyTables(database.pool)
  file = join(folder, `${++files}.tar`)
  await openRun(database.pool, ...runOf('r1', ['box_scores']))
})

const query = async <T extends object>(sql: string): Promise<T[]> => (await database.pool.query<T>(sql)).rows

async function importFile(of = file): Promise<Imported> {
  const archive = await openArchive(of)
  try {
    return await importArchive(database, archive)
  } finally {
    await archive.close()
  }
}

/** The request keys in an exported file. */
async function exported(request?: ExportRequest): Promise<readonly string[]> {
  const into = join(folder, `${++files}.tar`)
  await exportArchive(database, into, 'nba', request)
  const archive = await openArchive(into)
  const bodies = await listOf(archive.bodies())
  await archive.close()
  return bodies.flatMap(({ entry }) => entry.answers.map(({ requestKey }) => requestKey)).toSorted()
}

/** The bodies of the answers to the request, the newest first. */
const newestFirst = () =>
  query<{ sha256: string; imported: boolean }>(
    `select sha256, imported_at is not null as imported from raw_responses where request_key = '${KEY}' order by asked_number desc`,
  )

it('an answer keeps its body and its origin on the way to another database', async () => {
  await ownAnswer(database.pool, { requestKey: KEY, text: '{"a":1}', at: '2026-01-02T03:04:05.678Z' })
  await exportArchive(database, file, 'nba')
  const bodies = () => query('select sha256, encoding, body, received_bytes, decoded_bytes from raw_bodies')
  const before = await bodies()
  await emptyTables(database.pool)
  expect(await importFile()).toMatchObject({ bodies: 1, newBodies: 1, answers: 1, newAnswers: 1 })
  expect(await bodies()).toEqual(before)
  expect(
    await query(
      `select run_id, source, dataset, endpoint, request_key, params, status, outcome, sha256, fetched_at, season, season_type,
         imported_at is not null as imported from raw_responses`,
    ),
  ).toEqual([
    {
      run_id: null,
      source: 'nba',
      dataset: 'box_scores',
      endpoint: 'x',
      request_key: KEY,
      params: { GameID: '1' },
      status: 200,
      outcome: 'answered',
      sha256: hashOf('{"a":1}'),
      fetched_at: new Date('2026-01-02T03:04:05.678Z'),
      season: '2018-19',
      season_type: 'Regular Season',
      imported: true,
    },
  ])
  expect(await query('select source from database_source')).toEqual([{ source: 'nba' }])
})

it('no address of a server of one’s own and no password leaves', async () => {
  await ownAnswer(database.pool, {
    requestKey: KEY,
    text: '1',
    url: 'http://me:secret@relay.lan/token/stats/x',
  })
  await ownAnswer(database.pool, {
    requestKey: `${KEY}2`,
    text: '2',
    url: 'https://me:secret@stats.nba.com/stats/x?GameID=2',
  })
  await exportArchive(database, file, 'nba')
  const content = readFileSync(file, 'latin1')
  for (const secret of ['secret', 'relay', 'token', 'me:']) expect(content).not.toContain(secret)
  expect(content).toContain('"url":"/stats/boxscoretraditionalv3?GameID=0021800001"')
  expect(content).toContain('"url":"https://stats.nba.com/stats/x?GameID=2"')
})

it('imported answers count as older than all that were fetched here, and are in the order of their times', async () => {
  await ownAnswer(database.pool, { requestKey: KEY, text: 'own', at: '2020-01-01T00:00:00Z' })
  const imported = ['2026-11-20T10:00:00.000Z', '2026-11-22T10:00:00.000Z', '2026-11-21T10:00:00.000Z']
  const bodies = imported.map((fetchedAt) => bodyWith(fetchedAt, [answerOf('0021800001', { fetchedAt })]))
  await writeArchive(file, ABOUT, inOrder(...bodies))
  await importFile()
  expect(await newestFirst()).toEqual([
    { sha256: hashOf('own'), imported: false },
    { sha256: hashOf('2026-11-22T10:00:00.000Z'), imported: true },
    { sha256: hashOf('2026-11-21T10:00:00.000Z'), imported: true },
    { sha256: hashOf('2026-11-20T10:00:00.000Z'), imported: true },
  ])
})

it('an answer that is here already is not stored again, whether it was fetched here or imported', async () => {
  await ownAnswer(database.pool, { requestKey: KEY, text: 'own' })
  await exportArchive(database, file, 'nba')
  expect(await importFile()).toMatchObject({ answers: 1, newAnswers: 0, newBodies: 0 })
  const other = join(folder, 'other.tar')
  await writeArchive(other, ABOUT, inOrder(bodyWith('x', [answerOf('0021800001'), answerOf('0021800001')])))
  expect(await importFile(other)).toMatchObject({ newAnswers: 1, newBodies: 1 })
  expect(await importFile(other)).toMatchObject({ newAnswers: 0, newBodies: 0 })
  expect(await newestFirst()).toHaveLength(2)
})

it('imported answers do not say that the source answers now', async () => {
  const attempt = { runId: 'r1', source: 'nba', dataset: 'box_scores', requestKey: KEY } as const
  await query(
    `insert into raw_responses (run_id, source, dataset, endpoint, request_key, params, url, attempt, outcome, requested_at, fetched_at)
     values ('r1', 'nba', 'box_scores', 'x', '${KEY}', '{}', '/', 1, 'Unavailable', now(), now())`,
  )
  await writeArchive(file, ABOUT, inOrder(bodyWith('x', [answerOf('0021800002')])))
  await importFile()
  expect(await answeredSince(database.pool, attempt)).toBe(false)
})

it('nothing of a damaged file is stored', async () => {
  const bodies = Array.from({ length: 600 }, (_, i) => bodyWith(`body ${i}`, [answerOf(`00218${i}`)]))
  await writeArchive(file, ABOUT, inOrder(...bodies))
  const content = readFileSync(file)
  const last = (await listOf(inOrder(...bodies))).at(-1)
  const at = content.indexOf(last?.body ?? '') + 12
  content[at] = (content[at] ?? 0) ^ 1
  writeFileSync(file, content)
  await expect(importFile()).rejects.toThrow(`entry 600, the answer to ${last?.entry.answers[0]?.requestKey}`)
  expect(
    await query('select (select count(*) from raw_bodies) + (select count(*) from raw_responses) as n'),
  ).toEqual([{ n: 0 }])
})

it('an archive of another source is refused', async () => {
  await claimDatabase(database.pool, 'sandbox')
  await writeArchive(file, ABOUT, inOrder())
  await expect(importFile()).rejects.toThrow('This database holds the source sandbox')
})

it('a corrupt body is not exported, and no file is left', async () => {
  await ownAnswer(database.pool, { requestKey: KEY, text: 'own' })
  await query(`update raw_bodies set body = set_byte(body, 12, 0)`)
  await expect(exportArchive(database, file, 'nba')).rejects.toThrow(
    `The archived answer to ${KEY} is corrupt, so that nothing was exported; see: season-sync archive check`,
  )
  expect(() => readFileSync(file)).toThrow('ENOENT')
})

it('a request whose latest answer is gone is counted, and an older body of it is exported', async () => {
  const of = (text: string, day: number) =>
    ownAnswer(database.pool, { requestKey: KEY, text, at: `2026-01-0${day}T00:00:00Z` })
  await of('{"a":1}', 1)
  await of('{"a":2}', 2)
  expect(await exportArchive(database, file, 'nba')).toMatchObject({ answers: 2, lacking: 0 })
  await query(`delete from raw_bodies where sha256 = '${hashOf('{"a":2}')}'`)
  const again = join(folder, `${++files}.tar`)
  expect(await exportArchive(database, again, 'nba')).toMatchObject({ answers: 1, lacking: 1 })
})

it('a season or a dataset is exported alone, with the datasets that it needs', async () => {
  await openRun(database.pool, ...runOf('r2', ['games'], { season: '2019-20' }))
  await ownAnswer(database.pool, { requestKey: 'nba stats/a?', text: 'a' })
  await ownAnswer(database.pool, { requestKey: 'nba stats/b?', text: 'b', dataset: 'games' })
  await ownAnswer(database.pool, { requestKey: 'nba stats/c?', text: 'c', dataset: 'standings' })
  await ownAnswer(database.pool, { requestKey: 'nba stats/d?', text: 'd', dataset: 'games', runId: 'r2' })
  expect(await exported()).toHaveLength(4)
  expect(await exported({ seasons: ['2019-20'] })).toEqual(['nba stats/d?'])
  expect(await exported({ seasons: ['2018-19'], only: ['box_scores'] })).toEqual([
    'nba stats/a?',
    'nba stats/b?',
  ])
  await expect(exported({ only: ['dunks'] })).rejects.toThrow("'dunks' is not a dataset of nba")
})

it('an answer that a run of another season took over is exported with that season, too', async () => {
  const responseId = await ownAnswer(database.pool, { requestKey: 'nba stats/a?', text: 'a' })
  await openRun(database.pool, ...runOf('r2', ['players'], { season: '2019-20' }))
  await query(
    `insert into sync_requests (run_id, dataset, ordinal, request_key, service, endpoint, params, label, state, response_id)
     values ('r2', 'players', 0, 'nba stats/a?', 'stats', 'x', '{}', 'x', 'answered', ${responseId})`,
  )
  expect(await exported({ seasons: ['2019-20'], only: ['players'] })).toEqual(['nba stats/a?'])
})
