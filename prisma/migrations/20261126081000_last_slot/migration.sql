-- The last slot that was taken, not the next one: the wait until the next follows from the pace of the runs that are open
-- then, so that a slow run that has ended delays nobody.
ALTER TABLE "source_pace" RENAME COLUMN "next_at" TO "last_at";
ALTER TABLE "source_pace" ALTER COLUMN "last_at" DROP NOT NULL;

-- Each worker's own pace by source: of several workers the lowest counts.
ALTER TABLE "workers" ADD COLUMN "paces" JSONB;
