-- CreateTable
CREATE TABLE "league_leaders" (
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "points_rank" INTEGER,
    "points" INTEGER,
    "player_name" TEXT,
    "team_abbreviation" TEXT,
    "team_id" BIGINT,
    "games_played" INTEGER,
    "minutes" DOUBLE PRECISION,
    "field_goals_made" INTEGER,
    "field_goals_attempted" INTEGER,
    "three_pointers_made" INTEGER,
    "three_pointers_attempted" INTEGER,
    "free_throws_made" INTEGER,
    "free_throws_attempted" INTEGER,
    "field_goal_pct" DOUBLE PRECISION,
    "three_pointer_pct" DOUBLE PRECISION,
    "free_throw_pct" DOUBLE PRECISION,
    "offensive_rebounds" INTEGER,
    "defensive_rebounds" INTEGER,
    "rebounds" INTEGER,
    "assists" INTEGER,
    "steals" INTEGER,
    "blocks" INTEGER,
    "turnovers" INTEGER,
    "personal_fouls" INTEGER,
    "efficiency" INTEGER,
    "assist_to_turnover" DOUBLE PRECISION,
    "steal_to_turnover" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "league_leaders_pkey" PRIMARY KEY ("season","season_type","player_id")
);

-- CreateIndex
CREATE INDEX "league_leaders_player_id_idx" ON "league_leaders"("player_id");
