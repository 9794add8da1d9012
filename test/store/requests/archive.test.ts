import { createHash } from 'node:crypto'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DatasetRequest } from '../../../src/datasets/dataset.js'
import type { ContentEncoding } from '../../../src/sources/source.js'
import { archiveAnswer, type TimedAnswer } from '../../../src/store/requests/archive-answer.js'
import { archiveFailure, type Attempt, type FailedAttempt } from '../../../src/store/requests/archive.js'
import {
  answersOf,
  partsBySize,
  readAnswers,
  UnreadableBody,
} from '../../../src/store/requests/archived-answers.js'
import { keepInHand } from '../../../src/store/requests/in-hand.js'
import { readPlan, storePlan } from '../../../src/store/requests/plan.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database.pool))

const request: DatasetRequest = {
  service: 'stats',
  endpoint: 'leaguegamelog',
  path: '/stats/leaguegamelog',
  params: { Season: '2018-19' },
  label: 'leaguegamelog 2018-19',
}

/** A planned request of a run, and an attempt at it. */
async function attemptOf(runId: string, dataset = 'team_game_logs'): Promise<Attempt> {
  const [planned] = await storePlan(database.pool, { runId, dataset, source: 'nba' }, [request])
  return {
    runId,
    source: 'nba',
    dataset,
    ordinal: 0,
    endpoint: request.endpoint,
    requestKey: planned?.requestKey ?? '',
    params: request.params,
    url: request.path,
    attempt: 1,
    askedNumber: 1,
  }
}

const CODERS: Readonly<Record<ContentEncoding, (body: string) => Buffer>> = {
  identity: (body) => Buffer.from(body),
  gzip: (body) => gzipSync(body),
  deflate: (body) => deflateSync(body),
  br: (body) => brotliCompressSync(body),
}

function answerOf(
  body: string,
  encoding: ContentEncoding = 'gzip',
  pack: (body: string) => Buffer = CODERS[encoding],
): TimedAnswer {
  return {
    url: 'https://stats.test/stats/leaguegamelog?Season=2018-19',
    status: 200,
    receivedBody: pack(body),
    encoding,
    decodedBody: Buffer.from(body),
    sha256: createHash('sha256').update(body).digest('hex'),
    requestedAt: new Date('2026-01-01T10:00:00.000Z'),
    respondedAt: new Date('2026-01-01T10:00:01.000Z'),
  }
}

const failure: FailedAttempt = {
  outcome: 'Unavailable',
  status: 503,
  error: 'leaguegamelog 2018-19: answered 503.',
  retryAfterMs: undefined,
  requestedAt: new Date('2026-01-01T10:00:00.000Z'),
  final: false,
}

