-- CreateTable
CREATE TABLE "box_score_defensive_players" (
    "game_id" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "position" TEXT,
    "comment" TEXT,
    "jersey_number" TEXT,
    "matchup_minutes" DOUBLE PRECISION,
    "partial_possessions" DOUBLE PRECISION,
    "switches_on" INTEGER,
    "player_points" INTEGER,
    "defensive_rebounds" INTEGER,
    "matchup_assists" INTEGER,
    "matchup_turnovers" INTEGER,
    "steals" INTEGER,
    "blocks" INTEGER,
    "matchup_field_goals_made" INTEGER,
    "matchup_field_goals_attempted" INTEGER,
    "matchup_field_goal_pct" DOUBLE PRECISION,
    "matchup_three_pointers_made" INTEGER,
    "matchup_three_pointers_attempted" INTEGER,
    "matchup_three_pointer_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "box_score_defensive_players_pkey" PRIMARY KEY ("game_id","player_id")
);

-- CreateTable
CREATE TABLE "box_score_four_factors_players" (
    "game_id" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "position" TEXT,
    "comment" TEXT,
    "jersey_number" TEXT,
    "minutes" DOUBLE PRECISION,
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

    CONSTRAINT "box_score_four_factors_players_pkey" PRIMARY KEY ("game_id","player_id")
);

-- CreateTable
CREATE TABLE "box_score_four_factors_teams" (
    "game_id" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "is_home" BOOLEAN NOT NULL,
    "team_city" TEXT,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
    "minutes" DOUBLE PRECISION,
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

    CONSTRAINT "box_score_four_factors_teams_pkey" PRIMARY KEY ("game_id","team_id")
);

-- CreateTable
CREATE TABLE "box_score_misc_players" (
    "game_id" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "position" TEXT,
    "comment" TEXT,
    "jersey_number" TEXT,
    "minutes" DOUBLE PRECISION,
    "points_off_turnovers" INTEGER,
    "points_second_chance" INTEGER,
    "points_fast_break" INTEGER,
    "points_paint" INTEGER,
    "opponent_points_off_turnovers" INTEGER,
    "opponent_points_second_chance" INTEGER,
    "opponent_points_fast_break" INTEGER,
    "opponent_points_paint" INTEGER,
    "blocks" INTEGER,
    "blocked_attempts" INTEGER,
    "personal_fouls" INTEGER,
    "personal_fouls_drawn" INTEGER,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "box_score_misc_players_pkey" PRIMARY KEY ("game_id","player_id")
);

-- CreateTable
CREATE TABLE "box_score_misc_teams" (
    "game_id" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "is_home" BOOLEAN NOT NULL,
    "team_city" TEXT,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
    "minutes" DOUBLE PRECISION,
    "points_off_turnovers" INTEGER,
    "points_second_chance" INTEGER,
    "points_fast_break" INTEGER,
    "points_paint" INTEGER,
    "opponent_points_off_turnovers" INTEGER,
    "opponent_points_second_chance" INTEGER,
    "opponent_points_fast_break" INTEGER,
    "opponent_points_paint" INTEGER,
    "blocks" INTEGER,
    "blocked_attempts" INTEGER,
    "personal_fouls" INTEGER,
    "personal_fouls_drawn" INTEGER,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "box_score_misc_teams_pkey" PRIMARY KEY ("game_id","team_id")
);

-- CreateTable
CREATE TABLE "box_score_scoring_players" (
    "game_id" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "position" TEXT,
    "comment" TEXT,
    "jersey_number" TEXT,
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

    CONSTRAINT "box_score_scoring_players_pkey" PRIMARY KEY ("game_id","player_id")
);

-- CreateTable
CREATE TABLE "box_score_scoring_teams" (
    "game_id" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "is_home" BOOLEAN NOT NULL,
    "team_city" TEXT,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
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

    CONSTRAINT "box_score_scoring_teams_pkey" PRIMARY KEY ("game_id","team_id")
);

