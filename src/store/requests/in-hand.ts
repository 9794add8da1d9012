import type pg from 'pg'
import { perPool } from '../database/per-pool.js'

/** An archived answer, as a transform reads it. */
export interface ArchivedAnswer {
  readonly responseId: number
  readonly sha256: string
  readonly fetchedAt: Date
  /** See `RateSlot.askedNumber`. */
  readonly askedNumber: number
  /** The decoded body. */
  readonly body: Buffer
  /** The body as JSON, where this process has parsed it before. */
  readonly json?: unknown
}

/**
 * Decoded bytes of the answers that a process keeps: more than the batches in progress of two datasets have. Parsed, they
 * take about three times of it.
 */
const MOST_BYTES = 24 * 1024 * 1024

interface InHand {
  bytes: number
  readonly answers: Map<number, ArchivedAnswer>
}

const handOf = perPool((): InHand => ({ bytes: 0, answers: new Map() }))

/**
 * Keeps an answer that this process has just archived, so that the transform need not read it back, unpack and parse it. The
 * oldest go first; the archive has them all.
 */
export function keepInHand(pool: pg.Pool, answer: ArchivedAnswer): void {
  if (answer.body.length > MOST_BYTES) return
  const held = handOf(pool)
  letGo(pool, answer.responseId)
  held.answers.set(answer.responseId, answer)
  held.bytes += answer.body.length
  for (const oldest of held.answers.keys()) {
    if (held.bytes <= MOST_BYTES) break
    letGo(pool, oldest)
  }
}

/**
 * The answer if this process still has it, which it then lets go. `sha256`: the hash that the archive has under this id now.
 * After a failover or a restore that lost the last answers, their ids are those of others.
 */
export function takeFromHand(
  pool: pg.Pool,
  responseId: number,
  sha256: string | undefined,
): ArchivedAnswer | undefined {
  const answer = letGo(pool, responseId)
  return answer?.sha256 === sha256 ? answer : undefined
}

function letGo(pool: pg.Pool, responseId: number): ArchivedAnswer | undefined {
  const held = handOf(pool)
  const answer = held.answers.get(responseId)
  if (answer === undefined) return undefined
  held.answers.delete(responseId)
  held.bytes -= answer.body.length
  return answer
}
