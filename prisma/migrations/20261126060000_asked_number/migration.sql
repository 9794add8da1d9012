-- The order of requests, which the database gives with the slot in the rate limit. Until now the clocks of workers ordered
-- the answers.
CREATE SEQUENCE "raw_responses_asked_number_seq";
ALTER TABLE "raw_responses" ADD COLUMN "asked_number" BIGINT;

-- Requests of earlier builds are older than all that follow, in the order in which they were archived: the newest has -1.
UPDATE "raw_responses" SET "asked_number" = "response_id" - 1 - (SELECT max("response_id") FROM "raw_responses");

ALTER TABLE "raw_responses" ALTER COLUMN "asked_number" SET NOT NULL,
  ALTER COLUMN "asked_number" SET DEFAULT nextval('"raw_responses_asked_number_seq"');
ALTER SEQUENCE "raw_responses_asked_number_seq" OWNED BY "raw_responses"."asked_number";

ALTER TABLE "request_marks" ADD COLUMN "asked_number" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "body_time" TIMESTAMPTZ(3);
UPDATE "request_marks" m SET "asked_number" = r."asked_number" FROM "raw_responses" r WHERE r."response_id" = m."response_id";

ALTER TABLE "sync_requests" ADD COLUMN "not_merged" TEXT;
