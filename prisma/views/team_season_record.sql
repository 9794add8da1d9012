-- A team's record of a season: won and lost, at home and away, the last ten games, on back-to-backs, in overtime.
--
-- team_name: City and name of the team, as it was called in the season.
-- home_wins: Number of games won at home, without those on neutral ground.
-- home_losses: Number of games lost at home.
-- away_wins: Number of games won away from home, without those on neutral ground.
-- away_losses: Number of games lost away from home.
-- neutral_wins: Number of games won on neutral ground.
-- neutral_losses: Number of games lost on neutral ground.
-- last_10_wins: Number of the last ten games that were won.
-- last_10_losses: Number of the last ten games that were lost.
-- current_streak: Length of the present run, in games; below 0 of losses.
-- back_to_back_wins: Number of games won on the day after another game.
-- back_to_back_losses: Number of games lost on the day after another game.
-- home_back_to_back_wins: Number of games won at home on the day after another game.
-- home_back_to_back_losses: Number of games lost at home on the day after another game.
-- overtime_wins: Number of games won after overtime, where the log has minutes.
-- overtime_losses: Number of games lost after overtime, where the log has minutes.
-- opponent_points_per_game: Points of the opponents per game.
with played as (
  select *,
    row_number() over latest as games_ago,
    -- Games since the last one with another result: those before it are none of the present run.
    count(*) filter (where result <> first_result) over latest as others
  from (
    select *, first_value(result) over (partition by season, season_type, team_id order by game_date desc, game_id desc)
      as first_result
    from team_games where result is not null
  ) t
  window latest as (partition by season, season_type, team_id order by game_date desc, game_id desc)
)
select
  season, season_type, team_id, max(team_name) as team_name, max(team_abbreviation) as team_abbreviation,
  count(*)::integer as games_played,
  (count(*) filter (where result = 'W'))::integer as wins,
  (count(*) filter (where result = 'L'))::integer as losses,
  round(count(*) filter (where result = 'W') / count(*)::numeric, 3)::float8 as win_pct,
  (count(*) filter (where result = 'W' and is_home and not is_neutral))::integer as home_wins,
  (count(*) filter (where result = 'L' and is_home and not is_neutral))::integer as home_losses,
  (count(*) filter (where result = 'W' and not is_home and not is_neutral))::integer as away_wins,
  (count(*) filter (where result = 'L' and not is_home and not is_neutral))::integer as away_losses,
  (count(*) filter (where result = 'W' and is_neutral))::integer as neutral_wins,
  (count(*) filter (where result = 'L' and is_neutral))::integer as neutral_losses,
  (count(*) filter (where result = 'W' and games_ago <= 10))::integer as last_10_wins,
  (count(*) filter (where result = 'L' and games_ago <= 10))::integer as last_10_losses,
  (case max(first_result) when 'W' then 1 else -1 end * count(*) filter (where others = 0))::integer as current_streak,
  (count(*) filter (where result = 'W' and is_back_to_back))::integer as back_to_back_wins,
  (count(*) filter (where result = 'L' and is_back_to_back))::integer as back_to_back_losses,
  (count(*) filter (where result = 'W' and is_back_to_back and is_home))::integer as home_back_to_back_wins,
  (count(*) filter (where result = 'L' and is_back_to_back and is_home))::integer as home_back_to_back_losses,
  (count(*) filter (where result = 'W' and minutes > 50))::integer as overtime_wins,
  (count(*) filter (where result = 'L' and minutes > 50))::integer as overtime_losses,
  round(avg(points), 3)::float8 as points_per_game,
  round(avg(opponent_points), 3)::float8 as opponent_points_per_game
from played
group by season, season_type, team_id
