-- A player's totals of a season, from the game log: one row with all of his games (is_total), and where he changed teams
-- another row for each team.
--
-- team_id: Team (teams.team_id); null in the total of a player who was with several.
-- team_abbreviation: The team's three letters; 'TOT' in the total of a player who was with several.
-- is_total: The row has all games of the player's season. Each player has one such row; `where team_id = …` finds all
--   players of a team, with their games for it.
-- team_count: Number of teams that the player played for in the season.
-- first_game_date: Date of his first game.
-- last_game_date: Date of his last game.
-- plus_minus: Points less the opponent's points while on the floor; null in seasons before 1996-97.
with lines as (
  select *,
    (points >= 10)::integer + (rebounds >= 10)::integer + (assists >= 10)::integer + (steals >= 10)::integer
      + (blocks >= 10)::integer as tens
  from player_game_logs
), parts as (
  select
    l.season, l.season_type, l.player_id, max(l.player_name) as player_name, part.is_total,
    case when min(l.team_id) = max(l.team_id) then min(l.team_id) end as team_id,
    case when min(l.team_id) = max(l.team_id) then max(l.team_abbreviation) else 'TOT' end as team_abbreviation,
    min(l.game_date) as first_game_date, max(l.game_date) as last_game_date,
    count(*)::integer as games_played,
    (count(*) filter (where l.result = 'W'))::integer as wins, (count(*) filter (where l.result = 'L'))::integer as losses,
    sum(l.minutes) as minutes,
    sum(l.field_goals_made)::integer as field_goals_made,
    sum(l.field_goals_attempted)::integer as field_goals_attempted,
    sum(l.three_pointers_made)::integer as three_pointers_made,
    sum(l.three_pointers_attempted)::integer as three_pointers_attempted,
    sum(l.free_throws_made)::integer as free_throws_made,
    sum(l.free_throws_attempted)::integer as free_throws_attempted,
    sum(l.offensive_rebounds)::integer as offensive_rebounds,
    sum(l.defensive_rebounds)::integer as defensive_rebounds,
    sum(l.rebounds)::integer as rebounds,
    sum(l.assists)::integer as assists,
    sum(l.steals)::integer as steals,
    sum(l.blocks)::integer as blocks,
    sum(l.turnovers)::integer as turnovers,
    sum(l.personal_fouls)::integer as personal_fouls,
    sum(l.points)::integer as points,
    sum(l.plus_minus)::integer as plus_minus,
    (count(*) filter (where l.tens >= 2))::integer as double_doubles,
    (count(*) filter (where l.tens >= 3))::integer as triple_doubles
  from lines l cross join (values (true), (false)) as part (is_total)
  group by l.season, l.season_type, l.player_id, part.is_total, case when part.is_total then 0 else l.team_id end
), counted as (
  select *, (count(*) over (partition by season, season_type, player_id) - 1)::integer as team_count from parts
)
select
  season, season_type, player_id, player_name, team_id, team_abbreviation, is_total, team_count,
  first_game_date, last_game_date, games_played, wins, losses, minutes, points,
  field_goals_made, field_goals_attempted,
  round(field_goals_made / nullif(field_goals_attempted, 0)::numeric, 3)::float8 as field_goal_pct,
  three_pointers_made, three_pointers_attempted,
  round(three_pointers_made / nullif(three_pointers_attempted, 0)::numeric, 3)::float8 as three_pointer_pct,
  free_throws_made, free_throws_attempted,
  round(free_throws_made / nullif(free_throws_attempted, 0)::numeric, 3)::float8 as free_throw_pct,
  offensive_rebounds, defensive_rebounds, rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus,
  double_doubles, triple_doubles
from counted
where is_total or team_count > 1
