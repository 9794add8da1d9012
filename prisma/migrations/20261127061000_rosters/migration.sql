-- CreateTable
CREATE TABLE "rosters" (
    "season" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "player_name" TEXT NOT NULL,
    "nickname" TEXT,
    "jersey_number" TEXT,
    "position" TEXT,
    "height" TEXT,
    "experience" TEXT,
    "college" TEXT,
    "how_acquired" TEXT,
    "weight_pounds" INTEGER,
    "birthdate" DATE,
    "age" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rosters_pkey" PRIMARY KEY ("season","team_id","player_id")
);

-- CreateTable
CREATE TABLE "coaches" (
    "season" TEXT NOT NULL,
    "team_id" BIGINT NOT NULL,
    "coach_id" BIGINT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "coach_name" TEXT,
    "coach_type" TEXT,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "coaches_pkey" PRIMARY KEY ("season","team_id","coach_id")
);

-- CreateIndex
CREATE INDEX "rosters_player_id_idx" ON "rosters"("player_id");
