-- Syncs of several seasons, which have a line in the history with their seasons under it.
ALTER TABLE "sync_runs" ADD COLUMN "backfill_id" TEXT;

-- CreateIndex
CREATE INDEX "sync_runs_backfill_id_idx" ON "sync_runs"("backfill_id");

-- CreateTable
CREATE TABLE "backfills" (
    "backfill_id" TEXT NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "request" JSONB NOT NULL,
    "cause" TEXT,
    "control" TEXT,
    "control_number" BIGINT NOT NULL DEFAULT 0,
    "retry_of" TEXT,
    "namespace" TEXT NOT NULL,
    "cluster_id" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "backfills_pkey" PRIMARY KEY ("backfill_id")
);

-- CreateIndex
CREATE INDEX "backfills_started_at_idx" ON "backfills"("started_at");

-- CreateTable
CREATE TABLE "backfill_seasons" (
    "backfill_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "run_id" TEXT,
    "cause" TEXT,

    CONSTRAINT "backfill_seasons_pkey" PRIMARY KEY ("backfill_id","ordinal")
);

-- AddForeignKey
ALTER TABLE "backfill_seasons" ADD CONSTRAINT "backfill_seasons_backfill_id_fkey" FOREIGN KEY ("backfill_id") REFERENCES "backfills"("backfill_id") ON DELETE CASCADE ON UPDATE CASCADE;
