-- CreateTable
CREATE TABLE "player_game_logs_advanced" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "game_id" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "player_name" TEXT NOT NULL,
    "minutes" DOUBLE PRECISION,
    "estimated_offensive_rating" DOUBLE PRECISION,
    "offensive_rating" DOUBLE PRECISION,
    "estimated_defensive_rating" DOUBLE PRECISION,
    "defensive_rating" DOUBLE PRECISION,
    "estimated_net_rating" DOUBLE PRECISION,
    "net_rating" DOUBLE PRECISION,
    "assist_pct" DOUBLE PRECISION,
    "assist_to_turnover" DOUBLE PRECISION,
    "assist_ratio" DOUBLE PRECISION,
    "offensive_rebound_pct" DOUBLE PRECISION,
    "defensive_rebound_pct" DOUBLE PRECISION,
    "rebound_pct" DOUBLE PRECISION,
    "team_turnover_pct" DOUBLE PRECISION,
    "effective_field_goal_pct" DOUBLE PRECISION,
    "true_shooting_pct" DOUBLE PRECISION,
    "estimated_pace" DOUBLE PRECISION,
    "pace" DOUBLE PRECISION,
    "pace_per_40" DOUBLE PRECISION,
    "possessions" INTEGER,
    "player_impact_estimate" DOUBLE PRECISION,
    "estimated_turnover_pct" DOUBLE PRECISION,
    "usage_pct" DOUBLE PRECISION,
    "estimated_usage_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_game_logs_advanced_pkey" PRIMARY KEY ("game_id","player_id")
);

-- CreateTable
CREATE TABLE "player_game_logs_base" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "game_id" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "player_name" TEXT NOT NULL,
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
    "double_doubles" INTEGER,
    "triple_doubles" INTEGER,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_game_logs_base_pkey" PRIMARY KEY ("game_id","player_id")
);

-- CreateTable
CREATE TABLE "player_game_logs_misc" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "game_id" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "player_name" TEXT NOT NULL,
    "minutes" DOUBLE PRECISION,
    "points_off_turnovers" INTEGER,
    "points_second_chance" INTEGER,
    "points_fast_break" INTEGER,
    "points_paint" INTEGER,
    "opponent_points_off_turnovers" INTEGER,
    "opponent_points_second_chance" INTEGER,
    "opponent_points_fast_break" INTEGER,
    "opponent_points_paint" INTEGER,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_game_logs_misc_pkey" PRIMARY KEY ("game_id","player_id")
);

-- CreateTable
CREATE TABLE "player_game_logs_scoring" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "game_id" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "player_name" TEXT NOT NULL,
    "minutes" DOUBLE PRECISION,
    "two_pointers_attempted_pct" DOUBLE PRECISION,
    "three_pointers_attempted_pct" DOUBLE PRECISION,
    "points_two_pointers_pct" DOUBLE PRECISION,
    "points_midrange_two_pointers_pct" DOUBLE PRECISION,
    "points_three_pointers_pct" DOUBLE PRECISION,
    "points_fast_break_pct" DOUBLE PRECISION,
    "points_free_throw_pct" DOUBLE PRECISION,
    "points_off_turnovers_pct" DOUBLE PRECISION,
    "points_paint_pct" DOUBLE PRECISION,
    "assisted_two_pointers_pct" DOUBLE PRECISION,
    "unassisted_two_pointers_pct" DOUBLE PRECISION,
    "assisted_three_pointers_pct" DOUBLE PRECISION,
    "unassisted_three_pointers_pct" DOUBLE PRECISION,
    "assisted_field_goals_made_pct" DOUBLE PRECISION,
    "unassisted_field_goals_made_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_game_logs_scoring_pkey" PRIMARY KEY ("game_id","player_id")
);

-- CreateTable
CREATE TABLE "player_game_logs_usage" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "game_id" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "player_name" TEXT NOT NULL,
    "minutes" DOUBLE PRECISION,
    "usage_pct" DOUBLE PRECISION,
    "field_goals_made_pct" DOUBLE PRECISION,
    "field_goals_attempted_pct" DOUBLE PRECISION,
    "three_pointers_made_pct" DOUBLE PRECISION,
    "three_pointers_attempted_pct" DOUBLE PRECISION,
    "free_throws_made_pct" DOUBLE PRECISION,
    "free_throws_attempted_pct" DOUBLE PRECISION,
    "rebounds_offensive_pct" DOUBLE PRECISION,
    "rebounds_defensive_pct" DOUBLE PRECISION,
    "rebounds_total_pct" DOUBLE PRECISION,
    "assists_pct" DOUBLE PRECISION,
    "turnovers_pct" DOUBLE PRECISION,
    "steals_pct" DOUBLE PRECISION,
    "blocks_pct" DOUBLE PRECISION,
    "blocked_attempts_pct" DOUBLE PRECISION,
    "personal_fouls_pct" DOUBLE PRECISION,
    "personal_fouls_drawn_pct" DOUBLE PRECISION,
    "points_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_game_logs_usage_pkey" PRIMARY KEY ("game_id","player_id")
);

