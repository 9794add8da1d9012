-- AlterTable
ALTER TABLE "raw_responses" ADD COLUMN     "canary" BOOLEAN NOT NULL DEFAULT false;
