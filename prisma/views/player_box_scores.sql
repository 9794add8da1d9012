-- The players' lines of the box scores, who did not play included, with season, date, opponent and all that the box scores
-- of every kind have of them. The rows are those of box_score_players; what stands in the other tables
-- (box_score_advanced_players and so on) is null where they have no line. A query reads only the tables whose columns it names.
--
-- team_abbreviation: The team's three letters; null where the game log lacks the game.
-- opponent_team_id: The other team (teams.team_id).
-- opponent_abbreviation: Three letters of the other team; null where the game log lacks the game.
-- is_home: The player's team is the home team.
-- position: Of starters alone: F, C or G; null for who came from the bench.
-- comment: Why somebody did not play: 'DNP - Coach's Decision'; null for who did.
-- minutes: Minutes played; null for who did not play.
-- player_impact_estimate: The player's share of what happened in the game.
-- on_floor_effective_field_goal_pct: That of the team while the player was on the floor (share of 1).
-- on_floor_free_throw_attempt_rate: The team's free throws by field goals attempted while the player was on the floor.
-- on_floor_team_turnover_pct: The team's turnovers of its possessions while the player was on the floor (share of 1).
-- opponent_effective_field_goal_pct: That of the opponent while the player was on the floor (share of 1).
-- opponent_free_throw_attempt_rate: The opponent's free throws by field goals attempted while the player was on the floor.
-- opponent_team_turnover_pct: The opponent's turnovers of its possessions while the player was on the floor (share of 1).
-- opponent_offensive_rebound_pct: The opponent's rebounds of its own misses while the player was on the floor (share of 1).
-- three_pointers_attempted_pct: Three-pointers of the field goals attempted (share of 1).
-- team_three_pointers_attempted_pct: Share of the team's three-pointers attempted while on the floor (of 1).
-- assists_pct: Share of the team's assists while on the floor (of 1).
-- turnovers_pct: Share of the team's turnovers while on the floor (of 1).
-- personal_fouls_pct: Share of the team's personal fouls while on the floor (of 1).
-- points_pct: Share of the team's points while on the floor (of 1).
-- speed: Miles an hour.
-- distance: Miles.
-- matchup_minutes: Minutes of guarding anybody, with the ball or without.
-- partial_possessions: Possessions of guarding, in parts where several defended.
-- switches_on: Times of switching onto an opponent.
-- player_points: Points of those guarded.
select
  g.season, g.season_type, b.game_id, g.game_date,
  b.player_id, nullif(concat_ws(' ', b.first_name, b.last_name), '') as player_name,
  b.team_id, l.team_abbreviation,
  case b.team_id when g.home_team_id then g.away_team_id when g.away_team_id then g.home_team_id end as opponent_team_id,
  split_part(l.matchup, ' ', 3) as opponent_abbreviation, b.team_id = g.home_team_id as is_home,
  b.position, b.comment, b.jersey_number, b.minutes,
  b.field_goals_made, b.field_goals_attempted, b.field_goal_pct,
  b.three_pointers_made, b.three_pointers_attempted, b.three_pointer_pct,
  b.free_throws_made, b.free_throws_attempted, b.free_throw_pct,
  b.offensive_rebounds, b.defensive_rebounds, b.rebounds, b.assists, b.steals, b.blocks, b.turnovers, b.personal_fouls,
  b.points, b.plus_minus,
  a.estimated_offensive_rating, a.offensive_rating, a.estimated_defensive_rating, a.defensive_rating,
  a.estimated_net_rating, a.net_rating, a.assist_pct, a.assist_to_turnover, a.assist_ratio,
  coalesce(a.offensive_rebound_pct, f.offensive_rebound_pct) as offensive_rebound_pct, a.defensive_rebound_pct,
  a.rebound_pct, a.turnover_ratio, a.effective_field_goal_pct, a.true_shooting_pct,
  coalesce(a.usage_pct, u.usage_pct) as usage_pct, a.estimated_usage_pct, a.estimated_pace, a.pace, a.pace_per_40,
  a.possessions, a.player_impact_estimate,
  f.effective_field_goal_pct as on_floor_effective_field_goal_pct,
  f.free_throw_attempt_rate as on_floor_free_throw_attempt_rate, f.team_turnover_pct as on_floor_team_turnover_pct,
  f.opponent_effective_field_goal_pct, f.opponent_free_throw_attempt_rate, f.opponent_team_turnover_pct,
  f.opponent_offensive_rebound_pct,
  m.points_off_turnovers, m.points_second_chance, m.points_fast_break, m.points_paint,
  m.opponent_points_off_turnovers, m.opponent_points_second_chance, m.opponent_points_fast_break,
  m.opponent_points_paint, m.blocked_attempts, m.personal_fouls_drawn,
  s.two_pointers_attempted_pct, s.three_pointers_attempted_pct, s.points_two_pointers_pct,
  s.points_midrange_two_pointers_pct, s.points_three_pointers_pct, s.points_fast_break_pct, s.points_free_throw_pct,
  s.points_off_turnovers_pct, s.points_paint_pct, s.assisted_two_pointers_pct, s.unassisted_two_pointers_pct,
  s.assisted_three_pointers_pct, s.unassisted_three_pointers_pct, s.assisted_field_goals_made_pct,
  s.unassisted_field_goals_made_pct,
  u.field_goals_made_pct, u.field_goals_attempted_pct, u.three_pointers_made_pct,
  u.three_pointers_attempted_pct as team_three_pointers_attempted_pct, u.free_throws_made_pct,
  u.free_throws_attempted_pct, u.rebounds_offensive_pct, u.rebounds_defensive_pct, u.rebounds_total_pct,
  u.assists_pct, u.turnovers_pct, u.steals_pct, u.blocks_pct, u.blocked_attempts_pct, u.personal_fouls_pct,
  u.personal_fouls_drawn_pct, u.points_pct,
  k.speed, k.distance, k.offensive_rebound_chances, k.defensive_rebound_chances, k.rebound_chances, k.touches,
  k.secondary_assists, k.free_throw_assists, k.passes, k.contested_field_goals_made,
  k.contested_field_goals_attempted, k.contested_field_goal_pct, k.uncontested_field_goals_made,
  k.uncontested_field_goals_attempted, k.uncontested_field_goal_pct, k.defended_at_rim_field_goals_made,
  k.defended_at_rim_field_goals_attempted, k.defended_at_rim_field_goal_pct,
  h.contested_shots, h.contested_two_pointers, h.contested_three_pointers, h.deflections, h.charges_drawn,
  h.screen_assists, h.screen_assist_points, h.offensive_loose_balls_recovered, h.defensive_loose_balls_recovered,
  h.loose_balls_recovered, h.offensive_box_outs, h.defensive_box_outs, h.box_out_player_team_rebounds,
  h.box_out_player_rebounds, h.box_outs,
  d.matchup_minutes, d.partial_possessions, d.switches_on, d.player_points, d.matchup_assists, d.matchup_turnovers,
  d.matchup_field_goals_made, d.matchup_field_goals_attempted, d.matchup_field_goal_pct,
  d.matchup_three_pointers_made, d.matchup_three_pointers_attempted, d.matchup_three_pointer_pct
from box_score_players b
left join games g on g.game_id = b.game_id
left join team_game_logs l on l.game_id = b.game_id and l.team_id = b.team_id
left join box_score_advanced_players a on a.game_id = b.game_id and a.player_id = b.player_id
left join box_score_four_factors_players f on f.game_id = b.game_id and f.player_id = b.player_id
left join box_score_misc_players m on m.game_id = b.game_id and m.player_id = b.player_id
left join box_score_scoring_players s on s.game_id = b.game_id and s.player_id = b.player_id
left join box_score_usage_players u on u.game_id = b.game_id and u.player_id = b.player_id
left join box_score_tracking_players k on k.game_id = b.game_id and k.player_id = b.player_id
left join box_score_hustle_players h on h.game_id = b.game_id and h.player_id = b.player_id
left join box_score_defensive_players d on d.game_id = b.game_id and d.player_id = b.player_id
