-- CreateTable
CREATE TABLE "player_tracking_catch_shoot" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "player_name" TEXT,
    "team_id" BIGINT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "field_goals_made" INTEGER,
    "field_goals_attempted" INTEGER,
    "field_goal_pct" DOUBLE PRECISION,
    "points" INTEGER,
    "three_pointers_made" INTEGER,
    "three_pointers_attempted" INTEGER,
    "three_pointer_pct" DOUBLE PRECISION,
    "effective_field_goal_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_tracking_catch_shoot_pkey" PRIMARY KEY ("season","season_type","player_id")
);

-- CreateIndex
CREATE INDEX "player_tracking_catch_shoot_player_id_idx" ON "player_tracking_catch_shoot"("player_id");

-- CreateTable
CREATE TABLE "player_tracking_drives" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "player_name" TEXT,
    "team_id" BIGINT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "drives" INTEGER,
    "field_goals_made" INTEGER,
    "field_goals_attempted" INTEGER,
    "field_goal_pct" DOUBLE PRECISION,
    "free_throws_made" INTEGER,
    "free_throws_attempted" INTEGER,
    "free_throw_pct" DOUBLE PRECISION,
    "points" INTEGER,
    "passes" INTEGER,
    "assists" INTEGER,
    "turnovers" INTEGER,
    "personal_fouls" INTEGER,
    "points_pct" DOUBLE PRECISION,
    "passes_pct" DOUBLE PRECISION,
    "assists_pct" DOUBLE PRECISION,
    "turnovers_pct" DOUBLE PRECISION,
    "personal_fouls_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_tracking_drives_pkey" PRIMARY KEY ("season","season_type","player_id")
);

-- CreateIndex
CREATE INDEX "player_tracking_drives_player_id_idx" ON "player_tracking_drives"("player_id");

-- CreateTable
CREATE TABLE "player_tracking_efficiency" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "player_name" TEXT,
    "team_id" BIGINT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "points" INTEGER,
    "drive_points" INTEGER,
    "drive_field_goal_pct" DOUBLE PRECISION,
    "catch_and_shoot_points" INTEGER,
    "catch_and_shoot_field_goal_pct" DOUBLE PRECISION,
    "pull_up_points" INTEGER,
    "pull_up_field_goal_pct" DOUBLE PRECISION,
    "paint_touch_points" INTEGER,
    "paint_touch_field_goal_pct" DOUBLE PRECISION,
    "post_touch_points" INTEGER,
    "post_touch_field_goal_pct" DOUBLE PRECISION,
    "elbow_touch_points" INTEGER,
    "elbow_touch_field_goal_pct" DOUBLE PRECISION,
    "effective_field_goal_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_tracking_efficiency_pkey" PRIMARY KEY ("season","season_type","player_id")
);

-- CreateIndex
CREATE INDEX "player_tracking_efficiency_player_id_idx" ON "player_tracking_efficiency"("player_id");

-- CreateTable
CREATE TABLE "player_tracking_elbow_touches" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "player_name" TEXT,
    "team_id" BIGINT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "touches" INTEGER,
    "touches_there" INTEGER,
    "field_goals_made" INTEGER,
    "field_goals_attempted" INTEGER,
    "field_goal_pct" DOUBLE PRECISION,
    "free_throws_made" INTEGER,
    "free_throws_attempted" INTEGER,
    "free_throw_pct" DOUBLE PRECISION,
    "points" INTEGER,
    "passes" INTEGER,
    "assists" INTEGER,
    "turnovers" INTEGER,
    "personal_fouls" INTEGER,
    "points_pct" DOUBLE PRECISION,
    "passes_pct" DOUBLE PRECISION,
    "assists_pct" DOUBLE PRECISION,
    "turnovers_pct" DOUBLE PRECISION,
    "personal_fouls_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_tracking_elbow_touches_pkey" PRIMARY KEY ("season","season_type","player_id")
);

-- CreateIndex
CREATE INDEX "player_tracking_elbow_touches_player_id_idx" ON "player_tracking_elbow_touches"("player_id");

