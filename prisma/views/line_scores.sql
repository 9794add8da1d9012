-- The points of each team in each period of a game: by the summary of the game where it is stored (game_line_scores),
-- otherwise by the scores of the play-by-play.
--
-- team_abbreviation: The team's three letters; null where the game log lacks the game.
-- is_home: The team is the home team.
-- period: Period: 1 to 4, 5 for the first overtime.
-- points: Points of the team in the period.
-- opponent_points: Points of the other team in the period.
select
  g.game_id, g.season, g.season_type, g.game_date, s.team_id, l.team_abbreviation, s.team_id = g.home_team_id as is_home,
  p.period, p.points, p.opponent_points
from games g
join game_line_scores s on s.game_id = g.game_id
join game_line_scores o on o.game_id = g.game_id and o.team_id <> s.team_id
left join team_game_logs l on l.game_id = s.game_id and l.team_id = s.team_id
cross join lateral (values
  (1, s.points_period_1, o.points_period_1), (2, s.points_period_2, o.points_period_2),
  (3, s.points_period_3, o.points_period_3), (4, s.points_period_4, o.points_period_4),
  (5, s.points_overtime_1, o.points_overtime_1), (6, s.points_overtime_2, o.points_overtime_2),
  (7, s.points_overtime_3, o.points_overtime_3), (8, s.points_overtime_4, o.points_overtime_4),
  (9, s.points_overtime_5, o.points_overtime_5), (10, s.points_overtime_6, o.points_overtime_6),
  (11, s.points_overtime_7, o.points_overtime_7), (12, s.points_overtime_8, o.points_overtime_8),
  (13, s.points_overtime_9, o.points_overtime_9), (14, s.points_overtime_10, o.points_overtime_10)
) as p (period, points, opponent_points)
-- An overtime in which neither team has a point was not played.
where p.points is not null and (p.period <= 4 or p.points > 0 or p.opponent_points > 0)
union all
select
  g.game_id, g.season, g.season_type, g.game_date, side.team_id, l.team_abbreviation, side.is_home,
  s.period::integer, side.points, side.opponent_points
from games g
cross join lateral (
  select
    period,
    home - coalesce(lag(home) over (order by period), 0) as home,
    away - coalesce(lag(away) over (order by period), 0) as away
  from (
    select period, max(max(home_score)) over so_far as home, max(max(away_score)) over so_far as away
    from play_by_play where game_id = g.game_id group by period window so_far as (order by period)
  ) as scores
) as s
cross join lateral (values
  (g.home_team_id, true, s.home, s.away), (g.away_team_id, false, s.away, s.home)
) as side (team_id, is_home, points, opponent_points)
left join team_game_logs l on l.game_id = g.game_id and l.team_id = side.team_id
where g.status = 3 and not exists (select from game_line_scores there where there.game_id = g.game_id)
