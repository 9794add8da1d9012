-- CreateTable
CREATE TABLE "stint_games" (
    "game_id" TEXT NOT NULL,
    "misfit" TEXT,
    "stints" INTEGER NOT NULL,
    "possessions" INTEGER NOT NULL,
    "seconds_off" DOUBLE PRECISION,
    "plus_minus_off" INTEGER,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stint_games_pkey" PRIMARY KEY ("game_id")
);

-- CreateTable
CREATE TABLE "stints" (
    "game_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "period" SMALLINT NOT NULL,
    "start_seconds" DOUBLE PRECISION NOT NULL,
    "end_seconds" DOUBLE PRECISION NOT NULL,
    "home_players" BIGINT[],
    "away_players" BIGINT[],
    "home_points" INTEGER NOT NULL,
    "away_points" INTEGER NOT NULL,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stints_pkey" PRIMARY KEY ("game_id","number")
);

-- CreateTable
CREATE TABLE "possessions" (
    "game_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "period" SMALLINT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "start_seconds" DOUBLE PRECISION NOT NULL,
    "end_seconds" DOUBLE PRECISION NOT NULL,
    "points" INTEGER NOT NULL,
    "opponent_points" INTEGER NOT NULL,
    "ending" TEXT NOT NULL,
    "stint_number" INTEGER NOT NULL,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "possessions_pkey" PRIMARY KEY ("game_id","number")
);