-- CreateTable
CREATE TABLE "player_tracking_paint_touches" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "player_name" TEXT,
    "team_id" BIGINT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "touches" INTEGER,
    "touches_there" INTEGER,
    "field_goals_made" INTEGER,
    "field_goals_attempted" INTEGER,
    "field_goal_pct" DOUBLE PRECISION,
    "free_throws_made" INTEGER,
    "free_throws_attempted" INTEGER,
    "free_throw_pct" DOUBLE PRECISION,
    "points" INTEGER,
    "passes" INTEGER,
    "assists" INTEGER,
    "turnovers" INTEGER,
    "personal_fouls" INTEGER,
    "points_pct" DOUBLE PRECISION,
    "passes_pct" DOUBLE PRECISION,
    "assists_pct" DOUBLE PRECISION,
    "turnovers_pct" DOUBLE PRECISION,
    "personal_fouls_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_tracking_paint_touches_pkey" PRIMARY KEY ("season","season_type","player_id")
);

-- CreateIndex
CREATE INDEX "player_tracking_paint_touches_player_id_idx" ON "player_tracking_paint_touches"("player_id");

-- CreateTable
CREATE TABLE "player_tracking_passing" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "player_name" TEXT,
    "team_id" BIGINT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "passes_made" INTEGER,
    "passes_received" INTEGER,
    "assists" INTEGER,
    "free_throw_assists" INTEGER,
    "secondary_assists" INTEGER,
    "potential_assists" INTEGER,
    "adjusted_assists" INTEGER,
    "assist_points_created" INTEGER,
    "assists_per_pass" DOUBLE PRECISION,
    "adjusted_assists_per_pass" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_tracking_passing_pkey" PRIMARY KEY ("season","season_type","player_id")
);

-- CreateIndex
CREATE INDEX "player_tracking_passing_player_id_idx" ON "player_tracking_passing"("player_id");

-- CreateTable
CREATE TABLE "player_tracking_possessions" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "player_name" TEXT,
    "team_id" BIGINT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "points" INTEGER,
    "touches" INTEGER,
    "front_court_touches" INTEGER,
    "possession_minutes" DOUBLE PRECISION,
    "seconds_per_touch" DOUBLE PRECISION,
    "dribbles_per_touch" DOUBLE PRECISION,
    "points_per_touch" DOUBLE PRECISION,
    "elbow_touches" INTEGER,
    "post_touches" INTEGER,
    "paint_touches" INTEGER,
    "points_per_elbow_touch" DOUBLE PRECISION,
    "points_per_post_touch" DOUBLE PRECISION,
    "points_per_paint_touch" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_tracking_possessions_pkey" PRIMARY KEY ("season","season_type","player_id")
);

-- CreateIndex
CREATE INDEX "player_tracking_possessions_player_id_idx" ON "player_tracking_possessions"("player_id");

-- CreateTable
CREATE TABLE "player_tracking_post_touches" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "player_name" TEXT,
    "team_id" BIGINT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "touches" INTEGER,
    "touches_there" INTEGER,
    "field_goals_made" INTEGER,
    "field_goals_attempted" INTEGER,
    "field_goal_pct" DOUBLE PRECISION,
    "free_throws_made" INTEGER,
    "free_throws_attempted" INTEGER,
    "free_throw_pct" DOUBLE PRECISION,
    "points" INTEGER,
    "passes" INTEGER,
    "assists" INTEGER,
    "turnovers" INTEGER,
    "personal_fouls" INTEGER,
    "points_pct" DOUBLE PRECISION,
    "passes_pct" DOUBLE PRECISION,
    "assists_pct" DOUBLE PRECISION,
    "turnovers_pct" DOUBLE PRECISION,
    "personal_fouls_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_tracking_post_touches_pkey" PRIMARY KEY ("season","season_type","player_id")
);

-- CreateIndex
CREATE INDEX "player_tracking_post_touches_player_id_idx" ON "player_tracking_post_touches"("player_id");

-- CreateTable
CREATE TABLE "player_tracking_pull_up" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "player_name" TEXT,
    "team_id" BIGINT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "field_goals_made" INTEGER,
    "field_goals_attempted" INTEGER,
    "field_goal_pct" DOUBLE PRECISION,
    "points" INTEGER,
    "three_pointers_made" INTEGER,
    "three_pointers_attempted" INTEGER,
    "three_pointer_pct" DOUBLE PRECISION,
    "effective_field_goal_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_tracking_pull_up_pkey" PRIMARY KEY ("season","season_type","player_id")
);

-- CreateIndex
CREATE INDEX "player_tracking_pull_up_player_id_idx" ON "player_tracking_pull_up"("player_id");

