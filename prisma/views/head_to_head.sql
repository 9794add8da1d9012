-- A team's games of a season against one other team: won, lost, points of both.
--
-- team_name: City and name of the team, as it was called in the season.
-- opponent_team_id: The other team (teams.team_id).
-- opponent_name: City and name of the other team, as it was called in the season.
-- opponent_abbreviation: Three letters of the other team: 'CHI'.
-- home_wins: Number of games won at home.
-- home_losses: Number of games lost at home.
-- away_wins: Number of games won away from home.
-- away_losses: Number of games lost away from home.
-- points: Points of the team in all of these games.
-- opponent_points: Points of the other team in all of these games.
-- last_game_date: Date of the last of these games.
select
  t.season, t.season_type, t.team_id, max(t.team_name) as team_name, max(t.team_abbreviation) as team_abbreviation,
  t.opponent_team_id, max(o.team_name) as opponent_name, max(t.opponent_abbreviation) as opponent_abbreviation,
  count(*)::integer as games_played,
  (count(*) filter (where t.result = 'W'))::integer as wins,
  (count(*) filter (where t.result = 'L'))::integer as losses,
  (count(*) filter (where t.result = 'W' and t.is_home))::integer as home_wins,
  (count(*) filter (where t.result = 'L' and t.is_home))::integer as home_losses,
  (count(*) filter (where t.result = 'W' and not t.is_home))::integer as away_wins,
  (count(*) filter (where t.result = 'L' and not t.is_home))::integer as away_losses,
  sum(t.points)::integer as points, sum(t.opponent_points)::integer as opponent_points,
  max(t.game_date) as last_game_date
from team_games t
join team_game_logs o on o.game_id = t.game_id and o.team_id = t.opponent_team_id
where t.result is not null
group by t.season, t.season_type, t.team_id, t.opponent_team_id
