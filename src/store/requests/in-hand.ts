import type pg from 'pg'
import { perPool } from '../database/per-pool.js'
import type { AnswerRows } from '../merge/answer-rows.js'

/** What the archive says of an answer. */
export interface AnswerFacts {
  readonly responseId: number
  readonly sha256: string
  readonly fetchedAt: Date
  /** See `RateSlot.askedNumber`. */
  readonly askedNumber: number
}

/** An answer whose decoded body is at hand. */
export interface UnreadAnswer extends AnswerFacts {
  readonly body: Buffer
}

/** An answer that was read for a dataset. Its body was let go. */
export interface ReadAnswer extends AnswerFacts {
  readonly read: {
    /** Name of the dataset, which determines all the rest. */
    readonly dataset: string
    /** See `contentHash`. */
    readonly contentHash: string
    /** See `bodyTime`. */
    readonly bodyTime: string | undefined
  } & ReadContent
}

/** The rows, or the JSON where rows depend on other answers. */
export type ReadContent = { readonly rows: AnswerRows } | { readonly json: unknown }

/** An archived answer, as a transform gets it. */
export type ArchivedAnswer = UnreadAnswer | ReadAnswer

/**
 * Bytes of the answers that a process keeps, as rows or as decoded bodies: more than the batches in progress of two datasets
 * have. JSON takes about three times as much as its body.
 */
const MOST_BYTES = 24 * 1024 * 1024

interface InHand {
  bytes: number
  readonly answers: Map<number, { readonly answer: ArchivedAnswer; readonly bytes: number }>
}

const handOf = perPool((): InHand => ({ bytes: 0, answers: new Map() }))

/**
 * Keeps an answer that this process has just archived, so that the transform need not read it back, unpack and parse it. The
 * oldest go first; the archive has them all. `bytes`: those of its rows, or of its decoded body.
 */
export function keepInHand(pool: pg.Pool, answer: ArchivedAnswer, bytes: number): void {
  if (bytes > MOST_BYTES) return
  const held = handOf(pool)
  letGo(pool, answer.responseId)
  held.answers.set(answer.responseId, { answer, bytes })
  held.bytes += bytes
  for (const oldest of held.answers.keys()) {
    if (held.bytes <= MOST_BYTES) break
    letGo(pool, oldest)
  }
}

/**
 * The answer if this process still has it and it is of use to the dataset; in any case it is let go. `sha256`: the hash that
 * the archive has under this id now. After a failover or a restore that lost the last answers, their ids are those of others.
 * `dataset`: undefined takes none that was read.
 */
export function takeFromHand(
  pool: pg.Pool,
  responseId: number,
  sha256: string | undefined,
  dataset: string | undefined,
): ArchivedAnswer | undefined {
  const answer = letGo(pool, responseId)
  if (answer === undefined || answer.sha256 !== sha256) return undefined
  return 'body' in answer || answer.read.dataset === dataset ? answer : undefined
}

function letGo(pool: pg.Pool, responseId: number): ArchivedAnswer | undefined {
  const held = handOf(pool)
  const kept = held.answers.get(responseId)
  if (kept === undefined) return undefined
  held.answers.delete(responseId)
  held.bytes -= kept.bytes
  return kept.answer
}