-- CreateTable
CREATE TABLE "player_tracking_rebounding" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "player_name" TEXT,
    "team_id" BIGINT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "offensive_rebounds" INTEGER,
    "contested_offensive_rebounds" INTEGER,
    "uncontested_offensive_rebounds" INTEGER,
    "contested_offensive_rebound_pct" DOUBLE PRECISION,
    "offensive_rebound_chances" INTEGER,
    "offensive_rebound_chance_pct" DOUBLE PRECISION,
    "deferred_offensive_rebound_chances" INTEGER,
    "adjusted_offensive_rebound_chance_pct" DOUBLE PRECISION,
    "average_offensive_rebound_distance" DOUBLE PRECISION,
    "defensive_rebounds" INTEGER,
    "contested_defensive_rebounds" INTEGER,
    "uncontested_defensive_rebounds" INTEGER,
    "contested_defensive_rebound_pct" DOUBLE PRECISION,
    "defensive_rebound_chances" INTEGER,
    "defensive_rebound_chance_pct" DOUBLE PRECISION,
    "deferred_defensive_rebound_chances" INTEGER,
    "adjusted_defensive_rebound_chance_pct" DOUBLE PRECISION,
    "average_defensive_rebound_distance" DOUBLE PRECISION,
    "rebounds" INTEGER,
    "contested_rebounds" INTEGER,
    "uncontested_rebounds" INTEGER,
    "contested_rebound_pct" DOUBLE PRECISION,
    "rebound_chances" INTEGER,
    "rebound_chance_pct" DOUBLE PRECISION,
    "deferred_rebound_chances" INTEGER,
    "adjusted_rebound_chance_pct" DOUBLE PRECISION,
    "average_rebound_distance" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_tracking_rebounding_pkey" PRIMARY KEY ("season","season_type","player_id")
);

-- CreateIndex
CREATE INDEX "player_tracking_rebounding_player_id_idx" ON "player_tracking_rebounding"("player_id");

-- CreateTable
CREATE TABLE "player_tracking_rim_defense" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "player_name" TEXT,
    "team_id" BIGINT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "steals" INTEGER,
    "blocks" INTEGER,
    "defensive_rebounds" INTEGER,
    "rim_field_goals_allowed" INTEGER,
    "rim_field_goals_defended" INTEGER,
    "rim_field_goal_pct_allowed" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_tracking_rim_defense_pkey" PRIMARY KEY ("season","season_type","player_id")
);

-- CreateIndex
CREATE INDEX "player_tracking_rim_defense_player_id_idx" ON "player_tracking_rim_defense"("player_id");

-- CreateTable
CREATE TABLE "player_tracking_speed" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "player_name" TEXT,
    "team_id" BIGINT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "distance_feet" DOUBLE PRECISION,
    "distance_miles" DOUBLE PRECISION,
    "offensive_distance_miles" DOUBLE PRECISION,
    "defensive_distance_miles" DOUBLE PRECISION,
    "average_speed" DOUBLE PRECISION,
    "average_offensive_speed" DOUBLE PRECISION,
    "average_defensive_speed" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_tracking_speed_pkey" PRIMARY KEY ("season","season_type","player_id")
);

-- CreateIndex
CREATE INDEX "player_tracking_speed_player_id_idx" ON "player_tracking_speed"("player_id");

-- CreateTable
CREATE TABLE "team_tracking_catch_shoot" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "field_goals_made" INTEGER,
    "field_goals_attempted" INTEGER,
    "field_goal_pct" DOUBLE PRECISION,
    "points" INTEGER,
    "three_pointers_made" INTEGER,
    "three_pointers_attempted" INTEGER,
    "three_pointer_pct" DOUBLE PRECISION,
    "effective_field_goal_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_tracking_catch_shoot_pkey" PRIMARY KEY ("season","season_type","team_id")
);

-- CreateTable
CREATE TABLE "team_tracking_drives" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "drives" INTEGER,
    "field_goals_made" INTEGER,
    "field_goals_attempted" INTEGER,
    "field_goal_pct" DOUBLE PRECISION,
    "free_throws_made" INTEGER,
    "free_throws_attempted" INTEGER,
    "free_throw_pct" DOUBLE PRECISION,
    "points" INTEGER,
    "passes" INTEGER,
    "assists" INTEGER,
    "turnovers" INTEGER,
    "personal_fouls" INTEGER,
    "points_pct" DOUBLE PRECISION,
    "passes_pct" DOUBLE PRECISION,
    "assists_pct" DOUBLE PRECISION,
    "turnovers_pct" DOUBLE PRECISION,
    "personal_fouls_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_tracking_drives_pkey" PRIMARY KEY ("season","season_type","team_id")
);

