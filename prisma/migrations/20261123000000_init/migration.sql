-- CreateTable
CREATE TABLE "teams" (
    "team_id" BIGINT NOT NULL,
    "abbreviation" TEXT NOT NULL,
    "full_name" TEXT NOT NULL,
    "latest_season" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "teams_pkey" PRIMARY KEY ("team_id")
);

-- CreateTable
CREATE TABLE "team_seasons" (
    "season" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "abbreviation" TEXT NOT NULL,
    "full_name" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_seasons_pkey" PRIMARY KEY ("season","team_id")
);

-- CreateTable
CREATE TABLE "players" (
    "player_id" BIGINT NOT NULL,
    "full_name" TEXT NOT NULL,
    "last_comma_first" TEXT,
    "player_slug" TEXT,
    "from_year" INTEGER,
    "to_year" INTEGER,
    "birthdate" DATE,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "players_pkey" PRIMARY KEY ("player_id")
);

-- CreateTable
CREATE TABLE "player_seasons" (
    "season" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "team_abbreviation" TEXT,
    "jersey_number" TEXT,
    "position" TEXT,
    "height" TEXT,
    "weight_pounds" INTEGER,
    "college" TEXT,
    "country" TEXT,
    "draft_year" INTEGER,
    "draft_round" INTEGER,
    "draft_number" INTEGER,
    "is_active" BOOLEAN,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_seasons_pkey" PRIMARY KEY ("season","player_id","team_id")
);

-- CreateTable
CREATE TABLE "games" (
    "game_id" TEXT NOT NULL,
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "game_date" DATE NOT NULL,
    "status" SMALLINT NOT NULL,
    "status_text" TEXT,
    "tipoff_at" TIMESTAMPTZ(0),
    "home_team_id" BIGINT,
    "away_team_id" BIGINT,
    "home_score" INTEGER,
    "away_score" INTEGER,
    "arena_name" TEXT,
    "arena_city" TEXT,
    "arena_state" TEXT,
    "series_text" TEXT,
    "neutral_site" BOOLEAN,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "games_pkey" PRIMARY KEY ("game_id")
);

-- CreateTable
CREATE TABLE "team_game_logs" (
    "game_id" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "game_date" DATE NOT NULL,
    "team_abbreviation" TEXT NOT NULL,
    "team_name" TEXT NOT NULL,
    "matchup" TEXT NOT NULL,
    "result" TEXT,
    "minutes" DOUBLE PRECISION,
    "field_goals_made" INTEGER,
    "field_goals_attempted" INTEGER,
    "field_goal_pct" DOUBLE PRECISION,
    "three_pointers_made" INTEGER,
    "three_pointers_attempted" INTEGER,
    "three_pointer_pct" DOUBLE PRECISION,
    "free_throws_made" INTEGER,
    "free_throws_attempted" INTEGER,
    "free_throw_pct" DOUBLE PRECISION,
    "offensive_rebounds" INTEGER,
    "defensive_rebounds" INTEGER,
    "rebounds" INTEGER,
    "assists" INTEGER,
    "steals" INTEGER,
    "blocks" INTEGER,
    "turnovers" INTEGER,
    "personal_fouls" INTEGER,
    "points" INTEGER,
    "plus_minus" INTEGER,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_game_logs_pkey" PRIMARY KEY ("game_id","team_id")
);

-- CreateTable
CREATE TABLE "player_game_logs" (
    "game_id" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "game_date" DATE NOT NULL,
    "team_id" BIGINT NOT NULL,
    "player_name" TEXT NOT NULL,
    "team_abbreviation" TEXT NOT NULL,
    "matchup" TEXT NOT NULL,
    "result" TEXT,
    "minutes" DOUBLE PRECISION,
    "field_goals_made" INTEGER,
    "field_goals_attempted" INTEGER,
    "field_goal_pct" DOUBLE PRECISION,
    "three_pointers_made" INTEGER,
    "three_pointers_attempted" INTEGER,
    "three_pointer_pct" DOUBLE PRECISION,
    "free_throws_made" INTEGER,
    "free_throws_attempted" INTEGER,
    "free_throw_pct" DOUBLE PRECISION,
    "offensive_rebounds" INTEGER,
    "defensive_rebounds" INTEGER,
    "rebounds" INTEGER,
    "assists" INTEGER,
    "steals" INTEGER,
    "blocks" INTEGER,
    "turnovers" INTEGER,
    "personal_fouls" INTEGER,
    "points" INTEGER,
    "plus_minus" INTEGER,
    "fantasy_points" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_game_logs_pkey" PRIMARY KEY ("game_id","player_id")
);

