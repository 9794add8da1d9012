-- CreateTable
CREATE TABLE "player_season_bios" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "player_name" TEXT,
    "team_id" BIGINT,
    "team_abbreviation" TEXT,
    "age" DOUBLE PRECISION,
    "height" TEXT,
    "height_inches" INTEGER,
    "weight_pounds" INTEGER,
    "college" TEXT,
    "country" TEXT,
    "draft_year" TEXT,
    "draft_round" TEXT,
    "draft_number" TEXT,
    "games_played" INTEGER,
    "points" INTEGER,
    "rebounds" INTEGER,
    "assists" INTEGER,
    "net_rating" DOUBLE PRECISION,
    "usage_pct" DOUBLE PRECISION,
    "true_shooting_pct" DOUBLE PRECISION,
    "offensive_rebound_pct" DOUBLE PRECISION,
    "defensive_rebound_pct" DOUBLE PRECISION,
    "assist_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_season_bios_pkey" PRIMARY KEY ("season","season_type","player_id")
);

-- CreateIndex
CREATE INDEX "player_season_bios_player_id_idx" ON "player_season_bios"("player_id");

-- CreateTable
CREATE TABLE "player_clutch_stats" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "player_name" TEXT,
    "team_id" BIGINT,
    "team_abbreviation" TEXT,
    "age" DOUBLE PRECISION,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "win_pct" DOUBLE PRECISION,
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
    "turnovers" INTEGER,
    "steals" INTEGER,
    "blocks" INTEGER,
    "blocked_attempts" INTEGER,
    "personal_fouls" INTEGER,
    "personal_fouls_drawn" INTEGER,
    "points" INTEGER,
    "plus_minus" INTEGER,
    "fantasy_points" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_clutch_stats_pkey" PRIMARY KEY ("season","season_type","player_id")
);

-- CreateIndex
CREATE INDEX "player_clutch_stats_player_id_idx" ON "player_clutch_stats"("player_id");

-- CreateTable
CREATE TABLE "team_clutch_stats" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_name" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "win_pct" DOUBLE PRECISION,
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
    "turnovers" INTEGER,
    "steals" INTEGER,
    "blocks" INTEGER,
    "blocked_attempts" INTEGER,
    "personal_fouls" INTEGER,
    "personal_fouls_drawn" INTEGER,
    "points" INTEGER,
    "plus_minus" INTEGER,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_clutch_stats_pkey" PRIMARY KEY ("season","season_type","team_id")
);

-- CreateTable
CREATE TABLE "player_estimated_metrics" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "player_name" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "win_pct" DOUBLE PRECISION,
    "minutes_per_game" DOUBLE PRECISION,
    "estimated_offensive_rating" DOUBLE PRECISION,
    "estimated_defensive_rating" DOUBLE PRECISION,
    "estimated_net_rating" DOUBLE PRECISION,
    "estimated_pace" DOUBLE PRECISION,
    "estimated_assist_ratio" DOUBLE PRECISION,
    "estimated_offensive_rebound_pct" DOUBLE PRECISION,
    "estimated_defensive_rebound_pct" DOUBLE PRECISION,
    "estimated_rebound_pct" DOUBLE PRECISION,
    "estimated_turnover_pct" DOUBLE PRECISION,
    "estimated_usage_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_estimated_metrics_pkey" PRIMARY KEY ("season","season_type","player_id")
);

-- CreateIndex
CREATE INDEX "player_estimated_metrics_player_id_idx" ON "player_estimated_metrics"("player_id");

-- CreateTable
CREATE TABLE "team_estimated_metrics" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_name" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "win_pct" DOUBLE PRECISION,
    "minutes" DOUBLE PRECISION,
    "estimated_offensive_rating" DOUBLE PRECISION,
    "estimated_defensive_rating" DOUBLE PRECISION,
    "estimated_net_rating" DOUBLE PRECISION,
    "estimated_pace" DOUBLE PRECISION,
    "estimated_assist_ratio" DOUBLE PRECISION,
    "estimated_offensive_rebound_pct" DOUBLE PRECISION,
    "estimated_defensive_rebound_pct" DOUBLE PRECISION,
    "estimated_rebound_pct" DOUBLE PRECISION,
    "estimated_team_turnover_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_estimated_metrics_pkey" PRIMARY KEY ("season","season_type","team_id")
);

