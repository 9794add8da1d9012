import type pg from 'pg'
import type { SourceName } from '../../contracts/source-names.js'
import { NOT_MERGED } from '../merge/last-merged.js'
import { UNSETTLED } from './retry.js'

/** Numbers of requests that a repeat does not send, by dataset, season and type: 'box_scores 2018-19 Regular Season'. */
export type SettledGames = ReadonlyMap<string, number>

/**
 * Counts, for all seasons at once, the requests about games that `settledRequests` leaves out, for an estimate: each
 * game of a finding counts for all datasets, and lines of a log that changed later count for none.
 */
export async function settledGames(
  pool: pg.Pool,
  source: SourceName,
  datasets: readonly string[],
  { today, recheckDays }: { readonly today: string; readonly recheckDays: number },
): Promise<SettledGames> {
  const { rows } = await pool.query<{ name: string; n: number }>(
    `with ends as materialized (
       select season, season_type, max(game_date) as last_date from (
         select season, season_type, game_date from nba.games
         union all select season, season_type, game_date from nba.team_game_logs) d group by 1, 2
     ), verified as (
       select distinct on (r.season, r.season_type, s.dataset) r.season, r.season_type, r.run_id, s.dataset
       from sync.sync_runs r join sync.sync_steps s using (run_id)
       where r.source = $1 and r.narrow is null and r.outcome in ('succeeded', 'partial') and s.outcome in ('succeeded', 'partial')
       order by r.season, r.season_type, s.dataset, r.started_at desc
     ), doubtful as (
       select season, season_type, count(distinct substring(f.subject from $7))::int as games
       from verified join sync.sync_findings f using (run_id, dataset) where f.kind = any($2) group by 1, 2
     ), counted as (
       select m.dataset, m.season, m.season_type, count(*)::int as n
       from sync.request_marks m join ends e using (season, season_type)
       where m.dataset = any($3) and m.content_hash <> $6 and m.rows > 0 and m.quarantined = 0
         and case when e.last_date < $4::date - $5::int and m.fetched_at >= ${fetchedAfter('e.last_date')}
             then true -- so that the games of a season need no look at each
             else exists (
               select from (select game_date from nba.games where game_id = substring(m.request_key from $7)
                            union all select game_date from nba.team_game_logs where game_id = substring(m.request_key from $7)) g
               having max(game_date) < $4::date - $5::int and m.fetched_at >= ${fetchedAfter('max(game_date)')}) end
       group by 1, 2, 3
     )
     select dataset || ' ' || season || ' ' || season_type as name, greatest(0, n - coalesce(games, 0))::int as n
     from counted left join doubtful using (season, season_type)`,
    [source, UNSETTLED, datasets, today, recheckDays, NOT_MERGED, String.raw`00\d{8}`],
  )
  return new Map(rows.map(({ name, n }) => [name, n]))
}

/** The first moment of the Eastern date on which the correction window of a game's date has passed. */
const fetchedAfter = (date: string): string =>
  `(${date} + $5::int)::timestamp at time zone 'America/New_York'`
