-- CreateTable
CREATE TABLE "draft_combine_measurements" (
    "season" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "position" TEXT,
    "height_without_shoes" DOUBLE PRECISION,
    "height_with_shoes" DOUBLE PRECISION,
    "weight_pounds" DOUBLE PRECISION,
    "body_fat_pct" DOUBLE PRECISION,
    "wingspan" DOUBLE PRECISION,
    "standing_reach" DOUBLE PRECISION,
    "hand_length" DOUBLE PRECISION,
    "hand_width" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_combine_measurements_pkey" PRIMARY KEY ("season","player_id")
);

-- CreateIndex
CREATE INDEX "draft_combine_measurements_player_id_idx" ON "draft_combine_measurements"("player_id");
