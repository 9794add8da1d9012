-- AlterTable
ALTER TABLE "workers" ADD COLUMN     "queues" JSONB;
