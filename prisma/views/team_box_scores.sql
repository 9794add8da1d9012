-- The teams' lines of the box scores, with season, date, opponent and all that the box scores of every kind have of them
-- (but for usage, of which a team's every share is 1). The rows are those of box_score_teams; what stands in the other
-- tables (box_score_advanced_teams and so on) is null where they have no line. A query reads only the tables whose columns
-- it names.
--
-- team_name: City and name of the team, as it was called then; null where the game log lacks the game.
-- team_abbreviation: The team's three letters; null where the game log lacks the game.
-- opponent_team_id: The other team (teams.team_id).
-- opponent_abbreviation: Three letters of the other team; null where the game log lacks the game.
-- is_home: The team is the home team.
-- minutes: Minutes of the team's players together: 240 in regulation.
-- opponent_points: Points of the other team.
-- plus_minus: Points less those of the other team.
-- estimated_team_turnover_pct: Turnovers of possessions, estimated; per cent, not a share: 12.621.
-- estimated_offensive_rating: As the source has it: five times the rating (563.1 and 112.6).
-- estimated_defensive_rating: As the source has it: five times the rating.
-- estimated_net_rating: As the source has it: five times the rating.
-- estimated_pace: As the source has it: a fifth of the pace (20.5 and 102.5).
-- player_impact_estimate: The team's share of what happened in the game.
-- three_pointers_attempted_pct: Three-pointers of the field goals attempted (share of 1).
-- distance: Miles of all players.
select
  g.season, g.season_type, b.game_id, g.game_date, b.team_id, l.team_name, l.team_abbreviation,
  case b.team_id when g.home_team_id then g.away_team_id when g.away_team_id then g.home_team_id end as opponent_team_id,
  split_part(l.matchup, ' ', 3) as opponent_abbreviation, b.is_home,
  b.minutes, b.points, o.points as opponent_points, b.plus_minus,
  b.field_goals_made, b.field_goals_attempted, b.field_goal_pct,
  b.three_pointers_made, b.three_pointers_attempted, b.three_pointer_pct,
  b.free_throws_made, b.free_throws_attempted, b.free_throw_pct,
  b.offensive_rebounds, b.defensive_rebounds, b.rebounds, b.assists, b.steals, b.blocks, b.turnovers, b.personal_fouls,
  a.estimated_team_turnover_pct, a.estimated_offensive_rating, a.offensive_rating, a.estimated_defensive_rating,
  a.defensive_rating, a.estimated_net_rating, a.net_rating, a.assist_pct, a.assist_to_turnover, a.assist_ratio,
  coalesce(a.offensive_rebound_pct, f.offensive_rebound_pct) as offensive_rebound_pct, a.defensive_rebound_pct,
  a.rebound_pct, a.turnover_ratio,
  coalesce(a.effective_field_goal_pct, f.effective_field_goal_pct) as effective_field_goal_pct, a.true_shooting_pct,
  a.estimated_pace, a.pace, a.pace_per_40, a.possessions, a.player_impact_estimate,
  f.free_throw_attempt_rate, f.team_turnover_pct, f.opponent_effective_field_goal_pct,
  f.opponent_free_throw_attempt_rate, f.opponent_team_turnover_pct, f.opponent_offensive_rebound_pct,
  m.points_off_turnovers, m.points_second_chance, m.points_fast_break, m.points_paint,
  m.opponent_points_off_turnovers, m.opponent_points_second_chance, m.opponent_points_fast_break,
  m.opponent_points_paint, m.blocked_attempts, m.personal_fouls_drawn,
  s.two_pointers_attempted_pct, s.three_pointers_attempted_pct, s.points_two_pointers_pct,
  s.points_midrange_two_pointers_pct, s.points_three_pointers_pct, s.points_fast_break_pct, s.points_free_throw_pct,
  s.points_off_turnovers_pct, s.points_paint_pct, s.assisted_two_pointers_pct, s.unassisted_two_pointers_pct,
  s.assisted_three_pointers_pct, s.unassisted_three_pointers_pct, s.assisted_field_goals_made_pct,
  s.unassisted_field_goals_made_pct,
  k.distance, k.offensive_rebound_chances, k.defensive_rebound_chances, k.rebound_chances, k.touches,
  k.secondary_assists, k.free_throw_assists, k.passes, k.contested_field_goals_made,
  k.contested_field_goals_attempted, k.contested_field_goal_pct, k.uncontested_field_goals_made,
  k.uncontested_field_goals_attempted, k.uncontested_field_goal_pct, k.defended_at_rim_field_goals_made,
  k.defended_at_rim_field_goals_attempted, k.defended_at_rim_field_goal_pct,
  h.contested_shots, h.contested_two_pointers, h.contested_three_pointers, h.deflections, h.charges_drawn,
  h.screen_assists, h.screen_assist_points, h.offensive_loose_balls_recovered, h.defensive_loose_balls_recovered,
  h.loose_balls_recovered, h.offensive_box_outs, h.defensive_box_outs, h.box_out_player_team_rebounds,
  h.box_out_player_rebounds, h.box_outs
from box_score_teams b
left join games g on g.game_id = b.game_id
left join team_game_logs l on l.game_id = b.game_id and l.team_id = b.team_id
left join box_score_teams o on o.game_id = b.game_id
  and o.team_id = case b.team_id when g.home_team_id then g.away_team_id when g.away_team_id then g.home_team_id end
left join box_score_advanced_teams a on a.game_id = b.game_id and a.team_id = b.team_id
left join box_score_four_factors_teams f on f.game_id = b.game_id and f.team_id = b.team_id
left join box_score_misc_teams m on m.game_id = b.game_id and m.team_id = b.team_id
left join box_score_scoring_teams s on s.game_id = b.game_id and s.team_id = b.team_id
left join box_score_tracking_teams k on k.game_id = b.game_id and k.team_id = b.team_id
left join box_score_hustle_teams h on h.game_id = b.game_id and h.team_id = b.team_id
