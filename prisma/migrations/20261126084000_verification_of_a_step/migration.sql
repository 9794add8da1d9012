-- Findings of verify, which is an activity for each dataset, until the end of the run judges them.
ALTER TABLE "sync_steps" ADD COLUMN "verification" JSONB;
