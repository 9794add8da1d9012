-- AlterTable
ALTER TABLE "workers" ADD COLUMN     "datasets" JSONB;
