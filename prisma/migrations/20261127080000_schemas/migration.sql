-- The data in the schema nba, the evidence and the work of syncs in the schema sync; Prisma's record stays where it is.
-- A role that may not create schemas migrates where they are there.
DO $$
BEGIN
  IF to_regnamespace('nba') IS NULL THEN CREATE SCHEMA nba; END IF;
  IF to_regnamespace('sync') IS NULL THEN CREATE SCHEMA sync; END IF;
END $$;

-- Who reached the tables where they were still does.
DO $$
DECLARE
  who record;
BEGIN
  FOR who IN
    SELECT theirs.nspname AS schema, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END AS role
    FROM pg_namespace ours, aclexplode(coalesce(ours.nspacl, acldefault('n', ours.nspowner))), pg_namespace theirs
    WHERE ours.nspname = current_schema() AND privilege_type = 'USAGE'
      AND theirs.nspname IN ('nba', 'sync') AND pg_has_role(theirs.nspowner, 'USAGE')
  LOOP
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %s', who.schema, who.role);
  END LOOP;
END $$;

ALTER TABLE "sync_runs" SET SCHEMA "sync";
ALTER TABLE "backfills" SET SCHEMA "sync";
ALTER TABLE "backfill_seasons" SET SCHEMA "sync";
ALTER TABLE "sync_steps" SET SCHEMA "sync";
ALTER TABLE "sync_requests" SET SCHEMA "sync";
ALTER TABLE "raw_bodies" SET SCHEMA "sync";
ALTER TABLE "raw_responses" SET SCHEMA "sync";
ALTER TABLE "request_marks" SET SCHEMA "sync";
ALTER TABLE "batches" SET SCHEMA "sync";
ALTER TABLE "batch_tables" SET SCHEMA "sync";
ALTER TABLE "sync_merges" SET SCHEMA "sync";
ALTER TABLE "merge_holds" SET SCHEMA "sync";
ALTER TABLE "quarantined_rows" SET SCHEMA "sync";
ALTER TABLE "row_changes" SET SCHEMA "sync";
ALTER TABLE "sync_findings" SET SCHEMA "sync";
ALTER TABLE "accepted_findings" SET SCHEMA "sync";
ALTER TABLE "workers" SET SCHEMA "sync";
ALTER TABLE "source_pace" SET SCHEMA "sync";
ALTER TABLE "database_source" SET SCHEMA "sync";

