-- CreateTable
CREATE TABLE "draft_combine_drills" (
    "season" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "position" TEXT,
    "standing_vertical_leap" DOUBLE PRECISION,
    "max_vertical_leap" DOUBLE PRECISION,
    "lane_agility" DOUBLE PRECISION,
    "shuttle_run" DOUBLE PRECISION,
    "three_quarter_sprint" DOUBLE PRECISION,
    "bench_press" INTEGER,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_combine_drills_pkey" PRIMARY KEY ("season","player_id")
);

-- CreateIndex
CREATE INDEX "draft_combine_drills_player_id_idx" ON "draft_combine_drills"("player_id");
