-- The attempted field goals of the table shots, with names, opponent, points and zones.
--
-- player_name: The player's name.
-- opponent_abbreviation: Three letters of the other team; null where the game log lacks the game.
-- is_home: The player's team is the home team.
-- game_event_id: Number of the action; action_number of play_by_play.
-- seconds_left: Seconds left in the period.
-- points: Points that the shot brought: 0 where it was missed.
-- is_three: A three-point field goal.
-- action_type: Kind of the shot: 'Jump Shot', 'Driving Layup Shot', …
-- distance: Feet from the basket.
-- zone_basic: Zone: 'Restricted Area', 'Above the Break 3', …
-- zone_area: Side: 'Center(C)', 'Left Side(L)', …
-- zone_range: Distance in steps: 'Less Than 8 ft.', '24+ ft.', …
-- x: Tenths of feet right of the basket, seen from behind the shooter's half; below 0 left of it.
-- y: Tenths of feet from the basket towards the middle of the court.
select
  s.season, s.season_type, s.game_id, s.game_date, s.game_event_id,
  s.player_id, coalesce(s.player_name, p.full_name) as player_name,
  s.team_id, l.team_abbreviation, split_part(l.matchup, ' ', 3) as opponent_abbreviation,
  coalesce(s.team_id = g.home_team_id, l.matchup like '% vs. %') as is_home,
  s.period, s.minutes_left * 60 + s.seconds_left as seconds_left,
  s.is_made, s.shot_type like '3PT%' as is_three,
  case when s.is_made then case when s.shot_type like '3PT%' then 3 else 2 end else 0 end as points,
  s.action_type, s.distance, s.zone_basic, s.zone_area, s.zone_range, s.x, s.y
from shots s
left join players p on p.player_id = s.player_id
left join games g on g.game_id = s.game_id
left join team_game_logs l on l.game_id = s.game_id and l.team_id = s.team_id
