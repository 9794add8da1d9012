-- A team's line in each of its games, with opponent, place, result and days of rest.
--
-- team_name: City and name of the team, as it was called then.
-- opponent_team_id: The other team (teams.team_id).
-- opponent_abbreviation: Three letters of the other team: 'CHI'.
-- is_home: The team is the home team; on neutral ground by the schedule.
-- is_neutral: The game was on neutral ground: by the schedule, otherwise where the log calls neither team the home team.
-- result: 'W' or 'L'; null for a game without a result.
-- opponent_points: Points of the other team.
-- margin: Points less those of the other team.
-- game_number: Number of the game among the team's games of the season and type, by date.
-- days_since_last_game: Days since the team's game before this one in the season and type; null for the first.
-- is_back_to_back: The team played the day before too.
-- minutes: Minutes of the game: 48, and 5 for each overtime; null where the log has none.
select
  l.game_id, l.season, l.season_type, l.game_date, l.team_id, l.team_name, l.team_abbreviation,
  o.team_id as opponent_team_id, o.team_abbreviation as opponent_abbreviation,
  coalesce(l.team_id = g.home_team_id, l.matchup like '% vs. %') as is_home,
  coalesce(
    g.neutral_site,
    l.matchup like l.team_abbreviation || ' @ %' and o.matchup like o.team_abbreviation || ' @ %',
    false
  ) as is_neutral,
  l.result, l.points, o.points as opponent_points, l.points - o.points as margin,
  row_number() over season as game_number,
  l.game_date - lag(l.game_date) over season as days_since_last_game,
  coalesce(l.game_date - lag(l.game_date) over season = 1, false) as is_back_to_back,
  nullif(l.minutes, 0) / 5 as minutes,
  l.field_goals_made, l.field_goals_attempted, l.field_goal_pct,
  l.three_pointers_made, l.three_pointers_attempted, l.three_pointer_pct,
  l.free_throws_made, l.free_throws_attempted, l.free_throw_pct,
  l.offensive_rebounds, l.defensive_rebounds, l.rebounds, l.assists, l.steals, l.blocks, l.turnovers, l.personal_fouls
from team_game_logs l
left join games g on g.game_id = l.game_id
left join team_game_logs o on o.game_id = l.game_id and o.team_id <> l.team_id
window season as (partition by l.season, l.season_type, l.team_id order by l.game_date, l.game_id)
