import type pg from 'pg'
import type { Answer, ArchivedBody, Entry } from '../../archive/format.js'
import { COMMAND } from '../../contracts/next-step.js'
import { UserError } from '../../errors.js'
import { capital } from '../../text/capital.js'
import { inTransaction } from '../database/database.js'
import { corruptText } from '../requests/archived-answers.js'
import { FACTS_AT_ONCE, inParts, isIntact, PATIENT } from './bodies.js'

/** The part of the archive that is exported; undefined: all of it. */
export interface ExportedPart {
  readonly seasons: readonly string[] | undefined
  /** Names of datasets, former ones too. */
  readonly datasets: readonly string[] | undefined
}

/**
 * Gives `take` the archived bodies with their answers, in the order of their hashes, all as of one moment. Returns what it
 * returns, with the number of requests whose latest answer has no body any more. Throws a UserError for a body that is not
 * what its hash says.
 */
export async function exportBodies<T>(
  pool: pg.Pool,
  part: ExportedPart,
  take: (bodies: AsyncIterable<ArchivedBody>) => Promise<T>,
): Promise<T & { readonly lacking: number }> {
  return inTransaction(pool, async (client) => {
    await client.query(`set transaction isolation level repeatable read, read only; ${PATIENT}`)
    const asked = [part.seasons ?? null, part.datasets ?? null]
    const { rows } = await client.query<{ lacking: number }>(LACKING_SQL, asked)
    await client.query(`declare entries no scroll cursor for ${ENTRIES_SQL}`, asked)
    return { ...(await take(bodiesOf(client))), lacking: rows[0]?.lacking ?? 0 }
  })
}

async function* bodiesOf(client: pg.PoolClient): AsyncGenerator<ArchivedBody, void, void> {
  for (;;) {
    const { rows } = await client.query<StoredEntry>(`fetch ${FACTS_AT_ONCE} from entries`)
    if (rows.length === 0) return
    for (const part of inParts(rows)) {
      const bodies = await client.query<{ sha256: string; body: Buffer }>(
        'select sha256, body from sync.raw_bodies where sha256 = any($1)',
        [part.map(({ sha256 }) => sha256)],
      )
      const byHash = new Map(bodies.rows.map(({ sha256, body }) => [sha256, body]))
      for (const { answers, ...facts } of part) {
        const entry = { ...facts, answers: answers.map(answerOf) }
        const body = byHash.get(entry.sha256) ?? Buffer.alloc(0)
        await check(entry, body)
        yield { entry, body }
      }
    }
  }
}

/** An archive with such a body could not be imported. */
async function check(entry: Entry, body: Buffer): Promise<void> {
  if (await isIntact(entry, body)) return
  const key = entry.answers[0]?.requestKey ?? ''
  throw new UserError(
    `${capital(corruptText(key))}, so that nothing was exported; see: ${COMMAND.archiveCheck(sourceOfKey(key))}`,
  )
}

interface StoredEntry extends Omit<Entry, 'answers'> {
  readonly answers: readonly StoredAnswer[]
}
type StoredAnswer = Omit<Answer, 'service'>

/** 'nba stats/stats/boxscoretraditionalv3?GameID=…' -> the service, and the path with its query */
const KEY = /^\S+ ([^/]+)(\/.*)$/

const sourceOfKey = (key: string): string => key.split(' ', 1)[0] ?? ''

/** Servers whose address says nothing about who asks. */
const PUBLIC = /(?:^|\.)nba\.com$/

/** An answer without what must not leave: the address of one's own server or relay, with its path and credentials. */
function answerOf(answer: StoredAnswer): Answer {
  const [, service = '', path = ''] = KEY.exec(answer.requestKey) ?? []
  const url = URL.canParse(answer.url) ? new URL(answer.url) : undefined
  const shown =
    url !== undefined && PUBLIC.test(url.hostname) ? `${url.origin}${url.pathname}${url.search}` : path
  return { ...answer, service, url: shown }
}

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`

/** Whether an answer `r` of the run `s` is of the part ($1: seasons, $2: datasets; null: all), or of a run that used it. */
const OF_PART = `r.outcome = 'answered' and not r.canary and (
    (($1::text[] is null or coalesce(r.season, s.season) = any($1)) and ($2::text[] is null or r.dataset = any($2)))
    or r.response_id in (
      select q.response_id from sync.sync_requests q join sync.sync_runs u using (run_id)
      where ($1::text[] is null or u.season = any($1)) and ($2::text[] is null or q.dataset = any($2))))`

/** A body that was found corrupt is gone; its answer stays. */
const LACKING_SQL = `
  select count(*)::int as lacking from (
    select distinct on (r.request_key) r.sha256 from sync.raw_responses r left join sync.sync_runs s using (run_id)
    where ${OF_PART} order by r.request_key, r.asked_number desc) latest
  where sha256 is not null and not exists (select from sync.raw_bodies b where b.sha256 = latest.sha256)`

const ENTRIES_SQL = `
  select b.sha256, b.encoding, b.received_bytes as "receivedBytes", b.decoded_bytes as "decodedBytes",
         json_agg(json_build_object('dataset', r.dataset, 'season', coalesce(r.season, s.season),
           'seasonType', coalesce(r.season_type, s.season_type), 'endpoint', r.endpoint, 'params', r.params,
           'requestKey', r.request_key, 'url', r.url, 'status', r.status,
           'requestedAt', to_char(r.requested_at at time zone 'UTC', ${ISO}), 'fetchedAt', to_char(r.fetched_at at time zone 'UTC', ${ISO}))
           order by r.fetched_at, r.response_id) as answers
  from sync.raw_responses r left join sync.sync_runs s using (run_id) join sync.raw_bodies b using (sha256)
  where ${OF_PART}
  group by b.sha256, b.encoding, b.received_bytes, b.decoded_bytes
  order by b.sha256 collate "C"`
