-- CreateTable
CREATE TABLE "shot_averages" (
    "season" TEXT NOT NULL,
    "zone_basic" TEXT NOT NULL,
    "zone_area" TEXT NOT NULL,
    "zone_range" TEXT NOT NULL,
    "field_goals_attempted" INTEGER NOT NULL,
    "field_goals_made" INTEGER NOT NULL,
    "field_goal_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shot_averages_pkey" PRIMARY KEY ("season","zone_basic","zone_area","zone_range")
);
