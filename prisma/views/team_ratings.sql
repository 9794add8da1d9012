-- A team's ratings, pace and four factors of a season, estimated from the game log. Possessions of a game are the mean of
-- both teams' field goals attempted, less offensive rebounds, plus turnovers, plus 0.44 of the free throws attempted; the
-- league counts them from the play-by-play, which team_season_advanced has, and comes within about two in a hundred.
--
-- team_name: City and name of the team, as it was called in the season.
-- possessions: Possessions of all games, estimated.
-- pace: Possessions per 48 minutes, estimated.
-- team_turnover_pct: Turnovers of possessions (share of 1).
-- offensive_rebound_pct: Offensive rebounds of the team's and the opponents' rebounds after its misses (share of 1).
-- free_throw_attempt_rate: Free throws attempted by field goals attempted.
with both_teams as (
  select
    t.season, t.season_type, t.team_id, t.team_name, t.team_abbreviation, t.result, t.minutes, t.points,
    o.points as opponent_points, t.field_goals_made, t.field_goals_attempted, t.three_pointers_made,
    t.free_throws_attempted, t.offensive_rebounds, o.defensive_rebounds as opponent_defensive_rebounds, t.turnovers,
    (t.field_goals_attempted - t.offensive_rebounds + t.turnovers + 0.44 * t.free_throws_attempted
      + o.field_goals_attempted - o.offensive_rebounds + o.turnovers + 0.44 * o.free_throws_attempted) / 2 as possessions
  from team_games t
  join team_game_logs o on o.game_id = t.game_id and o.team_id = t.opponent_team_id
  where t.result is not null
)
select
  season, season_type, team_id, max(team_name) as team_name, max(team_abbreviation) as team_abbreviation,
  count(*)::integer as games_played,
  round(sum(possessions), 1)::float8 as possessions,
  round(48 * sum(possessions) / nullif(sum(minutes), 0)::numeric, 2)::float8 as pace,
  round(100 * sum(points) / nullif(sum(possessions), 0), 2)::float8 as offensive_rating,
  round(100 * sum(opponent_points) / nullif(sum(possessions), 0), 2)::float8 as defensive_rating,
  round(100 * sum(points - opponent_points) / nullif(sum(possessions), 0), 2)::float8 as net_rating,
  round((sum(field_goals_made) + 0.5 * sum(three_pointers_made)) / nullif(sum(field_goals_attempted), 0), 3)::float8
    as effective_field_goal_pct,
  round(sum(points) / nullif(2 * (sum(field_goals_attempted) + 0.44 * sum(free_throws_attempted)), 0), 3)::float8
    as true_shooting_pct,
  round(sum(turnovers) / nullif(sum(possessions), 0), 3)::float8 as team_turnover_pct,
  round(sum(offensive_rebounds) / nullif(sum(offensive_rebounds + opponent_defensive_rebounds), 0)::numeric, 3)::float8
    as offensive_rebound_pct,
  round(sum(free_throws_attempted) / nullif(sum(field_goals_attempted), 0)::numeric, 3)::float8 as free_throw_attempt_rate
from both_teams
group by season, season_type, team_id
