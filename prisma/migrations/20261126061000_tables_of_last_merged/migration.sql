-- What the tables held after the last merge, so that rows that are lost or damaged later are noticed. Earlier last merged
-- answers lack it and are merged once more.
ALTER TABLE "request_marks" ADD COLUMN "content_response_id" BIGINT,
  ADD COLUMN "merged_at" TIMESTAMPTZ(3),
  ADD COLUMN "tables" JSONB;