-- CreateTable
CREATE TABLE "team_tracking_efficiency" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "points" INTEGER,
    "drive_points" INTEGER,
    "drive_field_goal_pct" DOUBLE PRECISION,
    "catch_and_shoot_points" INTEGER,
    "catch_and_shoot_field_goal_pct" DOUBLE PRECISION,
    "pull_up_points" INTEGER,
    "pull_up_field_goal_pct" DOUBLE PRECISION,
    "paint_touch_points" INTEGER,
    "paint_touch_field_goal_pct" DOUBLE PRECISION,
    "post_touch_points" INTEGER,
    "post_touch_field_goal_pct" DOUBLE PRECISION,
    "elbow_touch_points" INTEGER,
    "elbow_touch_field_goal_pct" DOUBLE PRECISION,
    "effective_field_goal_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_tracking_efficiency_pkey" PRIMARY KEY ("season","season_type","team_id")
);

-- CreateTable
CREATE TABLE "team_tracking_elbow_touches" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "touches" INTEGER,
    "touches_there" INTEGER,
    "field_goals_made" INTEGER,
    "field_goals_attempted" INTEGER,
    "field_goal_pct" DOUBLE PRECISION,
    "free_throws_made" INTEGER,
    "free_throws_attempted" INTEGER,
    "free_throw_pct" DOUBLE PRECISION,
    "points" INTEGER,
    "passes" INTEGER,
    "assists" INTEGER,
    "turnovers" INTEGER,
    "personal_fouls" INTEGER,
    "points_pct" DOUBLE PRECISION,
    "passes_pct" DOUBLE PRECISION,
    "assists_pct" DOUBLE PRECISION,
    "turnovers_pct" DOUBLE PRECISION,
    "personal_fouls_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_tracking_elbow_touches_pkey" PRIMARY KEY ("season","season_type","team_id")
);

-- CreateTable
CREATE TABLE "team_tracking_paint_touches" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "touches" INTEGER,
    "touches_there" INTEGER,
    "field_goals_made" INTEGER,
    "field_goals_attempted" INTEGER,
    "field_goal_pct" DOUBLE PRECISION,
    "free_throws_made" INTEGER,
    "free_throws_attempted" INTEGER,
    "free_throw_pct" DOUBLE PRECISION,
    "points" INTEGER,
    "passes" INTEGER,
    "assists" INTEGER,
    "turnovers" INTEGER,
    "personal_fouls" INTEGER,
    "points_pct" DOUBLE PRECISION,
    "passes_pct" DOUBLE PRECISION,
    "assists_pct" DOUBLE PRECISION,
    "turnovers_pct" DOUBLE PRECISION,
    "personal_fouls_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_tracking_paint_touches_pkey" PRIMARY KEY ("season","season_type","team_id")
);

-- CreateTable
CREATE TABLE "team_tracking_passing" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "passes_made" INTEGER,
    "passes_received" INTEGER,
    "assists" INTEGER,
    "free_throw_assists" INTEGER,
    "secondary_assists" INTEGER,
    "potential_assists" INTEGER,
    "adjusted_assists" INTEGER,
    "assist_points_created" INTEGER,
    "assists_per_pass" DOUBLE PRECISION,
    "adjusted_assists_per_pass" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_tracking_passing_pkey" PRIMARY KEY ("season","season_type","team_id")
);

-- CreateTable
CREATE TABLE "team_tracking_possessions" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "points" INTEGER,
    "touches" INTEGER,
    "front_court_touches" INTEGER,
    "possession_minutes" DOUBLE PRECISION,
    "seconds_per_touch" DOUBLE PRECISION,
    "dribbles_per_touch" DOUBLE PRECISION,
    "points_per_touch" DOUBLE PRECISION,
    "elbow_touches" INTEGER,
    "post_touches" INTEGER,
    "paint_touches" INTEGER,
    "points_per_elbow_touch" DOUBLE PRECISION,
    "points_per_post_touch" DOUBLE PRECISION,
    "points_per_paint_touch" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_tracking_possessions_pkey" PRIMARY KEY ("season","season_type","team_id")
);