ALTER TABLE "box_score_advanced_players" SET SCHEMA "nba";
ALTER TABLE "box_score_advanced_teams" SET SCHEMA "nba";
ALTER TABLE "box_score_defensive_players" SET SCHEMA "nba";
ALTER TABLE "box_score_four_factors_players" SET SCHEMA "nba";
ALTER TABLE "box_score_four_factors_teams" SET SCHEMA "nba";
ALTER TABLE "box_score_hustle_players" SET SCHEMA "nba";
ALTER TABLE "box_score_hustle_teams" SET SCHEMA "nba";
ALTER TABLE "box_score_matchups" SET SCHEMA "nba";
ALTER TABLE "box_score_misc_players" SET SCHEMA "nba";
ALTER TABLE "box_score_misc_teams" SET SCHEMA "nba";
ALTER TABLE "box_score_players" SET SCHEMA "nba";
ALTER TABLE "box_score_scoring_players" SET SCHEMA "nba";
ALTER TABLE "box_score_scoring_teams" SET SCHEMA "nba";
ALTER TABLE "box_score_teams" SET SCHEMA "nba";
ALTER TABLE "box_score_tracking_players" SET SCHEMA "nba";
ALTER TABLE "box_score_tracking_teams" SET SCHEMA "nba";
ALTER TABLE "box_score_usage_players" SET SCHEMA "nba";
ALTER TABLE "box_score_usage_teams" SET SCHEMA "nba";
ALTER TABLE "coaches" SET SCHEMA "nba";
ALTER TABLE "cup_standings" SET SCHEMA "nba";
ALTER TABLE "draft_combine_drills" SET SCHEMA "nba";
ALTER TABLE "draft_combine_measurements" SET SCHEMA "nba";
ALTER TABLE "draft_combine_moving_shooting" SET SCHEMA "nba";
ALTER TABLE "draft_combine_spot_shooting" SET SCHEMA "nba";
ALTER TABLE "draft_picks" SET SCHEMA "nba";
ALTER TABLE "franchise_history" SET SCHEMA "nba";
ALTER TABLE "game_broadcasters" SET SCHEMA "nba";
ALTER TABLE "game_inactive_players" SET SCHEMA "nba";
ALTER TABLE "game_line_scores" SET SCHEMA "nba";
ALTER TABLE "game_officials" SET SCHEMA "nba";
ALTER TABLE "game_summaries" SET SCHEMA "nba";
ALTER TABLE "game_team_stats" SET SCHEMA "nba";
ALTER TABLE "games" SET SCHEMA "nba";
ALTER TABLE "league_leaders" SET SCHEMA "nba";
ALTER TABLE "lineups" SET SCHEMA "nba";
ALTER TABLE "opponent_tracked_shots" SET SCHEMA "nba";
ALTER TABLE "play_by_play" SET SCHEMA "nba";
ALTER TABLE "player_awards" SET SCHEMA "nba";
ALTER TABLE "player_biographies" SET SCHEMA "nba";
ALTER TABLE "player_career_stats" SET SCHEMA "nba";
ALTER TABLE "player_clutch_stats" SET SCHEMA "nba";
ALTER TABLE "player_estimated_metrics" SET SCHEMA "nba";
ALTER TABLE "player_game_logs" SET SCHEMA "nba";
ALTER TABLE "player_game_logs_advanced" SET SCHEMA "nba";
ALTER TABLE "player_game_logs_base" SET SCHEMA "nba";
ALTER TABLE "player_game_logs_misc" SET SCHEMA "nba";
ALTER TABLE "player_game_logs_scoring" SET SCHEMA "nba";
ALTER TABLE "player_game_logs_usage" SET SCHEMA "nba";
ALTER TABLE "player_on_off_ratings" SET SCHEMA "nba";
ALTER TABLE "player_on_off_stats" SET SCHEMA "nba";
ALTER TABLE "player_play_types" SET SCHEMA "nba";
ALTER TABLE "player_season_advanced" SET SCHEMA "nba";
ALTER TABLE "player_season_bios" SET SCHEMA "nba";
ALTER TABLE "player_season_defense" SET SCHEMA "nba";
ALTER TABLE "player_season_hustle" SET SCHEMA "nba";
ALTER TABLE "player_season_misc" SET SCHEMA "nba";
ALTER TABLE "player_season_scoring" SET SCHEMA "nba";
ALTER TABLE "player_season_stats" SET SCHEMA "nba";
ALTER TABLE "player_season_usage" SET SCHEMA "nba";
ALTER TABLE "player_seasons" SET SCHEMA "nba";
ALTER TABLE "player_shot_locations" SET SCHEMA "nba";
ALTER TABLE "player_tracked_defense" SET SCHEMA "nba";
ALTER TABLE "player_tracked_shots" SET SCHEMA "nba";
ALTER TABLE "player_tracking_catch_shoot" SET SCHEMA "nba";
ALTER TABLE "player_tracking_drives" SET SCHEMA "nba";
ALTER TABLE "player_tracking_efficiency" SET SCHEMA "nba";
ALTER TABLE "player_tracking_elbow_touches" SET SCHEMA "nba";
ALTER TABLE "player_tracking_paint_touches" SET SCHEMA "nba";
ALTER TABLE "player_tracking_passing" SET SCHEMA "nba";
ALTER TABLE "player_tracking_possessions" SET SCHEMA "nba";
ALTER TABLE "player_tracking_post_touches" SET SCHEMA "nba";
ALTER TABLE "player_tracking_pull_up" SET SCHEMA "nba";
ALTER TABLE "player_tracking_rebounding" SET SCHEMA "nba";
ALTER TABLE "player_tracking_rim_defense" SET SCHEMA "nba";
ALTER TABLE "player_tracking_speed" SET SCHEMA "nba";
ALTER TABLE "players" SET SCHEMA "nba";
ALTER TABLE "playoff_picture_series" SET SCHEMA "nba";
ALTER TABLE "playoff_picture_standings" SET SCHEMA "nba";
ALTER TABLE "playoff_series" SET SCHEMA "nba";
ALTER TABLE "possessions" SET SCHEMA "nba";
ALTER TABLE "rosters" SET SCHEMA "nba";
ALTER TABLE "rotations" SET SCHEMA "nba";
ALTER TABLE "season_matchups" SET SCHEMA "nba";
ALTER TABLE "shot_averages" SET SCHEMA "nba";
ALTER TABLE "shots" SET SCHEMA "nba";
ALTER TABLE "standings" SET SCHEMA "nba";
ALTER TABLE "stint_games" SET SCHEMA "nba";
ALTER TABLE "stints" SET SCHEMA "nba";
ALTER TABLE "team_clutch_stats" SET SCHEMA "nba";
ALTER TABLE "team_details" SET SCHEMA "nba";
ALTER TABLE "team_estimated_metrics" SET SCHEMA "nba";
ALTER TABLE "team_game_logs" SET SCHEMA "nba";
ALTER TABLE "team_game_logs_advanced" SET SCHEMA "nba";
ALTER TABLE "team_game_logs_base" SET SCHEMA "nba";
ALTER TABLE "team_game_logs_four_factors" SET SCHEMA "nba";
ALTER TABLE "team_game_logs_misc" SET SCHEMA "nba";
ALTER TABLE "team_game_logs_scoring" SET SCHEMA "nba";
ALTER TABLE "team_hall_of_fame" SET SCHEMA "nba";
ALTER TABLE "team_play_types" SET SCHEMA "nba";
ALTER TABLE "team_retired_numbers" SET SCHEMA "nba";
ALTER TABLE "team_season_advanced" SET SCHEMA "nba";
ALTER TABLE "team_season_defense" SET SCHEMA "nba";
ALTER TABLE "team_season_four_factors" SET SCHEMA "nba";
ALTER TABLE "team_season_history" SET SCHEMA "nba";
ALTER TABLE "team_season_hustle" SET SCHEMA "nba";
ALTER TABLE "team_season_misc" SET SCHEMA "nba";
ALTER TABLE "team_season_opponent" SET SCHEMA "nba";
ALTER TABLE "team_season_scoring" SET SCHEMA "nba";
ALTER TABLE "team_season_stats" SET SCHEMA "nba";
ALTER TABLE "team_seasons" SET SCHEMA "nba";
ALTER TABLE "team_shot_locations" SET SCHEMA "nba";
ALTER TABLE "team_titles" SET SCHEMA "nba";
ALTER TABLE "team_tracked_defense" SET SCHEMA "nba";
ALTER TABLE "team_tracked_shots" SET SCHEMA "nba";
ALTER TABLE "team_tracking_catch_shoot" SET SCHEMA "nba";
ALTER TABLE "team_tracking_drives" SET SCHEMA "nba";
ALTER TABLE "team_tracking_efficiency" SET SCHEMA "nba";
ALTER TABLE "team_tracking_elbow_touches" SET SCHEMA "nba";
ALTER TABLE "team_tracking_paint_touches" SET SCHEMA "nba";
ALTER TABLE "team_tracking_passing" SET SCHEMA "nba";
ALTER TABLE "team_tracking_possessions" SET SCHEMA "nba";
ALTER TABLE "team_tracking_post_touches" SET SCHEMA "nba";
ALTER TABLE "team_tracking_pull_up" SET SCHEMA "nba";
ALTER TABLE "team_tracking_rebounding" SET SCHEMA "nba";
ALTER TABLE "team_tracking_rim_defense" SET SCHEMA "nba";
ALTER TABLE "team_tracking_speed" SET SCHEMA "nba";
ALTER TABLE "team_years" SET SCHEMA "nba";
ALTER TABLE "teams" SET SCHEMA "nba";

-- The tables of people's own datasets, which the columns of provenance tell.
DO $$
DECLARE
  own regclass;
BEGIN
  FOR own IN
    SELECT c.oid FROM pg_class c
    WHERE c.relnamespace = to_regnamespace(current_schema()) AND c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'USAGE')
      AND (SELECT count(*) FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped
             AND a.attname IN ('run_id', 'response_id', 'synced_at', 'first_synced_at')) = 4
  LOOP
    EXECUTE format('ALTER TABLE %s SET SCHEMA nba', own);
  END LOOP;
END $$;
