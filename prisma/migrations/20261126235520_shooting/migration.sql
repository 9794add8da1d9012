-- CreateTable
CREATE TABLE "player_shot_locations" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "player_name" TEXT,
    "team_id" BIGINT,
    "team_abbreviation" TEXT,
    "age" DOUBLE PRECISION,
    "restricted_area_made" INTEGER,
    "restricted_area_attempted" INTEGER,
    "restricted_area_pct" DOUBLE PRECISION,
    "paint_made" INTEGER,
    "paint_attempted" INTEGER,
    "paint_pct" DOUBLE PRECISION,
    "midrange_made" INTEGER,
    "midrange_attempted" INTEGER,
    "midrange_pct" DOUBLE PRECISION,
    "left_corner_three_made" INTEGER,
    "left_corner_three_attempted" INTEGER,
    "left_corner_three_pct" DOUBLE PRECISION,
    "right_corner_three_made" INTEGER,
    "right_corner_three_attempted" INTEGER,
    "right_corner_three_pct" DOUBLE PRECISION,
    "above_break_three_made" INTEGER,
    "above_break_three_attempted" INTEGER,
    "above_break_three_pct" DOUBLE PRECISION,
    "backcourt_made" INTEGER,
    "backcourt_attempted" INTEGER,
    "backcourt_pct" DOUBLE PRECISION,
    "corner_three_made" INTEGER,
    "corner_three_attempted" INTEGER,
    "corner_three_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_shot_locations_pkey" PRIMARY KEY ("season","season_type","player_id")
);

-- CreateIndex
CREATE INDEX "player_shot_locations_player_id_idx" ON "player_shot_locations"("player_id");

-- CreateTable
CREATE TABLE "team_shot_locations" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_name" TEXT,
    "restricted_area_made" INTEGER,
    "restricted_area_attempted" INTEGER,
    "restricted_area_pct" DOUBLE PRECISION,
    "paint_made" INTEGER,
    "paint_attempted" INTEGER,
    "paint_pct" DOUBLE PRECISION,
    "midrange_made" INTEGER,
    "midrange_attempted" INTEGER,
    "midrange_pct" DOUBLE PRECISION,
    "left_corner_three_made" INTEGER,
    "left_corner_three_attempted" INTEGER,
    "left_corner_three_pct" DOUBLE PRECISION,
    "right_corner_three_made" INTEGER,
    "right_corner_three_attempted" INTEGER,
    "right_corner_three_pct" DOUBLE PRECISION,
    "above_break_three_made" INTEGER,
    "above_break_three_attempted" INTEGER,
    "above_break_three_pct" DOUBLE PRECISION,
    "backcourt_made" INTEGER,
    "backcourt_attempted" INTEGER,
    "backcourt_pct" DOUBLE PRECISION,
    "corner_three_made" INTEGER,
    "corner_three_attempted" INTEGER,
    "corner_three_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_shot_locations_pkey" PRIMARY KEY ("season","season_type","team_id")
);

-- CreateTable
CREATE TABLE "player_tracked_shots" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "player_name" TEXT,
    "team_id" BIGINT,
    "team_abbreviation" TEXT,
    "age" DOUBLE PRECISION,
    "games_played" INTEGER,
    "games" INTEGER,
    "field_goal_frequency" DOUBLE PRECISION,
    "field_goals_made" INTEGER,
    "field_goals_attempted" INTEGER,
    "field_goal_pct" DOUBLE PRECISION,
    "effective_field_goal_pct" DOUBLE PRECISION,
    "two_pointer_frequency" DOUBLE PRECISION,
    "two_pointers_made" INTEGER,
    "two_pointers_attempted" INTEGER,
    "two_pointer_pct" DOUBLE PRECISION,
    "three_pointer_frequency" DOUBLE PRECISION,
    "three_pointers_made" INTEGER,
    "three_pointers_attempted" INTEGER,
    "three_pointer_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_tracked_shots_pkey" PRIMARY KEY ("season","season_type","player_id")
);

-- CreateIndex
CREATE INDEX "player_tracked_shots_player_id_idx" ON "player_tracked_shots"("player_id");

-- CreateTable
CREATE TABLE "team_tracked_shots" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "games" INTEGER,
    "field_goal_frequency" DOUBLE PRECISION,
    "field_goals_made" INTEGER,
    "field_goals_attempted" INTEGER,
    "field_goal_pct" DOUBLE PRECISION,
    "effective_field_goal_pct" DOUBLE PRECISION,
    "two_pointer_frequency" DOUBLE PRECISION,
    "two_pointers_made" INTEGER,
    "two_pointers_attempted" INTEGER,
    "two_pointer_pct" DOUBLE PRECISION,
    "three_pointer_frequency" DOUBLE PRECISION,
    "three_pointers_made" INTEGER,
    "three_pointers_attempted" INTEGER,
    "three_pointer_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_tracked_shots_pkey" PRIMARY KEY ("season","season_type","team_id")
);

-- CreateTable
CREATE TABLE "opponent_tracked_shots" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "games" INTEGER,
    "field_goal_frequency" DOUBLE PRECISION,
    "field_goals_made" INTEGER,
    "field_goals_attempted" INTEGER,
    "field_goal_pct" DOUBLE PRECISION,
    "effective_field_goal_pct" DOUBLE PRECISION,
    "two_pointer_frequency" DOUBLE PRECISION,
    "two_pointers_made" INTEGER,
    "two_pointers_attempted" INTEGER,
    "two_pointer_pct" DOUBLE PRECISION,
    "three_pointer_frequency" DOUBLE PRECISION,
    "three_pointers_made" INTEGER,
    "three_pointers_attempted" INTEGER,
    "three_pointer_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "opponent_tracked_shots_pkey" PRIMARY KEY ("season","season_type","team_id")
);

-- CreateTable
CREATE TABLE "player_tracked_defense" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "player_name" TEXT,
    "position" TEXT,
    "team_id" BIGINT,
    "team_abbreviation" TEXT,
    "age" DOUBLE PRECISION,
    "games_played" INTEGER,
    "games" INTEGER,
    "frequency" DOUBLE PRECISION,
    "field_goals_made" INTEGER,
    "field_goals_attempted" INTEGER,
    "field_goal_pct" DOUBLE PRECISION,
    "usual_field_goal_pct" DOUBLE PRECISION,
    "field_goal_pct_difference" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_tracked_defense_pkey" PRIMARY KEY ("season","season_type","player_id")
);

-- CreateIndex
CREATE INDEX "player_tracked_defense_player_id_idx" ON "player_tracked_defense"("player_id");

-- CreateTable
CREATE TABLE "team_tracked_defense" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "games" INTEGER,
    "frequency" DOUBLE PRECISION,
    "field_goals_made" INTEGER,
    "field_goals_attempted" INTEGER,
    "field_goal_pct" DOUBLE PRECISION,
    "usual_field_goal_pct" DOUBLE PRECISION,
    "field_goal_pct_difference" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_tracked_defense_pkey" PRIMARY KEY ("season","season_type","team_id")
);
