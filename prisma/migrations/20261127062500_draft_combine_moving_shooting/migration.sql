-- CreateTable
CREATE TABLE "draft_combine_moving_shooting" (
    "season" TEXT NOT NULL,
    "player_id" BIGINT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "position" TEXT,
    "off_dribble_fifteen_break_left_made" INTEGER,
    "off_dribble_fifteen_break_left_attempted" INTEGER,
    "off_dribble_fifteen_top_key_made" INTEGER,
    "off_dribble_fifteen_top_key_attempted" INTEGER,
    "off_dribble_fifteen_break_right_made" INTEGER,
    "off_dribble_fifteen_break_right_attempted" INTEGER,
    "off_dribble_college_break_left_made" INTEGER,
    "off_dribble_college_break_left_attempted" INTEGER,
    "off_dribble_college_top_key_made" INTEGER,
    "off_dribble_college_top_key_attempted" INTEGER,
    "off_dribble_college_break_right_made" INTEGER,
    "off_dribble_college_break_right_attempted" INTEGER,
    "on_move_fifteen_made" INTEGER,
    "on_move_fifteen_attempted" INTEGER,
    "on_move_college_made" INTEGER,
    "on_move_college_attempted" INTEGER,
    "off_dribble_fifteen_break_left_pct" DOUBLE PRECISION,
    "off_dribble_fifteen_top_key_pct" DOUBLE PRECISION,
    "off_dribble_fifteen_break_right_pct" DOUBLE PRECISION,
    "off_dribble_college_break_left_pct" DOUBLE PRECISION,
    "off_dribble_college_top_key_pct" DOUBLE PRECISION,
    "off_dribble_college_break_right_pct" DOUBLE PRECISION,
    "on_move_fifteen_pct" DOUBLE PRECISION,
    "on_move_college_pct" DOUBLE PRECISION,
    "run_id" TEXT NOT NULL,
    "response_id" BIGINT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "first_synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_combine_moving_shooting_pkey" PRIMARY KEY ("season","player_id")
);

-- CreateIndex
CREATE INDEX "draft_combine_moving_shooting_player_id_idx" ON "draft_combine_moving_shooting"("player_id");
