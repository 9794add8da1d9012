import type pg from 'pg'
import { canonicalName, namesOf } from '../../contracts/dataset-names.js'
import type { SourceName } from '../../contracts/source-names.js'
import type { Dataset } from '../../datasets/dataset.js'
import type { OverWhen } from '../../datasets/kit/verify.js'
import type { SeasonScope } from '../../season/season.js'
import { NOT_MERGED } from '../merge/last-merged.js'
import { fillsScopes } from '../merge/table-state.js'
import { saysOver } from './over.js'
import { idsIn, UNSETTLED } from './retry.js'

/** A request about a game. */
export interface GameRequest {
  readonly requestKey: string
  readonly gameId: string
}

/** A dataset of a season, and what its requests are held against. */
export interface SettledScope extends SeasonScope {
  readonly source: SourceName
  readonly dataset: string
  /** Eastern date, YYYY-MM-DD. */
  readonly today: string
  /** Days after a game in which its statistics are still corrected. */
  readonly recheckDays: number
  /** Where a row says that its game was over: an answer from before the end is never final. */
  readonly over?: OverWhen | undefined
}

/** Whether requests of a dataset are left out once their answers are settled: those about games, with rows that can be checked. */
export const isLeftOutWhenSettled = ({ subject, tables }: Pick<Dataset, 'subject' | 'tables'>): boolean =>
  subject === 'game' && fillsScopes(tables)

/** The logs, whose lines of a game change with its statistics. */
const LOGS: readonly string[] = ['team_game_logs', 'player_game_logs']

/**
 * The keys of the requests that need not be sent again, since their last merged answers are final: of games that are older than the
 * correction window, of which an answer was fetched after it. Not those that brought no row, or refused ones; nor of a
 * game that a finding of the latest verified run is about, whose request failed last, or whose line in a game log has
 * changed since the answer.
 */
export async function settledRequests(
  pool: pg.Pool,
  scope: SettledScope,
  requests: readonly GameRequest[],
): Promise<ReadonlySet<string>> {
  const { source, dataset, season, seasonType, today, recheckDays, over } = scope
  const games = requests.map(({ gameId }) => gameId)
  const { rows } = await pool.query<{ requestKey: string; gameId: string }>(
    `with asked as (
       select * from unnest($1::text[], $2::text[]) as a(request_key, game_id)
     ), dated as (
       select game_id, max(game_date) as game_date from (
         select game_id, game_date from nba.games where game_id = any($2)
         union all select game_id, game_date from nba.team_game_logs where game_id = any($2)) d group by 1
     ), corrected as (
       select row_key->>'game_id' as game_id, max(changed_at) as changed_at from sync.row_changes
       where table_name = any($10) and cause = 'source' group by 1
     ), latest as (
       select distinct on (q.request_key) q.request_key, q.state from sync.sync_runs r join sync.sync_requests q using (run_id)
       where r.source = $3 and r.season = $5 and r.season_type = $6 and q.dataset = any($11) and q.state <> 'planned'
       order by q.request_key, r.started_at desc
     )
     select a.request_key as "requestKey", a.game_id as "gameId"
     from asked a join dated d using (game_id)
     join sync.request_marks m on m.dataset = $4 and m.season = $5 and m.season_type = $6 and m.request_key = a.request_key
     left join corrected c on c.game_id = a.game_id
     left join latest l on l.request_key = a.request_key
     where d.game_date < $7::date - $8::int and (m.fetched_at at time zone 'America/New_York')::date >= d.game_date + $8::int
       and m.content_hash <> $9 and m.rows > 0 and m.quarantined = 0
       and coalesce(c.changed_at < m.merged_at, true) and l.state is distinct from 'failed'
       ${over === undefined ? '' : `and ${saysOver(over, 'a.game_id')}`}`,
    [
      requests.map(({ requestKey }) => requestKey),
      games,
      source,
      canonicalName(dataset),
      season,
      seasonType,
      today,
      recheckDays,
      NOT_MERGED,
      LOGS,
      namesOf(dataset),
    ],
  )
  const doubtful = new Set((await unsettledSubjects(pool, scope)).flatMap(idsIn))
  return new Set(rows.filter(({ gameId }) => !doubtful.has(gameId)).map(({ requestKey: key }) => key))
}

/**
 * The subjects of the unsettled findings of a season: of the latest run that verified each dataset, and of later ones
 * that were about a part of the season. `datasets`: of these alone.
 */
export async function unsettledSubjects(
  pool: pg.Pool,
  { source, season, seasonType }: Pick<SettledScope, 'source' | 'season' | 'seasonType'>,
  datasets?: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ subject: string }>(
    `with verified as (
       select r.run_id, r.started_at, r.narrow, s.dataset from sync.sync_runs r join sync.sync_steps s using (run_id)
       where r.source = $1 and r.season = $2 and r.season_type = $3 and r.outcome in ('succeeded', 'partial')
         and s.outcome in ('succeeded', 'partial')
     )
     select distinct f.subject from verified v join sync.sync_findings f using (run_id, dataset)
     where f.kind = any($4) and ($5::text[] is null or f.dataset = any($5)) and v.started_at >= coalesce(
       (select max(w.started_at) from verified w where w.dataset = v.dataset and w.narrow is null), v.started_at)`,
    [source, season, seasonType, UNSETTLED, datasets?.flatMap(namesOf) ?? null],
  )
  return rows.map(({ subject }) => subject)
}
