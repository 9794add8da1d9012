-- AlterTable
ALTER TABLE "raw_responses" ADD COLUMN IF NOT EXISTS "canary" BOOLEAN NOT NULL DEFAULT false;
