-- CreateTable
CREATE TABLE "team_years" (
    "league_id" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "abbreviation" TEXT,
    "first_year" INTEGER NOT NULL,
    "last_year" INTEGER NOT NULL,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_years_pkey" PRIMARY KEY ("league_id","team_id")
);