-- CreateTable
CREATE TABLE "team_tracking_post_touches" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "touches" INTEGER,
    "touches_there" INTEGER,
    "field_goals_made" INTEGER,
    "field_goals_attempted" INTEGER,
    "field_goal_pct" DOUBLE PRECISION,
    "free_throws_made" INTEGER,
    "free_throws_attempted" INTEGER,
    "free_throw_pct" DOUBLE PRECISION,
    "points" INTEGER,
    "passes" INTEGER,
    "assists" INTEGER,
    "turnovers" INTEGER,
    "personal_fouls" INTEGER,
    "points_pct" DOUBLE PRECISION,
    "passes_pct" DOUBLE PRECISION,
    "assists_pct" DOUBLE PRECISION,
    "turnovers_pct" DOUBLE PRECISION,
    "personal_fouls_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_tracking_post_touches_pkey" PRIMARY KEY ("season","season_type","team_id")
);

-- CreateTable
CREATE TABLE "team_tracking_pull_up" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "field_goals_made" INTEGER,
    "field_goals_attempted" INTEGER,
    "field_goal_pct" DOUBLE PRECISION,
    "points" INTEGER,
    "three_pointers_made" INTEGER,
    "three_pointers_attempted" INTEGER,
    "three_pointer_pct" DOUBLE PRECISION,
    "effective_field_goal_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_tracking_pull_up_pkey" PRIMARY KEY ("season","season_type","team_id")
);

-- CreateTable
CREATE TABLE "team_tracking_rebounding" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "offensive_rebounds" INTEGER,
    "contested_offensive_rebounds" INTEGER,
    "uncontested_offensive_rebounds" INTEGER,
    "contested_offensive_rebound_pct" DOUBLE PRECISION,
    "offensive_rebound_chances" INTEGER,
    "offensive_rebound_chance_pct" DOUBLE PRECISION,
    "deferred_offensive_rebound_chances" INTEGER,
    "adjusted_offensive_rebound_chance_pct" DOUBLE PRECISION,
    "average_offensive_rebound_distance" DOUBLE PRECISION,
    "defensive_rebounds" INTEGER,
    "contested_defensive_rebounds" INTEGER,
    "uncontested_defensive_rebounds" INTEGER,
    "contested_defensive_rebound_pct" DOUBLE PRECISION,
    "defensive_rebound_chances" INTEGER,
    "defensive_rebound_chance_pct" DOUBLE PRECISION,
    "deferred_defensive_rebound_chances" INTEGER,
    "adjusted_defensive_rebound_chance_pct" DOUBLE PRECISION,
    "average_defensive_rebound_distance" DOUBLE PRECISION,
    "rebounds" INTEGER,
    "contested_rebounds" INTEGER,
    "uncontested_rebounds" INTEGER,
    "contested_rebound_pct" DOUBLE PRECISION,
    "rebound_chances" INTEGER,
    "rebound_chance_pct" DOUBLE PRECISION,
    "deferred_rebound_chances" INTEGER,
    "adjusted_rebound_chance_pct" DOUBLE PRECISION,
    "average_rebound_distance" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_tracking_rebounding_pkey" PRIMARY KEY ("season","season_type","team_id")
);

-- CreateTable
CREATE TABLE "team_tracking_rim_defense" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "steals" INTEGER,
    "blocks" INTEGER,
    "defensive_rebounds" INTEGER,
    "rim_field_goals_allowed" INTEGER,
    "rim_field_goals_defended" INTEGER,
    "rim_field_goal_pct_allowed" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_tracking_rim_defense_pkey" PRIMARY KEY ("season","season_type","team_id")
);

-- CreateTable
CREATE TABLE "team_tracking_speed" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "minutes" DOUBLE PRECISION,
    "distance_feet" DOUBLE PRECISION,
    "distance_miles" DOUBLE PRECISION,
    "offensive_distance_miles" DOUBLE PRECISION,
    "defensive_distance_miles" DOUBLE PRECISION,
    "average_speed" DOUBLE PRECISION,
    "average_offensive_speed" DOUBLE PRECISION,
    "average_defensive_speed" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_tracking_speed_pkey" PRIMARY KEY ("season","season_type","team_id")
);