describe('an answer', () => {
  it('is archived as received, with its attempt', async () => {
    const answer = answerOf('{"a":1}')
    const id = await archiveAnswer(database.pool, await attemptOf('run'), answer)
    const { rows } = await database.pool.query(
      `select response_id, run_id, dataset, attempt, outcome, status, url, encoding, body, received_bytes, decoded_bytes, fetched_at
       from raw_responses join raw_bodies using (sha256)`,
    )
    expect(rows).toEqual([
      {
        response_id: id,
        run_id: 'run',
        dataset: 'team_game_logs',
        attempt: 1,
        outcome: 'answered',
        status: 200,
        url: request.path,
        encoding: 'gzip',
        body: answer.receivedBody,
        received_bytes: answer.receivedBody.length,
        decoded_bytes: 7,
        fetched_at: answer.respondedAt,
      },
    ])
  })

  it('marks its request as answered', async () => {
    const id = await archiveAnswer(database.pool, await attemptOf('run'), answerOf('{}'))
    expect(await readPlan(database.pool, 'run', 'team_game_logs')).toMatchObject([
      { state: 'answered', responseId: id, error: null },
    ])
  })

  it('is archived together with those that come at the same time, each in its own request', async () => {
    const attempts = [await attemptOf('one'), await attemptOf('two'), await attemptOf('three')]
    const ids = await Promise.all(
      attempts.map((attempt, i) =>
        archiveAnswer(database.pool, attempt, answerOf(i === 2 ? '{}' : '{"a":1}')),
      ),
    )
    const bodies = await readAnswers(database.pool, ids)
    expect(ids.map((id) => bodies.get(id)?.body.toString())).toEqual(['{"a":1}', '{"a":1}', '{}'])
    for (const [i, runId] of ['one', 'two', 'three'].entries())
      expect(await readPlan(database.pool, runId, 'team_game_logs')).toMatchObject([{ responseId: ids[i] }])
  })

  it('that Postgres refuses does not cost those that come at the same time', async () => {
    const [one, two] = [await attemptOf('one'), await attemptOf('two')]
    const refused = { ...answerOf('{"a":1}'), status: 2 ** 40 }
    const ends = await Promise.allSettled([
      archiveAnswer(database.pool, one, refused),
      archiveAnswer(database.pool, two, answerOf('{"a":1}')),
    ])
    expect(ends).toMatchObject([
      { status: 'rejected', reason: { message: expect.stringContaining('integer') } },
      { status: 'fulfilled' },
    ])
  })

  it('whose body was stored and is gone is archived with its body', async () => {
    const id = await archiveAnswer(database.pool, await attemptOf('run'), answerOf('{"a":1}'), true)
    expect((await readAnswers(database.pool, [id])).get(id)?.body.toString()).toBe('{"a":1}')
  })

  it('is read with others in parts that take no more bytes together, a larger one alone', async () => {
    const ids: number[] = []
    for (const length of [10, 20, 30, 100, 5])
      ids.push(await archiveAnswer(database.pool, await attemptOf('run'), answerOf('x'.repeat(length))))
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = ids
    const parts = await partsBySize(database.pool, ids, 50)
    expect(parts.map(({ responseIds }) => responseIds)).toEqual([[a, b], [c], [d], [e]])
  })

  it.each(Object.keys(CODERS) as ContentEncoding[])('in %s is decoded when it is read', async (encoding) => {
    const body = '{"name":"Dončić"}'
    const id = await archiveAnswer(database.pool, await attemptOf('run'), answerOf(body, encoding))
    const answers = await readAnswers(database.pool, [id])
    expect(answers.get(id)?.body.toString()).toBe(body)
    expect(answers.get(id)?.fetchedAt).toEqual(new Date('2026-01-01T10:00:01.000Z'))
  })

  it('in deflate without its frame is decoded when it is read', async () => {
    const answer = answerOf('{"a":1}', 'deflate', (body) => deflateRawSync(body))
    const id = await archiveAnswer(database.pool, await attemptOf('run'), answer)
    expect((await readAnswers(database.pool, [id])).get(id)?.body.toString()).toBe('{"a":1}')
  })

  it('that was altered in the archive is not read', async () => {
    const id = await archiveAnswer(database.pool, await attemptOf('run'), answerOf('{"a":1}'))
    await database.pool.query('update raw_bodies set body = $1', [gzipSync('{"a":1} and more')])
    await expect(readAnswers(database.pool, [id])).rejects.toThrow(UnreadableBody)
    await database.pool.query('update raw_bodies set body = $1', [Buffer.from('{"a":1}')])
    await expect(readAnswers(database.pool, [id])).rejects.toThrow(
      /^the archived answer to nba stats.* is corrupt \(the body is not the gzip that it claims to be\); see: season-sync archive check$/,
    )
  })

  it('in hand is not taken for another one that the archive has under its id since a restore', async () => {
    const id = await archiveAnswer(database.pool, await attemptOf('run'), answerOf('{"a":1}'))
    const { decodedBody: body, sha256, respondedAt: fetchedAt } = answerOf('{"lost":1}')
    keepInHand(database.pool, { responseId: id, askedNumber: 1, sha256, fetchedAt, body }, body.length)
    const [part] = await partsBySize(database.pool, [id], 50)
    const answers = part && (await answersOf(database.pool, part, 'team_game_logs'))
    expect(answers?.get(id)).toEqual((await readAnswers(database.pool, [id])).get(id))
  })

  it('of two responses is stored once, however it was compressed', async () => {
    const first = await archiveAnswer(database.pool, await attemptOf('one'), answerOf('{"a":1}', 'gzip'))
    const second = await archiveAnswer(database.pool, await attemptOf('two'), answerOf('{"a":1}', 'br'))
    const { rows } = await database.pool.query('select encoding from raw_bodies')
    expect(rows).toEqual([{ encoding: 'gzip' }])
    expect((await readAnswers(database.pool, [first, second])).size).toBe(2)
  })

  it('archived by many at once is stored once', async () => {
    const attempts = await Promise.all(['a', 'b', 'c', 'd'].map((runId) => attemptOf(runId)))
    await Promise.all(attempts.map((attempt) => archiveAnswer(database.pool, attempt, answerOf('{"a":1}'))))
    const { rows } = await database.pool.query(
      'select (select count(*) from raw_bodies) as bodies, (select count(*) from raw_responses) as responses',
    )
    expect(rows).toEqual([{ bodies: 1, responses: 4 }])
  })

  it('that was never archived is not among those read', async () => {
    expect((await readAnswers(database.pool, [4711])).size).toBe(0)
  })
})

describe('a failed attempt', () => {
  it('is archived with its cause, and its request stays planned', async () => {
    const attempt = await attemptOf('run')
    await archiveFailure(database.pool, attempt, { ...failure, retryAfterMs: 5_000 })
    const { rows } = await database.pool.query(
      'select outcome, status, error, retry_after_ms, sha256, attempt from raw_responses',
    )
    expect(rows).toEqual([
      {
        outcome: 'Unavailable',
        status: 503,
        error: failure.error,
        retry_after_ms: 5_000,
        sha256: null,
        attempt: 1,
      },
    ])
    expect(await readPlan(database.pool, 'run', 'team_game_logs')).toMatchObject([
      { state: 'planned', responseId: null, error: failure.error },
    ])
  })

  it('that is the last gives the request up with its cause', async () => {
    await archiveFailure(database.pool, await attemptOf('run'), { ...failure, final: true })
    expect(await readPlan(database.pool, 'run', 'team_game_logs')).toMatchObject([
      { state: 'failed', error: failure.error },
    ])
  })

  it('leaves no error at its request once that is answered', async () => {
    const attempt = await attemptOf('run')
    await archiveFailure(database.pool, attempt, failure)
    await archiveAnswer(database.pool, { ...attempt, attempt: 2 }, answerOf('{}'))
    expect(await readPlan(database.pool, 'run', 'team_game_logs')).toMatchObject([
      { state: 'answered', error: null },
    ])
  })

  it('after the answer does not change the request', async () => {
    const attempt = await attemptOf('run')
    const id = await archiveAnswer(database.pool, attempt, answerOf('{}'))
    await archiveFailure(database.pool, attempt, { ...failure, final: true })
    expect(await readPlan(database.pool, 'run', 'team_game_logs')).toMatchObject([
      { state: 'answered', responseId: id, error: null },
    ])
  })
})
