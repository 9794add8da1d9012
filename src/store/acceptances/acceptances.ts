import type pg from 'pg'
import type { SourceName } from '../../contracts/source-names.js'
import { inTransaction } from '../database/database.js'
import { isOpen, type Acceptance, type AcceptanceScope, type Accepted } from './acceptance.js'
import { shippedAcceptances, withShipped } from './shipped.js'

/** Narrows a list of acceptances; what is left out does not narrow it. */
export interface AcceptanceFilter {
  readonly source: SourceName
  readonly season?: string | undefined
  readonly seasonType?: string | undefined
}

/** Persons' and shipped acceptances, those that are open no longer included, in the order of seasons. */
export async function readAcceptances(
  pool: pg.Pool,
  { source, season, seasonType }: AcceptanceFilter,
): Promise<readonly Acceptance[]> {
  const { rows } = await pool.query<Acceptance>(
    `select coalesce(shipped_id, id::text) as id, source, season, season_type as "seasonType", dataset, kind, subject, detail,
            reason, origin, never_ask as "neverAsk", accepted_at as "acceptedAt", revoked_at as "revokedAt", ended_at as "endedAt"
     from sync.accepted_findings
     where source = $1 and ($2::text is null or season = $2) and ($3::text is null or season_type = $3) order by id`,
    [source, season ?? null, seasonType ?? null],
  )
  const shipped = shippedAcceptances(source).filter(
    (each) => each.season === (season ?? each.season) && each.seasonType === (seasonType ?? each.seasonType),
  )
  const place = (one: Acceptance): string =>
    [one.season, one.seasonType, one.dataset ?? '', one.kind ?? '', one.subject].join('\n')
  return withShipped(rows, shipped).toSorted((a, b) =>
    place(a) < place(b) ? -1 : Number(place(a) > place(b)),
  )
}

export async function openAcceptances(
  pool: pg.Pool,
  filter: AcceptanceFilter,
): Promise<readonly Acceptance[]> {
  return (await readAcceptances(pool, filter)).filter(isOpen)
}

/** Games of a season that were never played, by a person's or a shipped acceptance. */
export async function neverPlayedGames(pool: pg.Pool, scope: AcceptanceScope): Promise<ReadonlySet<string>> {
  const open = await openAcceptances(pool, scope)
  return new Set(open.filter(({ neverAsk }) => neverAsk).map(({ subject }) => subject))
}

/** Stores acceptances of a person; one that is open already stays as it is. Returns the number of new ones. */
export async function storeAcceptances(
  pool: pg.Pool,
  { source, season, seasonType }: AcceptanceScope,
  reason: string,
  accepted: readonly Accepted[],
): Promise<number> {
  return await inTransaction(pool, async (client) => {
    // Of two commands at the same time, the second finds the acceptances of the first.
    await client.query('lock table sync.accepted_findings in share row exclusive mode')
    const { rowCount } = await client.query(
      `insert into sync.accepted_findings (origin, source, season, season_type, dataset, kind, subject, detail, reason, never_ask)
       select distinct 'person', $1, $2, $3, n.dataset, n.kind, n.subject, n.detail, $4, n."neverAsk"
       from jsonb_to_recordset($5::jsonb) as n(dataset text, kind text, subject text, detail text, "neverAsk" boolean)
       where not exists (
         select from sync.accepted_findings a
         where a.source = $1 and a.season = $2 and a.season_type = $3 and a.revoked_at is null and a.ended_at is null
           and (a.dataset, a.kind, a.subject, a.detail, a.never_ask) is not distinct from (n.dataset, n.kind, n.subject, n.detail, n."neverAsk"))`,
      [source, season, seasonType, reason, JSON.stringify(accepted)],
    )
    return rowCount ?? 0
  })
}

/** Column that records each end of an acceptance. */
const COLUMN_OF_END = { ended: 'ended_at', revoked: 'revoked_at' } as const

/** Records the end of acceptances; a shipped one gets its row with it. An acceptance that has an end keeps it. */
export async function closeAcceptances(
  pool: pg.Pool,
  acceptances: readonly Acceptance[],
  end: keyof typeof COLUMN_OF_END,
): Promise<void> {
  if (acceptances.length === 0) return
  const column = COLUMN_OF_END[end]
  const byOrigin = (origin: Acceptance['origin']) => acceptances.filter((each) => each.origin === origin)
  const stillOpen = 'accepted_findings.revoked_at is null and accepted_findings.ended_at is null'
  await inTransaction(pool, async (client) => {
    await client.query(
      `update sync.accepted_findings set ${column} = now() where id = any($1::bigint[]) and ${stillOpen}`,
      [byOrigin('person').map(({ id }) => id)],
    )
    await client.query(
      `insert into sync.accepted_findings (shipped_id, origin, source, season, season_type, dataset, kind, subject, detail, reason, never_ask, accepted_at, ${column})
       select s.id, 'shipped', s.source, s.season, s."seasonType", s.dataset, s.kind, s.subject, s.detail, s.reason, s."neverAsk", s."acceptedAt", now()
       from jsonb_to_recordset($1::jsonb) as s(id text, source text, season text, "seasonType" text, dataset text, kind text,
                                               subject text, detail text, reason text, "neverAsk" boolean, "acceptedAt" timestamptz)
       on conflict (shipped_id) do update set ${column} = now() where ${stillOpen}`,
      [JSON.stringify(byOrigin('shipped'))],
    )
  })
}
