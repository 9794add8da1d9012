-- The actions of the play-by-play (play_by_play), each with season, date, both teams and the player's whole name.
--
-- seconds_left: Seconds left in the period.
-- team_id: Team of the action (teams.team_id); null for what is nobody's, such as the start of a period.
-- opponent_team_id: The other team (teams.team_id).
-- opponent_abbreviation: Three letters of the other team: 'CHI'.
-- is_home: The action is the home team's.
-- action_id: Number of the action, unique within its game, in the order of the game.
-- player_id: Player (players.player_id); null for what is a team's or nobody's.
-- player_name: First and last name; where the directory of players lacks the player the last name, as the action has it.
-- points: Points that the action scored for its team.
-- shot_distance: Feet.
-- x_legacy: Tenths of a foot from the basket.
-- home_score: Points of the home team, where the action has the score.
-- away_score: Points of the away team, where the action has the score.
select
  g.season, g.season_type, p.game_id, g.game_date, p.action_id, p.period, p.seconds_left,
  p.team_id, coalesce(p.team_abbreviation, l.team_abbreviation) as team_abbreviation,
  case p.team_id when g.home_team_id then g.away_team_id when g.away_team_id then g.home_team_id end as opponent_team_id,
  split_part(l.matchup, ' ', 3) as opponent_abbreviation,
  coalesce(p.team_id = g.home_team_id, p.location = 'h') as is_home,
  p.player_id, coalesce(n.full_name, p.player_name) as player_name,
  p.action_type, p.sub_type, p.description,
  case when p.is_field_goal then case when p.shot_result = 'Made' then p.shot_value else 0 end
       when p.action_type = 'Free Throw' and p.description not like 'MISS%' then 1 else 0 end as points,
  p.is_field_goal, p.shot_result, p.shot_value, p.shot_distance, p.x_legacy, p.y_legacy,
  p.home_score, p.away_score
from play_by_play p
left join games g on g.game_id = p.game_id
left join team_game_logs l on l.game_id = p.game_id and l.team_id = p.team_id
left join players n on n.player_id = p.player_id
