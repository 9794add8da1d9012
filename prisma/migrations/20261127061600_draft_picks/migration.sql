-- CreateTable
CREATE TABLE "draft_picks" (
    "league_id" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "draft_year" INTEGER NOT NULL,
    "player_name" TEXT NOT NULL,
    "round" INTEGER,
    "round_pick" INTEGER,
    "overall_pick" INTEGER,
    "draft_type" TEXT,
    "team_id" BIGINT,
    "team_city" TEXT,
    "team_name" TEXT,
    "team_abbreviation" TEXT,
    "organization" TEXT,
    "organization_type" TEXT,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_picks_pkey" PRIMARY KEY ("league_id","draft_year","player_id")
);

-- CreateIndex
CREATE INDEX "draft_picks_player_id_idx" ON "draft_picks"("player_id");
