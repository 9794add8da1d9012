-- What is merged of each season, by season type and dataset: answers, games, and what the latest sync of the whole season found. `season-sync coverage` counts the rows in the tables.
--
-- dataset: Dataset, by its present name.
-- answers: Number of requests whose answers are merged.
-- answer_rows: Number of rows in these answers. The tables may have fewer: a list of all players counts in full, and only those with a line are stored.
-- games_have: Number of games with a merged answer that has rows; null for a dataset that does not ask for each game.
-- games_want: Number of games that were played to the end, by `games` or `team_game_logs`; null for a dataset that does not ask for each game.
-- games_without_rows: Number of games whose merged answer has no rows; null for a dataset that does not ask for each game.
-- last_synced_at: When the latest sync that brought it ended, of the whole season or of some games.
-- outcome: How the latest sync of the whole season ended for it: succeeded, partial, failed or cancelled; null: there was none. A cancelled sync counts only where there was no other.
-- missing: Number of missing things that this sync found; those accepted since still count.
-- conflicts: Number of conflicts between sources, and of wrong values, that it found; those accepted since still count.
-- verified_by: What it held the rows against; null: nothing.
-- run_id: This sync (sync_runs.run_id).
with stored as (
  select season, season_type, dataset, count(*)::integer as answers, sum(rows)::bigint as answer_rows,
    (count(*) filter (where request_key ~ '[?&]GameID='))::integer as games,
    (count(*) filter (where request_key ~ '[?&]GameID=' and rows = 0))::integer as games_without_rows
  from request_marks
  group by season, season_type, dataset
), played as (
  select season, season_type, count(distinct game_id)::integer as games
  from (
    select season, season_type, game_id from games where status = 3
    union all
    select season, season_type, game_id from team_game_logs where result is not null or points > 0 -- a cancelled game stays in the log
  ) either
  group by season, season_type
), steps as (
  select
    r.season, r.season_type, s.outcome as step_outcome, r.outcome as run_outcome, s.missing, s.conflicts, s.verified_by, r.run_id,
    r.started_at, s.ended_at, r.narrow is null as is_whole,
    case s.dataset when 'schedule' then 'games' else s.dataset end as dataset -- its former name
  from sync_steps s join sync_runs r on r.run_id = s.run_id
  where s.outcome in ('succeeded', 'partial', 'failed', 'cancelled')
), brought as (
  select season, season_type, dataset, max(ended_at) as last_synced_at
  from steps
  where step_outcome in ('succeeded', 'partial')
  group by season, season_type, dataset
), whole as (
  select distinct on (season, season_type, dataset)
    season, season_type, dataset, missing, conflicts, verified_by, run_id,
    case when run_outcome in ('succeeded', 'partial') or step_outcome = 'failed' then step_outcome else run_outcome end as outcome
  from steps
  where is_whole
  order by season, season_type, dataset, run_outcome = 'cancelled', started_at desc, run_id desc
)
select
  season, season_type, dataset, t.answers, t.answer_rows,
  case when t.games > 0 then t.games - t.games_without_rows end as games_have,
  case when t.games > 0 then p.games end as games_want,
  case when t.games > 0 then t.games_without_rows end as games_without_rows,
  b.last_synced_at, w.outcome, w.missing, w.conflicts, w.verified_by, w.run_id
from stored t
full join whole w using (season, season_type, dataset)
full join brought b using (season, season_type, dataset)
left join played p using (season, season_type)