-- CreateTable
CREATE TABLE "standings" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_city" TEXT,
    "team_name" TEXT,
    "conference" TEXT,
    "division" TEXT,
    "conference_rank" INTEGER,
    "wins" INTEGER NOT NULL,
    "losses" INTEGER NOT NULL,
    "win_pct" DOUBLE PRECISION,
    "home_record" TEXT,
    "road_record" TEXT,
    "points_per_game" DOUBLE PRECISION,
    "opponent_points_per_game" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "standings_pkey" PRIMARY KEY ("season","season_type","team_id")
);

-- CreateTable
CREATE TABLE "box_score_players" (
    "game_id" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "position" TEXT,
    "comment" TEXT,
    "jersey_number" TEXT,
    "minutes" DOUBLE PRECISION,
    "field_goals_made" INTEGER,
    "field_goals_attempted" INTEGER,
    "field_goal_pct" DOUBLE PRECISION,
    "three_pointers_made" INTEGER,
    "three_pointers_attempted" INTEGER,
    "three_pointer_pct" DOUBLE PRECISION,
    "free_throws_made" INTEGER,
    "free_throws_attempted" INTEGER,
    "free_throw_pct" DOUBLE PRECISION,
    "offensive_rebounds" INTEGER,
    "defensive_rebounds" INTEGER,
    "rebounds" INTEGER,
    "assists" INTEGER,
    "steals" INTEGER,
    "blocks" INTEGER,
    "turnovers" INTEGER,
    "personal_fouls" INTEGER,
    "points" INTEGER,
    "plus_minus" INTEGER,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "box_score_players_pkey" PRIMARY KEY ("game_id","player_id")
);

-- CreateTable
CREATE TABLE "box_score_teams" (
    "game_id" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "is_home" BOOLEAN NOT NULL,
    "team_city" TEXT,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
    "minutes" DOUBLE PRECISION,
    "field_goals_made" INTEGER,
    "field_goals_attempted" INTEGER,
    "field_goal_pct" DOUBLE PRECISION,
    "three_pointers_made" INTEGER,
    "three_pointers_attempted" INTEGER,
    "three_pointer_pct" DOUBLE PRECISION,
    "free_throws_made" INTEGER,
    "free_throws_attempted" INTEGER,
    "free_throw_pct" DOUBLE PRECISION,
    "offensive_rebounds" INTEGER,
    "defensive_rebounds" INTEGER,
    "rebounds" INTEGER,
    "assists" INTEGER,
    "steals" INTEGER,
    "blocks" INTEGER,
    "turnovers" INTEGER,
    "personal_fouls" INTEGER,
    "points" INTEGER,
    "plus_minus" INTEGER,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "box_score_teams_pkey" PRIMARY KEY ("game_id","team_id")
);

-- CreateTable
CREATE TABLE "play_by_play" (
    "game_id" TEXT NOT NULL,
    "action_id" INTEGER NOT NULL,
    "action_number" INTEGER NOT NULL,
    "period" SMALLINT NOT NULL,
    "seconds_left" DOUBLE PRECISION,
    "team_id" BIGINT,
    "player_id" BIGINT,
    "action_type" TEXT,
    "sub_type" TEXT,
    "description" TEXT,
    "is_field_goal" BOOLEAN,
    "shot_result" TEXT,
    "shot_value" INTEGER,
    "shot_distance" DOUBLE PRECISION,
    "x_legacy" DOUBLE PRECISION,
    "y_legacy" DOUBLE PRECISION,
    "home_score" INTEGER,
    "away_score" INTEGER,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "play_by_play_pkey" PRIMARY KEY ("game_id","action_id")
);

-- CreateTable
CREATE TABLE "sync_runs" (
    "run_id" TEXT NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "datasets" TEXT[],
    "pace" DOUBLE PRECISION,
    "accept_removals" BOOLEAN NOT NULL DEFAULT false,
    "cause" TEXT,
    "verified_by" TEXT,
    "players" INTEGER,
    "namespace" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "sync_runs_pkey" PRIMARY KEY ("run_id")
);

