ALTER TABLE "sync"."request_marks" ADD COLUMN "fingerprint" TEXT,
ADD COLUMN "fingerprint_run_id" TEXT;

ALTER TABLE "sync"."sync_merges" ADD COLUMN "read_again" INTEGER;
