-- A player's averages of a season, per game and per 36 minutes: the rows of player_season_totals, so one with all of his
-- games (is_total), and where he changed teams another row for each team.
--
-- team_id: Team (teams.team_id); null in the total of a player who was with several.
-- team_abbreviation: The team's three letters; 'TOT' in the total of a player who was with several.
-- is_total: The row has all games of the player's season; each player has one such row.
-- team_count: Number of teams that the player played for in the season.
-- minutes: Minutes played in the season.
select
  t.season, t.season_type, t.player_id, t.player_name, t.team_id, t.team_abbreviation, t.is_total, t.team_count,
  t.games_played, t.minutes,
  round(t.minutes::numeric / nullif(t.games_played, 0), 3)::float8 as minutes_per_game,
  round(t.points::numeric / nullif(t.games_played, 0), 3)::float8 as points_per_game,
  round(t.rebounds::numeric / nullif(t.games_played, 0), 3)::float8 as rebounds_per_game,
  round(t.assists::numeric / nullif(t.games_played, 0), 3)::float8 as assists_per_game,
  round(t.steals::numeric / nullif(t.games_played, 0), 3)::float8 as steals_per_game,
  round(t.blocks::numeric / nullif(t.games_played, 0), 3)::float8 as blocks_per_game,
  round(t.turnovers::numeric / nullif(t.games_played, 0), 3)::float8 as turnovers_per_game,
  round(t.personal_fouls::numeric / nullif(t.games_played, 0), 3)::float8 as personal_fouls_per_game,
  round(t.offensive_rebounds::numeric / nullif(t.games_played, 0), 3)::float8 as offensive_rebounds_per_game,
  round(t.defensive_rebounds::numeric / nullif(t.games_played, 0), 3)::float8 as defensive_rebounds_per_game,
  round(t.field_goals_made::numeric / nullif(t.games_played, 0), 3)::float8 as field_goals_made_per_game,
  round(t.field_goals_attempted::numeric / nullif(t.games_played, 0), 3)::float8 as field_goals_attempted_per_game,
  round(t.three_pointers_made::numeric / nullif(t.games_played, 0), 3)::float8 as three_pointers_made_per_game,
  round(t.three_pointers_attempted::numeric / nullif(t.games_played, 0), 3)::float8 as three_pointers_attempted_per_game,
  round(t.free_throws_made::numeric / nullif(t.games_played, 0), 3)::float8 as free_throws_made_per_game,
  round(t.free_throws_attempted::numeric / nullif(t.games_played, 0), 3)::float8 as free_throws_attempted_per_game,
  round(t.plus_minus::numeric / nullif(t.games_played, 0), 3)::float8 as plus_minus_per_game,
  round(t.points * 36 / nullif(t.minutes, 0)::numeric, 3)::float8 as points_per_36,
  round(t.rebounds * 36 / nullif(t.minutes, 0)::numeric, 3)::float8 as rebounds_per_36,
  round(t.assists * 36 / nullif(t.minutes, 0)::numeric, 3)::float8 as assists_per_36,
  round(t.steals * 36 / nullif(t.minutes, 0)::numeric, 3)::float8 as steals_per_36,
  round(t.blocks * 36 / nullif(t.minutes, 0)::numeric, 3)::float8 as blocks_per_36,
  round(t.turnovers * 36 / nullif(t.minutes, 0)::numeric, 3)::float8 as turnovers_per_36,
  round(t.personal_fouls * 36 / nullif(t.minutes, 0)::numeric, 3)::float8 as personal_fouls_per_36,
  round(t.offensive_rebounds * 36 / nullif(t.minutes, 0)::numeric, 3)::float8 as offensive_rebounds_per_36,
  round(t.defensive_rebounds * 36 / nullif(t.minutes, 0)::numeric, 3)::float8 as defensive_rebounds_per_36,
  round(t.field_goals_made * 36 / nullif(t.minutes, 0)::numeric, 3)::float8 as field_goals_made_per_36,
  round(t.field_goals_attempted * 36 / nullif(t.minutes, 0)::numeric, 3)::float8 as field_goals_attempted_per_36,
  round(t.three_pointers_made * 36 / nullif(t.minutes, 0)::numeric, 3)::float8 as three_pointers_made_per_36,
  round(t.three_pointers_attempted * 36 / nullif(t.minutes, 0)::numeric, 3)::float8 as three_pointers_attempted_per_36,
  round(t.free_throws_made * 36 / nullif(t.minutes, 0)::numeric, 3)::float8 as free_throws_made_per_36,
  round(t.free_throws_attempted * 36 / nullif(t.minutes, 0)::numeric, 3)::float8 as free_throws_attempted_per_36,
  round(t.plus_minus * 36 / nullif(t.minutes, 0)::numeric, 3)::float8 as plus_minus_per_36,
  t.field_goal_pct, t.three_pointer_pct, t.free_throw_pct
from player_season_totals t
