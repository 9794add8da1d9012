-- CreateTable
CREATE TABLE "nba"."cup_games" (
    "season" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "game_id" TEXT NOT NULL,
    "game_number" INTEGER,
    "opponent_abbreviation" TEXT,
    "location" TEXT,
    "status" INTEGER,
    "status_text" TEXT,
    "result" TEXT,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cup_games_pkey" PRIMARY KEY ("season","team_id","game_id")
);
