-- CreateTable
CREATE TABLE "box_score_hustle_players" (
    "game_id" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "position" TEXT,
    "comment" TEXT,
    "jersey_number" TEXT,
    "minutes" DOUBLE PRECISION,
    "points" INTEGER,
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
    "offensive_box_outs" INTEGER,
    "defensive_box_outs" INTEGER,
    "box_out_player_team_rebounds" INTEGER,
    "box_out_player_rebounds" INTEGER,
    "box_outs" INTEGER,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "box_score_hustle_players_pkey" PRIMARY KEY ("game_id","player_id")
);

-- CreateTable
CREATE TABLE "box_score_hustle_teams" (
    "game_id" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "is_home" BOOLEAN NOT NULL,
    "team_city" TEXT,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
    "minutes" DOUBLE PRECISION,
    "points" INTEGER,
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
    "offensive_box_outs" INTEGER,
    "defensive_box_outs" INTEGER,
    "box_out_player_team_rebounds" INTEGER,
    "box_out_player_rebounds" INTEGER,
    "box_outs" INTEGER,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "box_score_hustle_teams_pkey" PRIMARY KEY ("game_id","team_id")
);

-- CreateIndex
CREATE INDEX "box_score_hustle_players_player_id_idx" ON "box_score_hustle_players"("player_id");
