-- What is stored of each season, by season type and dataset: rows, games, and how the last sync of it ended.
--
-- dataset: Dataset, by its present name.
-- answers: Number of requests whose answers are merged.
-- rows: Number of rows that the merged answers have; of an answer that several season types share, all of its rows.
-- games_have: Number of games with a merged answer; null for a dataset that does not ask for each game.
-- games_want: Number of games that were played to the end; null for a dataset that does not ask for each game.
-- games_without_rows: Number of those games whose answer has no rows; null for a dataset that does not ask for each game.
-- last_synced_at: When the last finished sync of it ended.
-- outcome: How that sync ended for the dataset: succeeded, partial, failed or cancelled.
-- missing: Number of missing things that it found.
-- conflicts: Number of conflicts between sources that it found.
-- verified_by: What the rows were held against; null: nothing.
-- run_id: That sync (sync_runs.run_id).
with stored as (
  select season, season_type, dataset, count(*)::integer as answers, sum(rows)::bigint as rows,
    (count(*) filter (where request_key ~ '[?&]GameID='))::integer as games,
    (count(*) filter (where request_key ~ '[?&]GameID=' and rows = 0))::integer as games_without_rows
  from request_marks
  group by season, season_type, dataset
), finished as (
  select season, season_type, count(*)::integer as games from games where status = 3 group by season, season_type
), steps as (
  select
    r.season, r.season_type, s.outcome, s.missing, s.conflicts, s.verified_by, r.run_id, r.started_at,
    coalesce(s.ended_at, r.ended_at) as ended_at,
    case s.dataset when 'schedule' then 'games' else s.dataset end as dataset -- its former name
  from sync_steps s join sync_runs r on r.run_id = s.run_id
  where s.outcome not in ('waiting', 'running')
), synced as (
  select distinct on (season, season_type, dataset) * from steps order by season, season_type, dataset, started_at desc
)
select
  season, season_type, dataset, t.answers, t.rows,
  case when t.games > 0 then t.games end as games_have,
  case when t.games > 0 then f.games end as games_want,
  case when t.games > 0 then t.games_without_rows end as games_without_rows,
  s.ended_at as last_synced_at, s.outcome, s.missing, s.conflicts, s.verified_by, s.run_id
from stored t
full join synced s using (season, season_type, dataset)
left join finished f using (season, season_type)