-- CreateTable
CREATE TABLE "player_season_hustle" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "player_name" TEXT,
    "team_id" BIGINT,
    "team_abbreviation" TEXT,
    "age" DOUBLE PRECISION,
    "games" INTEGER,
    "minutes" DOUBLE PRECISION,
    "contested_shots" INTEGER,
    "contested_two_pointers" INTEGER,
    "contested_three_pointers" INTEGER,
    "deflections" INTEGER,
    "charges_drawn" INTEGER,
    "screen_assists" INTEGER,
    "screen_assist_points" INTEGER,
    "offensive_loose_balls_recovered" INTEGER,
    "defensive_loose_balls_recovered" INTEGER,
    "loose_balls_recovered" INTEGER,
    "offensive_loose_ball_pct" DOUBLE PRECISION,
    "defensive_loose_ball_pct" DOUBLE PRECISION,
    "offensive_box_outs" INTEGER,
    "defensive_box_outs" INTEGER,
    "box_outs" INTEGER,
    "offensive_box_out_pct" DOUBLE PRECISION,
    "defensive_box_out_pct" DOUBLE PRECISION,
    "box_out_team_rebounds" INTEGER,
    "box_out_rebounds" INTEGER,
    "box_out_team_rebound_pct" DOUBLE PRECISION,
    "box_out_rebound_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_season_hustle_pkey" PRIMARY KEY ("season","season_type","player_id")
);

-- CreateIndex
CREATE INDEX "player_season_hustle_player_id_idx" ON "player_season_hustle"("player_id");

-- CreateTable
CREATE TABLE "team_season_hustle" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_name" TEXT,
    "minutes" DOUBLE PRECISION,
    "contested_shots" INTEGER,
    "contested_two_pointers" INTEGER,
    "contested_three_pointers" INTEGER,
    "deflections" INTEGER,
    "charges_drawn" INTEGER,
    "screen_assists" INTEGER,
    "screen_assist_points" INTEGER,
    "offensive_loose_balls_recovered" INTEGER,
    "defensive_loose_balls_recovered" INTEGER,
    "loose_balls_recovered" INTEGER,
    "offensive_loose_ball_pct" DOUBLE PRECISION,
    "defensive_loose_ball_pct" DOUBLE PRECISION,
    "offensive_box_outs" INTEGER,
    "defensive_box_outs" INTEGER,
    "box_outs" INTEGER,
    "offensive_box_out_pct" DOUBLE PRECISION,
    "defensive_box_out_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_season_hustle_pkey" PRIMARY KEY ("season","season_type","team_id")
);

-- CreateTable
CREATE TABLE "player_on_off_ratings" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "is_on_court" BOOLEAN NOT NULL,
    "player_name" TEXT,
    "team_abbreviation" TEXT,
    "team_name" TEXT,
    "games_played" INTEGER,
    "minutes" DOUBLE PRECISION,
    "plus_minus_per_game" DOUBLE PRECISION,
    "offensive_rating" DOUBLE PRECISION,
    "defensive_rating" DOUBLE PRECISION,
    "net_rating" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_on_off_ratings_pkey" PRIMARY KEY ("season","season_type","team_id","player_id","is_on_court")
);

-- CreateIndex
CREATE INDEX "player_on_off_ratings_player_id_idx" ON "player_on_off_ratings"("player_id");

-- CreateTable
CREATE TABLE "player_on_off_stats" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "is_on_court" BOOLEAN NOT NULL,
    "player_name" TEXT,
    "team_abbreviation" TEXT,
    "team_name" TEXT,
    "games_played" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "win_pct" DOUBLE PRECISION,
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
    "turnovers" INTEGER,
    "steals" INTEGER,
    "blocks" INTEGER,
    "blocked_attempts" INTEGER,
    "personal_fouls" INTEGER,
    "personal_fouls_drawn" INTEGER,
    "points" INTEGER,
    "plus_minus" INTEGER,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_on_off_stats_pkey" PRIMARY KEY ("season","season_type","team_id","player_id","is_on_court")
);

-- CreateIndex
CREATE INDEX "player_on_off_stats_player_id_idx" ON "player_on_off_stats"("player_id");
