import { createHash } from 'node:crypto'
import type pg from 'pg'
import { COMMAND } from '../../contracts/next-step.js'
import { decode } from '../../sources/http/decode.js'
import type { ContentEncoding } from '../../sources/source.js'
import { printable } from '../../text/printable.js'
import { takeFromHand, type AnswerFacts, type ArchivedAnswer, type UnreadAnswer } from './in-hand.js'

/** An archived body that is not what its hash says; no retry changes that. */
export class UnreadableBody extends Error {
  override readonly name = 'UnreadableBody'
}

/** The sentence about such a body, without its end. */
export const corruptText = (requestKey: string): string =>
  `the archived answer to ${printable(requestKey, SHOWN_CHARACTERS)} is corrupt`

const SHOWN_CHARACTERS = 300

/** Responses that are read together. */
export interface AnswerPart {
  readonly responseIds: readonly number[]
  /** The hashes of their bodies by response id; a response that the archive lacks has none. */
  readonly hashes: ReadonlyMap<number, string>
}

/**
 * Divides responses, in their order, so that the decoded bodies of a part take `bytes` together; a larger body is a part
 * of its own.
 */
export async function partsBySize(
  pool: pg.Pool,
  responseIds: readonly number[],
  bytes: number,
): Promise<readonly AnswerPart[]> {
  const { rows } = await pool.query<{ response_id: number; sha256: string; size: number }>(
    `select r.response_id, r.sha256, b.decoded_bytes as size from sync.raw_responses r join sync.raw_bodies b using (sha256)
     where r.response_id = any($1)`,
    [responseIds],
  )
  const sizes = new Map(rows.map(({ response_id, size }) => [response_id, size]))
  const hashes = new Map(rows.map(({ response_id, sha256 }) => [response_id, sha256]))
  const parts: number[][] = []
  let room = 0
  for (const id of responseIds) {
    const size = sizes.get(id) ?? 0
    const last = parts.at(-1)
    if (last !== undefined && size <= room) last.push(id)
    else {
      parts.push([id])
      room = bytes
    }
    room -= size
  }
  return parts.map((part) => ({ responseIds: part, hashes }))
}

/**
 * The archived answers of a part for a dataset, by response id: those in hand, the others from the archive. Throws an
 * UnreadableBody.
 */
export async function answersOf(
  pool: pg.Pool,
  { responseIds, hashes }: AnswerPart,
  dataset: string | undefined,
): Promise<ReadonlyMap<number, ArchivedAnswer>> {
  const held = responseIds.flatMap((id) => takeFromHand(pool, id, hashes.get(id), dataset) ?? [])
  const inHand = new Set(held.map(({ responseId }) => responseId))
  const others = responseIds.filter((id) => !inHand.has(id))
  const answers = held.map((answer) => [answer.responseId, answer] as const)
  return new Map(others.length === 0 ? answers : [...answers, ...(await readAnswers(pool, others))])
}

/** The answers of these responses from the archive, decoded, by response id. Throws an UnreadableBody. */
export async function readAnswers(
  pool: pg.Pool,
  responseIds: readonly number[],
): Promise<ReadonlyMap<number, UnreadAnswer>> {
  const { rows } = await pool.query<
    StoredBody & { response_id: number; fetched_at: Date; asked_number: number }
  >(
    `select r.response_id, r.source, r.request_key, r.sha256, r.fetched_at, r.asked_number, b.encoding, b.body, b.decoded_bytes
     from sync.raw_responses r join sync.raw_bodies b using (sha256) where r.response_id = any($1)`,
    [responseIds],
  )
  const answers = await Promise.all(
    rows.map(async (row) => ({
      responseId: row.response_id,
      sha256: row.sha256,
      fetchedAt: row.fetched_at,
      askedNumber: row.asked_number,
      body: await unpack(row),
    })),
  )
  return new Map(answers.map((answer) => [answer.responseId, answer]))
}

/** Those of the responses whose bodies the archive has. */
export async function withBody(pool: pg.Pool, responseIds: readonly number[]): Promise<ReadonlySet<number>> {
  if (responseIds.length === 0) return new Set()
  const { rows } = await pool.query<{ response_id: number }>(
    `select r.response_id from sync.raw_responses r
     where r.response_id = any($1) and exists (select from sync.raw_bodies b where b.sha256 = r.sha256)`,
    [responseIds],
  )
  return new Set(rows.map(({ response_id }) => response_id))
}

/** What the archive says of these responses, by id, without their bodies. */
export async function answerFacts(
  pool: pg.Pool,
  responseIds: readonly number[],
): Promise<ReadonlyMap<number, AnswerFacts>> {
  const { rows } = await pool.query<AnswerFacts>(
    `select response_id as "responseId", coalesce(sha256, '') as sha256, fetched_at as "fetchedAt", asked_number as "askedNumber"
     from sync.raw_responses where response_id = any($1)`,
    [responseIds],
  )
  return new Map(rows.map((row) => [row.responseId, row]))
}

interface StoredBody {
  readonly source: string
  readonly request_key: string
  readonly sha256: string
  readonly encoding: ContentEncoding
  readonly body: Buffer
  readonly decoded_bytes: number
}

/**
 * The size limit is the body's size when it was fetched: the limit of the settings may be lower now. A body that carries no
 * checksum of its own is held against its hash; gzip's tells as much, and hashing all of a season takes seconds.
 */
async function unpack({
  source,
  request_key,
  sha256,
  encoding,
  body,
  decoded_bytes,
}: StoredBody): Promise<Buffer> {
  const decoded = await decode(body, encoding, decoded_bytes)
  const isWhole = Buffer.isBuffer(decoded) && (encoding === 'gzip' || sha256Of(decoded) === sha256)
  if (isWhole) return decoded
  const why = Buffer.isBuffer(decoded) ? 'its hash is another' : decoded.what
  throw new UnreadableBody(`${corruptText(request_key)} (${why}); see: ${COMMAND.archiveCheck(source)}`)
}

const sha256Of = (body: Buffer): string => createHash('sha256').update(body).digest('hex')
