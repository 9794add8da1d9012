import type pg from 'pg'
import { inTransaction } from '../database/database.js'
import { NOT_MERGED } from '../merge/last-merged.js'
import { FACTS_AT_ONCE, inParts, isIntact, type BodyFacts } from './bodies.js'

/** A request whose archived answer has no usable body. */
export interface LostAnswer {
  readonly dataset: string
  readonly requestKey: string
  readonly sha256: string
  readonly fetchedAt: Date
}

export interface ArchiveCheck {
  readonly bodies: number
  /** Answers whose bodies are corrupt, found now. */
  readonly corrupt: readonly LostAnswer[]
  /** Requests whose latest answer has lost its body before, and has not been asked for since. */
  readonly lost: readonly LostAnswer[]
}

/** A corrupt body is kept under this name, so that no answer has it any more; `archive prune` removes it. */
export const CORRUPT = 'corrupt '

/**
 * Compares every archived body with its hash. A corrupt one is no answer any more, and what was merged from it counts as
 * not merged: the next sync asks for it again.
 */
export async function checkArchive(pool: pg.Pool, onBodies: (bodies: number) => void): Promise<ArchiveCheck> {
  const corrupt: LostAnswer[] = []
  const lost = await lostAnswers(pool)
  let bodies = 0
  let after = ''
  for (;;) {
    const { rows } = await pool.query<BodyFacts>(
      `select sha256, encoding, received_bytes as "receivedBytes", decoded_bytes as "decodedBytes" from sync.raw_bodies
       where sha256 > $1 and sha256 not like '${CORRUPT}%' order by sha256 limit ${FACTS_AT_ONCE}`,
      [after],
    )
    if (rows.length === 0) return { bodies, corrupt, lost }
    for (const part of inParts(rows)) {
      for (const facts of await corruptOf(pool, part)) corrupt.push(...(await giveUp(pool, facts.sha256)))
      bodies += part.length
      onBodies(bodies)
    }
    after = rows.at(-1)?.sha256 ?? after
  }
}

async function corruptOf(pool: pg.Pool, part: readonly BodyFacts[]): Promise<readonly BodyFacts[]> {
  const { rows } = await pool.query<{ sha256: string; body: Buffer }>(
    'select sha256, body from sync.raw_bodies where sha256 = any($1)',
    [part.map(({ sha256 }) => sha256)],
  )
  const byHash = new Map(rows.map(({ sha256, body }) => [sha256, body]))
  const judged = await Promise.all(
    part.map(async (facts) => {
      const body = byHash.get(facts.sha256)
      return body === undefined || (await isIntact(facts, body)) ? [] : [facts]
    }),
  )
  return judged.flat()
}

/** Takes a corrupt body from the answers that have it, and returns them. */
function giveUp(pool: pg.Pool, sha256: string): Promise<readonly LostAnswer[]> {
  return inTransaction(pool, async (client) => {
    await client.query('delete from sync.raw_bodies where sha256 = $1', [CORRUPT + sha256])
    await client.query('update sync.raw_bodies set sha256 = $2 where sha256 = $1', [sha256, CORRUPT + sha256])
    const { rows } = await client.query<LostAnswer & { responseId: number }>(
      `select response_id as "responseId", dataset, request_key as "requestKey", sha256, fetched_at as "fetchedAt"
       from sync.raw_responses where sha256 = $1 and outcome = 'answered' order by response_id`,
      [sha256],
    )
    await client.query(
      `update sync.request_marks set content_hash = '${NOT_MERGED}' where response_id = any($1) or content_response_id = any($1)`,
      [rows.map(({ responseId }) => responseId)],
    )
    return rows.map(({ responseId: _id, ...answer }) => answer)
  })
}

async function lostAnswers(pool: pg.Pool): Promise<readonly LostAnswer[]> {
  const { rows } = await pool.query<LostAnswer>(
    `select latest.* from (
       select distinct on (request_key) dataset, request_key as "requestKey", sha256, fetched_at as "fetchedAt"
       from sync.raw_responses where outcome = 'answered' and not canary
       order by request_key, asked_number desc, response_id desc) latest
     where not exists (select from sync.raw_bodies b where b.sha256 = latest.sha256) order by 1, 2`,
  )
  return rows
}
