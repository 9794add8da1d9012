-- A player's line in each game that he played, with opponent, place and result.
--
-- opponent_team_id: The other team (teams.team_id); null where the schedule lacks the game.
-- opponent_abbreviation: Three letters of the other team: 'CHI'.
-- is_home: The player's team is the home team.
-- result: 'W' or 'L' of the player's team; null for a game without a result.
select
  l.game_id, l.season, l.season_type, l.game_date, l.player_id, l.player_name, l.team_id, l.team_abbreviation,
  case l.team_id when g.home_team_id then g.away_team_id when g.away_team_id then g.home_team_id end as opponent_team_id,
  split_part(l.matchup, ' ', 3) as opponent_abbreviation,
  coalesce(l.team_id = g.home_team_id, l.matchup like '% vs. %') as is_home,
  l.result, l.minutes, l.points,
  l.field_goals_made, l.field_goals_attempted, l.field_goal_pct,
  l.three_pointers_made, l.three_pointers_attempted, l.three_pointer_pct,
  l.free_throws_made, l.free_throws_attempted, l.free_throw_pct,
  l.offensive_rebounds, l.defensive_rebounds, l.rebounds, l.assists, l.steals, l.blocks, l.turnovers, l.personal_fouls,
  l.plus_minus, l.fantasy_points
from player_game_logs l
left join games g on g.game_id = l.game_id