-- CreateTable
CREATE TABLE "box_score_tracking_players" (
    "game_id" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "position" TEXT,
    "comment" TEXT,
    "jersey_number" TEXT,
    "speed" DOUBLE PRECISION,
    "minutes" DOUBLE PRECISION,
    "distance" DOUBLE PRECISION,
    "offensive_rebound_chances" INTEGER,
    "defensive_rebound_chances" INTEGER,
    "rebound_chances" INTEGER,
    "touches" INTEGER,
    "secondary_assists" INTEGER,
    "free_throw_assists" INTEGER,
    "passes" INTEGER,
    "assists" INTEGER,
    "contested_field_goals_made" INTEGER,
    "contested_field_goals_attempted" INTEGER,
    "contested_field_goal_pct" DOUBLE PRECISION,
    "uncontested_field_goals_made" INTEGER,
    "uncontested_field_goals_attempted" INTEGER,
    "uncontested_field_goal_pct" DOUBLE PRECISION,
    "field_goal_pct" DOUBLE PRECISION,
    "defended_at_rim_field_goals_made" INTEGER,
    "defended_at_rim_field_goals_attempted" INTEGER,
    "defended_at_rim_field_goal_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "box_score_tracking_players_pkey" PRIMARY KEY ("game_id","player_id")
);

-- CreateTable
CREATE TABLE "box_score_tracking_teams" (
    "game_id" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "is_home" BOOLEAN NOT NULL,
    "team_city" TEXT,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
    "minutes" DOUBLE PRECISION,
    "distance" DOUBLE PRECISION,
    "offensive_rebound_chances" INTEGER,
    "defensive_rebound_chances" INTEGER,
    "rebound_chances" INTEGER,
    "touches" INTEGER,
    "secondary_assists" INTEGER,
    "free_throw_assists" INTEGER,
    "passes" INTEGER,
    "assists" INTEGER,
    "contested_field_goals_made" INTEGER,
    "contested_field_goals_attempted" INTEGER,
    "contested_field_goal_pct" DOUBLE PRECISION,
    "uncontested_field_goals_made" INTEGER,
    "uncontested_field_goals_attempted" INTEGER,
    "uncontested_field_goal_pct" DOUBLE PRECISION,
    "field_goal_pct" DOUBLE PRECISION,
    "defended_at_rim_field_goals_made" INTEGER,
    "defended_at_rim_field_goals_attempted" INTEGER,
    "defended_at_rim_field_goal_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "box_score_tracking_teams_pkey" PRIMARY KEY ("game_id","team_id")
);

-- CreateTable
CREATE TABLE "box_score_usage_players" (
    "game_id" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "position" TEXT,
    "comment" TEXT,
    "jersey_number" TEXT,
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

    CONSTRAINT "box_score_usage_players_pkey" PRIMARY KEY ("game_id","player_id")
);

-- CreateTable
CREATE TABLE "box_score_usage_teams" (
    "game_id" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "is_home" BOOLEAN NOT NULL,
    "team_city" TEXT,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
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

    CONSTRAINT "box_score_usage_teams_pkey" PRIMARY KEY ("game_id","team_id")
);

-- CreateIndex
CREATE INDEX "box_score_defensive_players_player_id_idx" ON "box_score_defensive_players"("player_id");

-- CreateIndex
CREATE INDEX "box_score_four_factors_players_player_id_idx" ON "box_score_four_factors_players"("player_id");

-- CreateIndex
CREATE INDEX "box_score_misc_players_player_id_idx" ON "box_score_misc_players"("player_id");

-- CreateIndex
CREATE INDEX "box_score_scoring_players_player_id_idx" ON "box_score_scoring_players"("player_id");

-- CreateIndex
CREATE INDEX "box_score_tracking_players_player_id_idx" ON "box_score_tracking_players"("player_id");

-- CreateIndex
CREATE INDEX "box_score_usage_players_player_id_idx" ON "box_score_usage_players"("player_id");
