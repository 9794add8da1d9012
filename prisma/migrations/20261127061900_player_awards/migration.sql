-- CreateTable
CREATE TABLE "player_awards" (
    "season" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "description" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "team_number" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "team_name" TEXT,
    "conference" TEXT,
    "type" TEXT,
    "sponsor" TEXT,
    "detail" TEXT,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_awards_pkey" PRIMARY KEY ("player_id","season","description","month","week","team_number","code")
);
