-- The order of the commands to a running sync: a repeat of an earlier one must not overwrite a later one.
ALTER TABLE "sync_runs" ADD COLUMN "control_number" BIGINT NOT NULL DEFAULT 0;
