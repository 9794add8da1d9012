-- CreateTable
CREATE TABLE "shots" (
    "season_type" TEXT NOT NULL,
    "season" TEXT NOT NULL,
    "game_id" TEXT NOT NULL,
    "game_event_id" INTEGER NOT NULL,
    "player_id" BIGINT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "player_name" TEXT,
    "action_type" TEXT,
    "zone_basic" TEXT,
    "game_date" DATE NOT NULL,
    "period" INTEGER NOT NULL,
    "minutes_left" INTEGER,
    "seconds_left" INTEGER,
    "distance" INTEGER,
    "shot_type" TEXT,
    "zone_area" TEXT,
    "zone_range" TEXT,
    "x" INTEGER,
    "y" INTEGER,
    "is_made" BOOLEAN NOT NULL,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shots_pkey" PRIMARY KEY ("game_id","game_event_id")
);

-- CreateIndex
CREATE INDEX "shots_season_season_type_team_id_idx" ON "shots"("season", "season_type", "team_id");

-- CreateIndex
CREATE INDEX "shots_player_id_idx" ON "shots"("player_id");
