-- Three roles for a configured database: the owner migrates, the worker runs workers and commands, the reader reads.
-- Run it as a superuser, connected to that database; it may be repeated. Then give each a password (\password in psql):
--
--   psql "$ADMIN_URL" -f docs/roles.sql
--   DATABASE_URL=postgresql://season_sync_owner@…  season-sync migrate
--   DATABASE_URL=postgresql://season_sync_worker@… season-sync worker
--
-- Tables that another role migrated, a superuser for example, become the owner's. It takes nothing from others: what PUBLIC
-- may do (in Postgres 14: create tables in public) is not changed, and tables that no migration of season-sync created are
-- neither given away nor granted.

do $$
declare
  name text;
  relation record;
  foreign_owned text[];
  schemas oid[];
  record regclass; -- Prisma's record of migrations
  migrated text[];
begin
  foreach name in array array['season_sync_owner', 'season_sync_worker', 'season_sync_reader'] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I login', name);
    end if;
    execute format('grant connect on database %I to %I', current_database(), name);
    execute format('grant usage on schema public to %I', name);
    -- Names without a schema, as in psql, are found.
    execute format('alter role %I in database %I set search_path = nba, sync, public', name, current_database());
  end loop;
  foreach name in array array['nba', 'sync'] loop
    if to_regnamespace(name) is null then
      execute format('create schema %I authorization season_sync_owner', name);
    end if;
    execute format('grant usage on schema %I to season_sync_worker, season_sync_reader', name);
    execute format('grant usage, create on schema %I to season_sync_owner', name);
  end loop;
  record := coalesce(to_regclass('sync._prisma_migrations'), to_regclass('public._prisma_migrations'));
  if record = to_regclass('public._prisma_migrations') then -- the database of an earlier version
    grant create on schema public to season_sync_owner;
  end if;
  -- Merges stage their rows in temporary tables.
  execute format('grant temporary on database %I to season_sync_owner, season_sync_worker', current_database());

  schemas := array(
    select oid from pg_namespace
    where nspname in ('nba', 'sync') or oid = (select relnamespace from pg_class where oid = record)
  );
  -- Tables and views that another role migrated. Their indexes and sequences go with them.
  if record is not null then
    execute format(
      'select array_agg(migration_name) from %s where finished_at is not null and rolled_back_at is null', record
    ) into migrated;
    foreign_owned := array(
      with ours (migration, tables) as (values
        -- (tools/generate-catalogue.mjs writes these lines)
        ('20261123000000_init', '{teams, team_seasons, players, player_seasons, games, team_game_logs, player_game_logs, standings, box_score_players, box_score_teams, play_by_play, sync_runs, sync_steps, sync_requests, raw_bodies, raw_responses, request_marks, batches, batch_tables, sync_merges, quarantined_rows, row_changes, sync_findings, workers, source_pace, database_source}'::text[]),
        ('20261126022912_box_score_advanced', '{box_score_advanced_players, box_score_advanced_teams}'::text[]),
        ('20261126023135_box_score_hustle', '{box_score_hustle_players, box_score_hustle_teams}'::text[]),
        ('20261126023347_player_season_stats', '{player_season_stats}'::text[]),
        ('20261126040000_merge_holds', '{merge_holds}'::text[]),
        ('20261126070000_accepted_findings', '{accepted_findings}'::text[]),
        ('20261126220000_backfills', '{backfills, backfill_seasons}'::text[]),
        ('20261126235000_measures_of_games', '{player_game_logs_advanced, player_game_logs_base, player_game_logs_misc, player_game_logs_scoring, player_game_logs_usage, team_game_logs_advanced, team_game_logs_base, team_game_logs_four_factors, team_game_logs_misc, team_game_logs_scoring}'::text[]),
        ('20261126235100_box_scores_of_every_kind', '{box_score_defensive_players, box_score_four_factors_players, box_score_four_factors_teams, box_score_misc_players, box_score_misc_teams, box_score_scoring_players, box_score_scoring_teams, box_score_tracking_players, box_score_tracking_teams, box_score_usage_players, box_score_usage_teams}'::text[]),
        ('20261126235200_matchups_rotations_summaries', '{box_score_matchups, game_summaries, game_officials, game_inactive_players, game_line_scores, game_team_stats, rotations}'::text[]),
        ('20261126235500_season_measures', '{player_season_advanced, player_season_misc, player_season_scoring, player_season_usage, player_season_defense, team_season_stats, team_season_advanced, team_season_four_factors, team_season_misc, team_season_scoring, team_season_opponent, team_season_defense}'::text[]),
        ('20261126235510_season_statistics', '{player_season_bios, player_clutch_stats, team_clutch_stats, player_estimated_metrics, team_estimated_metrics, player_season_hustle, team_season_hustle, player_on_off_ratings, player_on_off_stats}'::text[]),
        ('20261126235520_shooting', '{player_shot_locations, team_shot_locations, player_tracked_shots, team_tracked_shots, opponent_tracked_shots, player_tracked_defense, team_tracked_defense}'::text[]),
        ('20261126235530_tracking', '{player_tracking_catch_shoot, player_tracking_drives, player_tracking_efficiency, player_tracking_elbow_touches, player_tracking_paint_touches, player_tracking_passing, player_tracking_possessions, player_tracking_post_touches, player_tracking_pull_up, player_tracking_rebounding, player_tracking_rim_defense, player_tracking_speed, team_tracking_catch_shoot, team_tracking_drives, team_tracking_efficiency, team_tracking_elbow_touches, team_tracking_paint_touches, team_tracking_passing, team_tracking_possessions, team_tracking_post_touches, team_tracking_pull_up, team_tracking_rebounding, team_tracking_rim_defense, team_tracking_speed}'::text[]),
        ('20261126235540_play_types_and_matchups', '{player_play_types, team_play_types, season_matchups}'::text[]),
        ('20261126235550_cup_and_playoffs', '{cup_standings, playoff_series, playoff_picture_series, playoff_picture_standings}'::text[]),
        ('20261127011001_stints', '{stint_games, stints, possessions}'::text[]),
        ('20261127061000_rosters', '{rosters, coaches}'::text[]),
        ('20261127061100_lineups', '{lineups}'::text[]),
        ('20261127061200_shots', '{shots}'::text[]),
        ('20261127061300_shot_averages', '{shot_averages}'::text[]),
        ('20261127061400_team_details', '{team_details, team_titles, team_hall_of_fame, team_retired_numbers}'::text[]),
        ('20261127061500_franchise_history', '{franchise_history}'::text[]),
        ('20261127061600_draft_picks', '{draft_picks}'::text[]),
        ('20261127061700_team_years', '{team_years}'::text[]),
        ('20261127061800_team_season_history', '{team_season_history}'::text[]),
        ('20261127061900_player_awards', '{player_awards}'::text[]),
        ('20261127062000_player_biographies', '{player_biographies}'::text[]),
        ('20261127062100_player_career_stats', '{player_career_stats}'::text[]),
        ('20261127062200_draft_combine_drills', '{draft_combine_drills}'::text[]),
        ('20261127062300_draft_combine_measurements', '{draft_combine_measurements}'::text[]),
        ('20261127062400_draft_combine_spot_shooting', '{draft_combine_spot_shooting}'::text[]),
        ('20261127062500_draft_combine_moving_shooting', '{draft_combine_moving_shooting}'::text[]),
        ('20261127062600_members_of_schedule_standings_and_index', '{game_broadcasters}'::text[]),
        ('20261127070000_league_leaders', '{league_leaders}'::text[]),
        ('20261127170000_cup_games', '{cup_games}'::text[]),
        ('20261127190000_live_files', '{live_games, live_box_score_players, live_box_score_teams, live_officials, live_play_by_play}'::text[])
        -- (until here)
      ), applied (name) as (
        select unnest(tables || '_prisma_migrations'::text) from ours where migration = any (migrated)
      )
      select oid::regclass::text from pg_class
      where relnamespace = any (schemas) and relowner <> 'season_sync_owner'::regrole
        and (relkind = 'r' and relname in (select applied.name from applied)
          or relkind = 'v' and obj_description(oid, 'pg_class') like '%A view of season-sync.')
    );
    begin
      foreach name in array foreign_owned loop
        execute format('alter table %s owner to season_sync_owner', name);
      end loop;
    exception when insufficient_privilege then
      null; -- the warning below
    end;
  end if;

  -- Tables that migrations create later.
  alter default privileges for role season_sync_owner in schema public, nba, sync
    grant select, insert, update, delete on tables to season_sync_worker;
  alter default privileges for role season_sync_owner in schema public, nba, sync grant usage on sequences to season_sync_worker;
  alter default privileges for role season_sync_owner in schema public, nba, sync grant select on tables to season_sync_reader;

  -- Tables and views that are there.
  for relation in
    select oid::regclass as name, relkind as kind from pg_class
    where relnamespace = any (schemas) and relowner = 'season_sync_owner'::regrole and relkind in ('r', 'v', 'S')
  loop
    if relation.kind = 'S' then
      execute format('grant usage on sequence %s to season_sync_worker', relation.name);
    else
      execute format('grant select, insert, update, delete on %s to season_sync_worker', relation.name);
      execute format('grant select on %s to season_sync_reader', relation.name);
    end if;
  end loop;
  if exists (
    select from pg_class where oid = record and relowner <> 'season_sync_owner'::regrole
  ) then
    raise warning 'the tables belong to another role than season_sync_owner, so that none of them is granted; run this as a superuser';
  end if;
  if record is not null then
    execute format('revoke insert, update, delete on %s from season_sync_worker', record);
  end if;
end $$;

-- Workers renew the statistics of tables that grew, which only the owner may; without them the verification of a season
-- that arrives for the first time takes minutes.
create or replace function public.season_sync_analyze(relation regclass) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$ begin execute format('analyze %s', relation); end $$;
alter function public.season_sync_analyze(regclass) owner to season_sync_owner;
revoke all on function public.season_sync_analyze(regclass) from public;
grant execute on function public.season_sync_analyze(regclass) to season_sync_worker;
