-- The budget of requests by window: what the workers are set to, what was sent, and what a block taught.
ALTER TABLE "workers" ADD COLUMN     "budgets" JSONB;
ALTER TABLE "source_pace" ADD COLUMN     "sent_at" TIMESTAMPTZ(6)[],
ADD COLUMN     "sent_n" INTEGER[],
ADD COLUMN     "learned_requests" INTEGER,
ADD COLUMN     "learned_seconds" DOUBLE PRECISION,
ADD COLUMN     "learned_at" TIMESTAMPTZ(6);
