-- Who guarded whom in a game (box_score_matchups), with season, date, both players' names and teams.
--
-- offensive_player_name: First and last name of the player with the ball; null where the directory of players lacks him.
-- defensive_player_name: First and last name of the player who guarded; null where the directory of players lacks him.
-- team_id: Team of the player with the ball (teams.team_id).
-- team_abbreviation: Three letters of that team; null where the game log lacks the game.
-- opponent_team_id: Team of the player who guarded (teams.team_id).
-- opponent_abbreviation: Three letters of that team; null where the game log lacks the game.
-- is_home: The team of the player with the ball is the home team.
-- partial_possessions: Possessions, in parts where several defended.
-- defender_total_time_pct: Share of the defender's time (of 1).
-- offensive_total_time_pct: Share of the time of the player with the ball (of 1).
-- both_on_total_time_pct: Share of the time in which both were on the floor (of 1).
-- switches_on: Times of switching onto the player.
-- player_points: Points of the player with the ball meanwhile.
-- team_points: Points of his team meanwhile.
-- matchup_field_goal_pct: Made by attempted, of 1; 0 without an attempt.
-- matchup_three_pointer_pct: Made by attempted, of 1; 0 without an attempt.
-- help_field_goal_pct: Made by attempted, of 1; 0 without an attempt.
select
  g.season, g.season_type, m.game_id, g.game_date,
  m.offensive_player_id, o.full_name as offensive_player_name,
  m.defensive_player_id, d.full_name as defensive_player_name,
  m.team_id, l.team_abbreviation,
  case m.team_id when g.home_team_id then g.away_team_id when g.away_team_id then g.home_team_id end as opponent_team_id,
  split_part(l.matchup, ' ', 3) as opponent_abbreviation, m.team_id = g.home_team_id as is_home,
  m.matchup_seconds, m.partial_possessions, m.defender_total_time_pct, m.offensive_total_time_pct,
  m.both_on_total_time_pct, m.switches_on, m.player_points, m.team_points, m.matchup_assists,
  m.matchup_potential_assists, m.matchup_turnovers, m.matchup_blocks,
  m.matchup_field_goals_made, m.matchup_field_goals_attempted, m.matchup_field_goal_pct,
  m.matchup_three_pointers_made, m.matchup_three_pointers_attempted, m.matchup_three_pointer_pct,
  m.help_blocks, m.help_field_goals_made, m.help_field_goals_attempted, m.help_field_goal_pct,
  m.matchup_free_throws_made, m.matchup_free_throws_attempted, m.shooting_fouls
from box_score_matchups m
left join games g on g.game_id = m.game_id
left join team_game_logs l on l.game_id = m.game_id and l.team_id = m.team_id
left join players o on o.player_id = m.offensive_player_id
left join players d on d.player_id = m.defensive_player_id
