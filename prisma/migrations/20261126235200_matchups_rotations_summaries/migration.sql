-- CreateTable
CREATE TABLE "box_score_matchups" (
    "game_id" TEXT NOT NULL,
    "offensive_player_id" BIGINT NOT NULL,
    "defensive_player_id" BIGINT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "matchup_seconds" DOUBLE PRECISION,
    "partial_possessions" DOUBLE PRECISION,
    "defender_total_time_pct" DOUBLE PRECISION,
    "offensive_total_time_pct" DOUBLE PRECISION,
    "both_on_total_time_pct" DOUBLE PRECISION,
    "switches_on" INTEGER,
    "player_points" INTEGER,
    "team_points" INTEGER,
    "matchup_assists" INTEGER,
    "matchup_potential_assists" INTEGER,
    "matchup_turnovers" INTEGER,
    "matchup_blocks" INTEGER,
    "matchup_field_goals_made" INTEGER,
    "matchup_field_goals_attempted" INTEGER,
    "matchup_field_goal_pct" DOUBLE PRECISION,
    "matchup_three_pointers_made" INTEGER,
    "matchup_three_pointers_attempted" INTEGER,
    "matchup_three_pointer_pct" DOUBLE PRECISION,
    "help_blocks" INTEGER,
    "help_field_goals_made" INTEGER,
    "help_field_goals_attempted" INTEGER,
    "help_field_goal_pct" DOUBLE PRECISION,
    "matchup_free_throws_made" INTEGER,
    "matchup_free_throws_attempted" INTEGER,
    "shooting_fouls" INTEGER,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "box_score_matchups_pkey" PRIMARY KEY ("game_id","offensive_player_id","defensive_player_id")
);

-- CreateTable
CREATE TABLE "game_summaries" (
    "game_id" TEXT NOT NULL,
    "game_date" DATE,
    "sequence_of_day" INTEGER,
    "status" INTEGER,
    "status_text" TEXT,
    "game_code" TEXT,
    "home_team_id" BIGINT,
    "away_team_id" BIGINT,
    "periods" INTEGER,
    "attendance" INTEGER,
    "national_broadcaster" TEXT,
    "duration_minutes" DOUBLE PRECISION,
    "last_meeting_game_id" TEXT,
    "last_meeting_date" DATE,
    "last_meeting_home_team_id" BIGINT,
    "last_meeting_away_team_id" BIGINT,
    "last_meeting_home_score" INTEGER,
    "last_meeting_away_score" INTEGER,
    "series_home_wins" INTEGER,
    "series_home_losses" INTEGER,
    "series_leader" TEXT,
    "video_available" BOOLEAN,
    "hustle_available" BOOLEAN,
    "tracking_available" BOOLEAN,
    "tracking_xyz_available" BOOLEAN,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "game_summaries_pkey" PRIMARY KEY ("game_id")
);

-- CreateTable
CREATE TABLE "game_officials" (
    "game_id" TEXT NOT NULL,
    "official_id" BIGINT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "jersey_number" TEXT,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "game_officials_pkey" PRIMARY KEY ("game_id","official_id")
);

-- CreateTable
CREATE TABLE "game_inactive_players" (
    "game_id" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "team_id" BIGINT,
    "first_name" TEXT,
    "last_name" TEXT,
    "jersey_number" TEXT,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "game_inactive_players_pkey" PRIMARY KEY ("game_id","player_id")
);

-- CreateTable
CREATE TABLE "game_line_scores" (
    "game_id" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_abbreviation" TEXT,
    "team_city" TEXT,
    "team_name" TEXT,
    "record" TEXT,
    "points_period_1" INTEGER,
    "points_period_2" INTEGER,
    "points_period_3" INTEGER,
    "points_period_4" INTEGER,
    "points_overtime_1" INTEGER,
    "points_overtime_2" INTEGER,
    "points_overtime_3" INTEGER,
    "points_overtime_4" INTEGER,
    "points_overtime_5" INTEGER,
    "points_overtime_6" INTEGER,
    "points_overtime_7" INTEGER,
    "points_overtime_8" INTEGER,
    "points_overtime_9" INTEGER,
    "points_overtime_10" INTEGER,
    "points" INTEGER,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "game_line_scores_pkey" PRIMARY KEY ("game_id","team_id")
);

-- CreateTable
CREATE TABLE "game_team_stats" (
    "game_id" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "points_paint" INTEGER,
    "points_second_chance" INTEGER,
    "points_fast_break" INTEGER,
    "points_off_turnovers" INTEGER,
    "largest_lead" INTEGER,
    "lead_changes" INTEGER,
    "times_tied" INTEGER,
    "team_turnovers" INTEGER,
    "total_turnovers" INTEGER,
    "team_rebounds" INTEGER,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "game_team_stats_pkey" PRIMARY KEY ("game_id","team_id")
);

-- CreateTable
CREATE TABLE "rotations" (
    "game_id" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "in_time" INTEGER NOT NULL,
    "out_time" INTEGER,
    "team_id" BIGINT NOT NULL,
    "is_home" BOOLEAN NOT NULL,
    "points" INTEGER,
    "point_difference" DOUBLE PRECISION,
    "usage_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rotations_pkey" PRIMARY KEY ("game_id","player_id","in_time")
);

-- CreateIndex
CREATE INDEX "box_score_matchups_offensive_player_id_idx" ON "box_score_matchups"("offensive_player_id");

-- CreateIndex
CREATE INDEX "box_score_matchups_defensive_player_id_idx" ON "box_score_matchups"("defensive_player_id");

-- CreateIndex
CREATE INDEX "game_officials_official_id_idx" ON "game_officials"("official_id");

-- CreateIndex
CREATE INDEX "game_inactive_players_player_id_idx" ON "game_inactive_players"("player_id");

-- CreateIndex
CREATE INDEX "rotations_player_id_idx" ON "rotations"("player_id");
