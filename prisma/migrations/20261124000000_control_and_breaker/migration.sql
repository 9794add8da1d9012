-- AlterTable
ALTER TABLE "source_pace" ADD COLUMN     "probe_until" TIMESTAMPTZ(6),
ADD COLUMN     "strikes" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "sync_runs" ADD COLUMN     "control" TEXT,
ADD COLUMN     "retry_of" TEXT;

