-- A row for each game that was played to the end: both teams by name, both scores, the winner.
--
-- home_team_name: City and name of the home team, as it was called in the season.
-- home_abbreviation: Three letters of the home team: 'CLE'.
-- away_team_name: City and name of the away team, as it was called in the season.
-- away_abbreviation: Three letters of the away team: 'CHI'.
-- winner_team_id: Team that won (teams.team_id).
-- winner_name: City and name of the team that won.
-- margin: Points of the winner less those of the other team.
-- overtimes: Number of overtimes, by the minutes of the game log; null where the log has no minutes.
select
  g.game_id, g.season, g.season_type, g.game_date,
  g.home_team_id,
  coalesce(h.full_name, home.team_name) as home_team_name,
  coalesce(home.team_abbreviation, h.abbreviation) as home_abbreviation,
  g.away_team_id,
  coalesce(a.full_name, away.team_name) as away_team_name,
  coalesce(away.team_abbreviation, a.abbreviation) as away_abbreviation,
  g.home_score, g.away_score,
  case when g.home_score > g.away_score then g.home_team_id
       when g.home_score < g.away_score then g.away_team_id end as winner_team_id,
  case when g.home_score > g.away_score then coalesce(h.full_name, home.team_name)
       when g.home_score < g.away_score then coalesce(a.full_name, away.team_name) end as winner_name,
  abs(g.home_score - g.away_score) as margin,
  -- The five players' minutes: 240, and 25 for each overtime; the sums of some seasons are off by two.
  case when home.minutes > 200 then round((home.minutes - 240) / 25)::integer end as overtimes
from games g
left join team_seasons h on h.season = g.season and h.team_id = g.home_team_id
left join team_seasons a on a.season = g.season and a.team_id = g.away_team_id
left join team_game_logs home on home.game_id = g.game_id and home.team_id = g.home_team_id
left join team_game_logs away on away.game_id = g.game_id and away.team_id = g.away_team_id
where g.status = 3 and g.home_score is not null and g.away_score is not null