-- CreateTable
CREATE TABLE "sync_steps" (
    "run_id" TEXT NOT NULL,
    "dataset" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "cause" TEXT,
    "verified_by" TEXT,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "answered" INTEGER NOT NULL DEFAULT 0,
    "retries" INTEGER NOT NULL DEFAULT 0,
    "inserted" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "removed" INTEGER NOT NULL DEFAULT 0,
    "quarantined" INTEGER NOT NULL DEFAULT 0,
    "missing" INTEGER NOT NULL DEFAULT 0,
    "conflicts" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "sync_steps_pkey" PRIMARY KEY ("run_id","dataset")
);

-- CreateTable
CREATE TABLE "sync_requests" (
    "run_id" TEXT NOT NULL,
    "dataset" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "request_key" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "label" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "response_id" BIGINT,
    "error_class" TEXT,
    "error" TEXT,

    CONSTRAINT "sync_requests_pkey" PRIMARY KEY ("run_id","dataset","ordinal")
);

-- CreateTable
CREATE TABLE "raw_bodies" (
    "sha256" TEXT NOT NULL,
    "encoding" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "received_bytes" INTEGER NOT NULL,
    "decoded_bytes" INTEGER NOT NULL,
    "stored_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "raw_bodies_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "raw_responses" (
    "response_id" BIGSERIAL NOT NULL,
    "run_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "dataset" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "request_key" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "url" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "status" INTEGER,
    "error" TEXT,
    "retry_after_ms" INTEGER,
    "sha256" TEXT,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "fetched_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "raw_responses_pkey" PRIMARY KEY ("response_id")
);

-- CreateTable
CREATE TABLE "request_marks" (
    "dataset" TEXT NOT NULL,
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "request_key" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "transform_version" INTEGER NOT NULL,
    "response_id" BIGINT NOT NULL,
    "fetched_at" TIMESTAMPTZ(3) NOT NULL,
    "rows" INTEGER NOT NULL,
    "quarantined" INTEGER NOT NULL,
    "run_id" TEXT NOT NULL,

    CONSTRAINT "request_marks_pkey" PRIMARY KEY ("dataset","season","season_type","request_key")
);

-- CreateTable
CREATE TABLE "batches" (
    "run_id" TEXT NOT NULL,
    "dataset" TEXT NOT NULL,
    "batch" INTEGER NOT NULL,
    "requests" JSONB NOT NULL,

    CONSTRAINT "batches_pkey" PRIMARY KEY ("run_id","dataset","batch")
);

-- CreateTable
CREATE TABLE "batch_tables" (
    "run_id" TEXT NOT NULL,
    "dataset" TEXT NOT NULL,
    "batch" INTEGER NOT NULL,
    "table_name" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "copy_data" BYTEA NOT NULL,

    CONSTRAINT "batch_tables_pkey" PRIMARY KEY ("run_id","dataset","batch","table_name")
);

-- CreateTable
CREATE TABLE "sync_merges" (
    "run_id" TEXT NOT NULL,
    "dataset" TEXT NOT NULL,
    "batch" INTEGER NOT NULL,
    "table_name" TEXT NOT NULL,
    "inserted" INTEGER NOT NULL,
    "updated" INTEGER NOT NULL,
    "unchanged" INTEGER NOT NULL,
    "removed" INTEGER NOT NULL,
    "held" INTEGER NOT NULL,
    "quarantined" INTEGER NOT NULL,
    "merged_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sync_merges_pkey" PRIMARY KEY ("run_id","dataset","batch","table_name")
);

-- CreateTable
CREATE TABLE "quarantined_rows" (
    "id" BIGSERIAL NOT NULL,
    "run_id" TEXT NOT NULL,
    "dataset" TEXT NOT NULL,
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "table_name" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "row_number" INTEGER NOT NULL,
    "transform_version" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "row" JSONB NOT NULL,
    "quarantined_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "quarantined_rows_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "row_changes" (
    "id" BIGSERIAL NOT NULL,
    "table_name" TEXT NOT NULL,
    "row_key" JSONB NOT NULL,
    "column_name" TEXT NOT NULL,
    "old_value" JSONB,
    "new_value" JSONB,
    "run_id" TEXT NOT NULL,
    "old_response_id" BIGINT,
    "new_response_id" BIGINT,
    "cause" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "row_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_findings" (
    "id" BIGSERIAL NOT NULL,
    "run_id" TEXT NOT NULL,
    "dataset" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" TEXT NOT NULL,

    CONSTRAINT "sync_findings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workers" (
    "worker_id" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "addresses" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "stopped_at" TIMESTAMPTZ(3),

    CONSTRAINT "workers_pkey" PRIMARY KEY ("worker_id")
);

-- CreateTable
CREATE TABLE "source_pace" (
    "source" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(6) NOT NULL,
    "hold_until" TIMESTAMPTZ(6),
    "hold_reason" TEXT,

    CONSTRAINT "source_pace_pkey" PRIMARY KEY ("source")
);

-- CreateTable
CREATE TABLE "database_source" (
    "one" BOOLEAN NOT NULL DEFAULT true,
    "source" TEXT NOT NULL,

    CONSTRAINT "database_source_pkey" PRIMARY KEY ("one")
);

-- CreateIndex
CREATE INDEX "player_seasons_player_id_idx" ON "player_seasons"("player_id");

-- CreateIndex
CREATE INDEX "games_season_season_type_idx" ON "games"("season", "season_type");

-- CreateIndex
CREATE INDEX "games_game_date_idx" ON "games"("game_date");

-- CreateIndex
CREATE INDEX "team_game_logs_season_season_type_idx" ON "team_game_logs"("season", "season_type");

-- CreateIndex
CREATE INDEX "player_game_logs_season_season_type_idx" ON "player_game_logs"("season", "season_type");

-- CreateIndex
CREATE INDEX "player_game_logs_player_id_idx" ON "player_game_logs"("player_id");

-- CreateIndex
CREATE INDEX "box_score_players_player_id_idx" ON "box_score_players"("player_id");

-- CreateIndex
CREATE INDEX "sync_runs_started_at_idx" ON "sync_runs"("started_at");

-- CreateIndex
CREATE INDEX "sync_runs_workflow_id_idx" ON "sync_runs"("workflow_id");

-- CreateIndex
CREATE INDEX "sync_requests_run_id_request_key_idx" ON "sync_requests"("run_id", "request_key");

-- CreateIndex
CREATE INDEX "raw_responses_run_id_dataset_idx" ON "raw_responses"("run_id", "dataset");

-- CreateIndex
CREATE INDEX "raw_responses_request_key_fetched_at_idx" ON "raw_responses"("request_key", "fetched_at");

-- CreateIndex
CREATE INDEX "quarantined_rows_run_id_dataset_idx" ON "quarantined_rows"("run_id", "dataset");

-- CreateIndex
CREATE UNIQUE INDEX "quarantined_rows_response_id_dataset_season_season_type_tab_key" ON "quarantined_rows"("response_id", "dataset", "season", "season_type", "table_name", "row_number", "transform_version");

-- CreateIndex
CREATE INDEX "row_changes_run_id_idx" ON "row_changes"("run_id");

-- CreateIndex
CREATE INDEX "row_changes_table_name_row_key_idx" ON "row_changes"("table_name", "row_key");

-- CreateIndex
CREATE INDEX "sync_findings_run_id_idx" ON "sync_findings"("run_id");

-- AddForeignKey
ALTER TABLE "sync_steps" ADD CONSTRAINT "sync_steps_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "sync_runs"("run_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch_tables" ADD CONSTRAINT "batch_tables_run_id_dataset_batch_fkey" FOREIGN KEY ("run_id", "dataset", "batch") REFERENCES "batches"("run_id", "dataset", "batch") ON DELETE CASCADE ON UPDATE CASCADE;

-- Bodies arrive compressed: no second compression by Postgres.
ALTER TABLE "raw_bodies" ALTER COLUMN "body" SET STORAGE EXTERNAL;
ALTER TABLE "batch_tables" ALTER COLUMN "copy_data" SET STORAGE EXTERNAL;

-- One row only: a database holds one source.
ALTER TABLE "database_source" ADD CONSTRAINT "database_source_one" CHECK ("one");

-- The pace looks at the open runs before every request.
CREATE INDEX "sync_runs_open" ON "sync_runs" ("source") WHERE "outcome" = 'running';
