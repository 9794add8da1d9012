-- A sync asks only for what can have changed, or for a part of a season's games.
ALTER TABLE "sync_runs" ADD COLUMN "recheck_days" INTEGER;
ALTER TABLE "sync_runs" ADD COLUMN "narrow" JSONB;
ALTER TABLE "sync_steps" ADD COLUMN "settled" INTEGER NOT NULL DEFAULT 0;
