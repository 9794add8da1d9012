-- The Temporal cluster that runs a sync: only that one can say that it has lost it.
ALTER TABLE "sync_runs" ADD COLUMN "cluster_id" TEXT,
  ADD COLUMN "asked_at" TIMESTAMPTZ(3);
