-- CreateTable
CREATE TABLE "team_details" (
    "team_id" BIGINT NOT NULL,
    "abbreviation" TEXT,
    "city" TEXT,
    "nickname" TEXT,
    "founded_year" INTEGER,
    "arena_capacity" INTEGER,
    "arena" TEXT,
    "owner" TEXT,
    "general_manager" TEXT,
    "head_coach" TEXT,
    "g_league_affiliation" TEXT,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_details_pkey" PRIMARY KEY ("team_id")
);

-- CreateTable
CREATE TABLE "team_titles" (
    "team_id" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "opponent" TEXT,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_titles_pkey" PRIMARY KEY ("team_id","title","year")
);

-- CreateTable
CREATE TABLE "team_hall_of_fame" (
    "team_id" BIGINT NOT NULL,
    "player_name" TEXT NOT NULL,
    "jersey_number" TEXT NOT NULL,
    "player_id" BIGINT,
    "position" TEXT,
    "seasons_with_team" TEXT,
    "year" INTEGER,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_hall_of_fame_pkey" PRIMARY KEY ("team_id","player_name","jersey_number")
);

-- CreateTable
CREATE TABLE "team_retired_numbers" (
    "team_id" BIGINT NOT NULL,
    "player_name" TEXT NOT NULL,
    "jersey_number" TEXT NOT NULL,
    "player_id" BIGINT,
    "position" TEXT,
    "seasons_with_team" TEXT,
    "year" INTEGER,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_retired_numbers_pkey" PRIMARY KEY ("team_id","player_name","jersey_number")
);

-- CreateIndex
CREATE INDEX "team_hall_of_fame_player_id_idx" ON "team_hall_of_fame"("player_id");

-- CreateIndex
CREATE INDEX "team_retired_numbers_player_id_idx" ON "team_retired_numbers"("player_id");
