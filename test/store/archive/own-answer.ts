import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type pg from 'pg'
import { archiveAnswer } from '../../../src/store/requests/archive-answer.js'

/** An answer that was fetched here. */
export interface OwnAnswer {
  readonly requestKey: string
  readonly text: string
  readonly runId?: string
  readonly dataset?: string
  readonly url?: string
  readonly at?: string
}

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Archives an answer as a fetch does. Returns the id of its response. */
export async function ownAnswer(pool: pg.Pool, answer: OwnAnswer): Promise<number> {
  const {
    requestKey,
    text,
    runId = 'r1',
    dataset = 'box_scores',
    url = 'http://127.0.0.1:9/stats/x',
  } = answer
  const at = new Date(answer.at ?? '2026-01-01T10:00:00.000Z')
  const { rows } = await pool.query<{ n: number }>(`select nextval('raw_responses_asked_number_seq') as n`)
  const body = gzipSync(text)
  return archiveAnswer(
    pool,
    {
      runId,
      source: 'nba',
      dataset,
      ordinal: 0,
      endpoint: 'x',
      requestKey,
      params: { GameID: '1' },
      url,
      attempt: 1,
      askedNumber: rows[0]?.n ?? 0,
    },
    {
      url,
      status: 200,
      receivedBody: body,
      encoding: 'gzip',
      decodedBody: Buffer.from(text),
      sha256: hashOf(text),
      requestedAt: at,
      respondedAt: at,
    },
  )
}
