-- CreateTable
CREATE TABLE "franchise_history" (
    "league_id" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "is_whole" BOOLEAN NOT NULL,
    "city" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "start_year" INTEGER NOT NULL,
    "end_year" INTEGER NOT NULL,
    "seasons" INTEGER,
    "games" INTEGER,
    "wins" INTEGER,
    "losses" INTEGER,
    "win_pct" DOUBLE PRECISION,
    "playoff_appearances" INTEGER,
    "division_titles" INTEGER,
    "conference_titles" INTEGER,
    "league_titles" INTEGER,
    "is_defunct" BOOLEAN NOT NULL,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "franchise_history_pkey" PRIMARY KEY ("league_id","team_id","is_whole","city","name","start_year")
);
