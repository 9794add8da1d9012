import { createHash } from 'node:crypto'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DatasetRequest } from '../../../src/datasets/dataset.js'
import type { ContentEncoding, SourceAnswer } from '../../../src/sources/source.js'
import {
  archiveAnswer,
  archiveFailure,
  readAnswers,
  shareAnswer,
  type Attempt,
  type FailedAttempt,
} from '../../../src/store/requests/archive.js'
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
  }
}

const CODERS: Readonly<Record<ContentEncoding, (body: string) => Buffer>> = {
  identity: (body) => Buffer.from(body),
  gzip: (body) => gzipSync(body),
  deflate: (body) => deflateSync(body),
  br: (body) => brotliCompressSync(body),
}

function answerOf(body: string, encoding: ContentEncoding = 'gzip'): SourceAnswer {
  return {
    url: 'https://stats.test/stats/leaguegamelog?Season=2018-19',
    status: 200,
    receivedBody: CODERS[encoding](body),
    encoding,
    decodedBody: Buffer.from(body),
    sha256: createHash('sha256').update(body).digest('hex'),
    requestedAt: new Date('2026-01-01T10:00:00.000Z'),
    respondedAt: new Date('2026-01-01T10:00:01.000Z'),
    durationMs: 1_000,
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
  it('is kept as received, with the attempt that brought it', async () => {
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

  it.each(Object.keys(CODERS) as ContentEncoding[])('in %s is read again decoded', async (encoding) => {
    const body = '{"name":"Dončić"}'
    const id = await archiveAnswer(database.pool, await attemptOf('run'), answerOf(body, encoding))
    const answers = await readAnswers(database.pool, [id])
    expect(answers.get(id)?.body.toString()).toBe(body)
    expect(answers.get(id)?.fetchedAt).toEqual(new Date('2026-01-01T10:00:01.000Z'))
  })

  it('that two responses have is kept once, however it was packed', async () => {
    const first = await archiveAnswer(database.pool, await attemptOf('one'), answerOf('{"a":1}', 'gzip'))
    const second = await archiveAnswer(database.pool, await attemptOf('two'), answerOf('{"a":1}', 'br'))
    const { rows } = await database.pool.query('select encoding from raw_bodies')
    expect(rows).toEqual([{ encoding: 'gzip' }])
    expect((await readAnswers(database.pool, [first, second])).size).toBe(2)
  })

  it('archived by many at once is kept once', async () => {
    const attempts = await Promise.all(['a', 'b', 'c', 'd'].map((runId) => attemptOf(runId)))
    await Promise.all(attempts.map((attempt) => archiveAnswer(database.pool, attempt, answerOf('{"a":1}'))))
    const { rows } = await database.pool.query(
      'select (select count(*) from raw_bodies) as bodies, (select count(*) from raw_responses) as responses',
    )
    expect(rows).toEqual([{ bodies: 1, responses: 4 }])
  })

  it('that nobody has is not among those read', async () => {
    expect((await readAnswers(database.pool, [4711])).size).toBe(0)
  })
})

describe('a failed attempt', () => {
  it('is kept with its cause and leaves the request to the next one', async () => {
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

  it('is forgotten by the request that is answered after it', async () => {
    const attempt = await attemptOf('run')
    await archiveFailure(database.pool, attempt, failure)
    await archiveAnswer(database.pool, { ...attempt, attempt: 2 }, answerOf('{}'))
    expect(await readPlan(database.pool, 'run', 'team_game_logs')).toMatchObject([
      { state: 'answered', error: null },
    ])
  })

  it('that comes after the answer changes nothing of the request', async () => {
    const attempt = await attemptOf('run')
    const id = await archiveAnswer(database.pool, attempt, answerOf('{}'))
    await archiveFailure(database.pool, attempt, { ...failure, final: true })
    expect(await readPlan(database.pool, 'run', 'team_game_logs')).toMatchObject([
      { state: 'answered', responseId: id, error: null },
    ])
  })
})

describe('an answer of the same run to the same question', () => {
  it('is shared', async () => {
    const id = await archiveAnswer(database.pool, await attemptOf('run', 'team_game_logs'), answerOf('{}'))
    await attemptOf('run', 'teams')
    expect(await shareAnswer(database.pool, 'run', 'teams', 0)).toBe(true)
    expect(await readPlan(database.pool, 'run', 'teams')).toMatchObject([
      { state: 'answered', responseId: id },
    ])
  })

  it('is not there before it was given', async () => {
    await attemptOf('run', 'team_game_logs')
    await attemptOf('run', 'teams')
    expect(await shareAnswer(database.pool, 'run', 'teams', 0)).toBe(false)
  })

  it('is not taken from another run', async () => {
    await archiveAnswer(database.pool, await attemptOf('yesterday', 'team_game_logs'), answerOf('{}'))
    await attemptOf('run', 'teams')
    expect(await shareAnswer(database.pool, 'run', 'teams', 0)).toBe(false)
  })
})
