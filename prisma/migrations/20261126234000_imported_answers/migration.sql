-- Answers from another database's archive: no run of this one asked for them, and they say which season they are of.
ALTER TABLE "raw_responses" ALTER COLUMN "run_id" DROP NOT NULL,
  ADD COLUMN "imported_at" TIMESTAMPTZ(3),
  ADD COLUMN "season" TEXT,
  ADD COLUMN "season_type" TEXT;