-- CreateTable
CREATE TABLE "team_game_logs_advanced" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "game_id" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_abbreviation" TEXT NOT NULL,
    "game_minutes" DOUBLE PRECISION,
    "estimated_offensive_rating" DOUBLE PRECISION,
    "offensive_rating" DOUBLE PRECISION,
    "estimated_defensive_rating" DOUBLE PRECISION,
    "defensive_rating" DOUBLE PRECISION,
    "estimated_net_rating" DOUBLE PRECISION,
    "net_rating" DOUBLE PRECISION,
    "assist_pct" DOUBLE PRECISION,
    "assist_to_turnover" DOUBLE PRECISION,
    "assist_ratio" DOUBLE PRECISION,
    "offensive_rebound_pct" DOUBLE PRECISION,
    "defensive_rebound_pct" DOUBLE PRECISION,
    "rebound_pct" DOUBLE PRECISION,
    "team_turnover_pct" DOUBLE PRECISION,
    "effective_field_goal_pct" DOUBLE PRECISION,
    "true_shooting_pct" DOUBLE PRECISION,
    "estimated_pace" DOUBLE PRECISION,
    "pace" DOUBLE PRECISION,
    "pace_per_40" DOUBLE PRECISION,
    "possessions" INTEGER,
    "player_impact_estimate" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_game_logs_advanced_pkey" PRIMARY KEY ("game_id","team_id")
);

-- CreateTable
CREATE TABLE "team_game_logs_base" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "game_id" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_abbreviation" TEXT NOT NULL,
    "game_minutes" DOUBLE PRECISION,
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

    CONSTRAINT "team_game_logs_base_pkey" PRIMARY KEY ("game_id","team_id")
);

-- CreateTable
CREATE TABLE "team_game_logs_four_factors" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "game_id" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_abbreviation" TEXT NOT NULL,
    "game_minutes" DOUBLE PRECISION,
    "effective_field_goal_pct" DOUBLE PRECISION,
    "free_throw_attempt_rate" DOUBLE PRECISION,
    "team_turnover_pct" DOUBLE PRECISION,
    "offensive_rebound_pct" DOUBLE PRECISION,
    "opponent_effective_field_goal_pct" DOUBLE PRECISION,
    "opponent_free_throw_attempt_rate" DOUBLE PRECISION,
    "opponent_team_turnover_pct" DOUBLE PRECISION,
    "opponent_offensive_rebound_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_game_logs_four_factors_pkey" PRIMARY KEY ("game_id","team_id")
);

-- CreateTable
CREATE TABLE "team_game_logs_misc" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "game_id" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_abbreviation" TEXT NOT NULL,
    "game_minutes" DOUBLE PRECISION,
    "points_off_turnovers" INTEGER,
    "points_second_chance" INTEGER,
    "points_fast_break" INTEGER,
    "points_paint" INTEGER,
    "opponent_points_off_turnovers" INTEGER,
    "opponent_points_second_chance" INTEGER,
    "opponent_points_fast_break" INTEGER,
    "opponent_points_paint" INTEGER,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_game_logs_misc_pkey" PRIMARY KEY ("game_id","team_id")
);

-- CreateTable
CREATE TABLE "team_game_logs_scoring" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "game_id" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "team_abbreviation" TEXT NOT NULL,
    "game_minutes" DOUBLE PRECISION,
    "two_pointers_attempted_pct" DOUBLE PRECISION,
    "three_pointers_attempted_pct" DOUBLE PRECISION,
    "points_two_pointers_pct" DOUBLE PRECISION,
    "points_midrange_two_pointers_pct" DOUBLE PRECISION,
    "points_three_pointers_pct" DOUBLE PRECISION,
    "points_fast_break_pct" DOUBLE PRECISION,
    "points_free_throw_pct" DOUBLE PRECISION,
    "points_off_turnovers_pct" DOUBLE PRECISION,
    "points_paint_pct" DOUBLE PRECISION,
    "assisted_two_pointers_pct" DOUBLE PRECISION,
    "unassisted_two_pointers_pct" DOUBLE PRECISION,
    "assisted_three_pointers_pct" DOUBLE PRECISION,
    "unassisted_three_pointers_pct" DOUBLE PRECISION,
    "assisted_field_goals_made_pct" DOUBLE PRECISION,
    "unassisted_field_goals_made_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_game_logs_scoring_pkey" PRIMARY KEY ("game_id","team_id")
);

-- CreateIndex
CREATE INDEX "player_game_logs_advanced_player_id_idx" ON "player_game_logs_advanced"("player_id");

-- CreateIndex
CREATE INDEX "player_game_logs_base_player_id_idx" ON "player_game_logs_base"("player_id");

-- CreateIndex
CREATE INDEX "player_game_logs_misc_player_id_idx" ON "player_game_logs_misc"("player_id");

-- CreateIndex
CREATE INDEX "player_game_logs_scoring_player_id_idx" ON "player_game_logs_scoring"("player_id");

-- CreateIndex
CREATE INDEX "player_game_logs_usage_player_id_idx" ON "player_game_logs_usage"("player_id");
