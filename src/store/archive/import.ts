import type pg from 'pg'
import type { ArchivedBody } from '../../archive/format.js'
import type { SourceName } from '../../contracts/source-names.js'
import { inTransaction } from '../database/database.js'
import { GROWTH, refreshStatistics } from '../database/statistics.js'
import { PATIENT } from './bodies.js'

/** What an import found in the file, and what of it was new. */
export interface Imported {
  bodies: number
  newBodies: number
  answers: number
  newAnswers: number
  /** Seasons that its answers name. */
  readonly seasons: Set<string>
}

/** Bodies that are stored by one statement, and their bytes in memory. */
const MOST_BODIES = 500
const MOST_BYTES = 16 * 1024 * 1024

/**
 * Stores the bodies of an archive with their answers, all or none of them. Answers that this database has already, the
 * same of the same moment, are not stored again.
 */
export async function importBodies(
  pool: pg.Pool,
  source: SourceName,
  bodies: AsyncIterable<ArchivedBody>,
): Promise<Imported> {
  const imported = await inTransaction(pool, async (client) => {
    await client.query(PATIENT)
    const sum: Imported = { bodies: 0, newBodies: 0, answers: 0, newAnswers: 0, seasons: new Set() }
    let batch: ArchivedBody[] = []
    let bytes = 0
    const flush = async (): Promise<void> => {
      if (batch.length > 0) await store(client, source, batch, sum)
      batch = []
      bytes = 0
    }
    for await (const each of bodies) {
      batch.push(each)
      bytes += each.body.length
      if (batch.length >= MOST_BODIES || bytes >= MOST_BYTES) await flush()
    }
    await flush()
    return sum
  })
  await refreshStatistics(pool, ['sync.raw_bodies', 'sync.raw_responses'], GROWTH.whenFilled)
  return imported
}

async function store(
  client: pg.PoolClient,
  source: SourceName,
  batch: readonly ArchivedBody[],
  sum: Imported,
): Promise<void> {
  const values = batch.map((_, i) => {
    const first = 5 * i + 1
    return `($${first}::text, $${first + 1}::text, $${first + 2}::bytea, $${first + 3}::int, $${first + 4}::int, now())`
  })
  const bodies = await client.query(
    `insert into sync.raw_bodies (sha256, encoding, body, received_bytes, decoded_bytes, stored_at) values ${values.join(', ')}
     on conflict (sha256) do nothing`,
    batch.flatMap(({ entry, body }) => [
      entry.sha256,
      entry.encoding,
      body,
      entry.receivedBytes,
      entry.decodedBytes,
    ]),
  )
  const answers = batch.flatMap(({ entry }) =>
    entry.answers.map((answer) => ({ ...answer, sha256: entry.sha256 })),
  )
  const { rowCount } = await client.query(INSERT_ANSWERS, [JSON.stringify(answers), source])
  for (const { season } of answers) if (season !== null) sum.seasons.add(season)
  sum.bodies += batch.length
  sum.newBodies += bodies.rowCount ?? 0
  sum.answers += answers.length
  sum.newAnswers += rowCount ?? 0
}

/**
 * Subtracted from the time of an imported answer, milliseconds since 1970, to make its number: below those of all answers
 * that were fetched here, and in the order of the times. JavaScript holds both exactly.
 */
const BELOW_ALL = 4_000_000_000_000_000

/** $1: the answers as JSON, $2: the source. */
const INSERT_ANSWERS = `
  insert into sync.raw_responses (source, dataset, endpoint, request_key, params, url, attempt, outcome, status, sha256,
    requested_at, fetched_at, asked_number, imported_at, season, season_type)
  select distinct on (i."requestKey", i.sha256, i."fetchedAt") $2, i.dataset, i.endpoint, i."requestKey", i.params, i.url, 1, 'answered', i.status, i.sha256,
    i."requestedAt", i."fetchedAt", floor(extract(epoch from i."fetchedAt") * 1000) - ${BELOW_ALL}, now(), i.season, i."seasonType"
  from jsonb_to_recordset($1::jsonb) as i(dataset text, endpoint text, "requestKey" text, params jsonb, url text, status int,
    sha256 text, "requestedAt" timestamptz(3), "fetchedAt" timestamptz(3), season text, "seasonType" text)
  where not exists (select from sync.raw_responses r where r.request_key = i."requestKey" and r.fetched_at = i."fetchedAt"
    and r.sha256 = i.sha256 and r.source = $2)
  order by i."requestKey", i.sha256, i."fetchedAt"`
