-- Length of the breaker's present hold: the next one is twice as long, whatever the class of the failure was.
ALTER TABLE "source_pace" ADD COLUMN "hold_ms" DOUBLE PRECISION NOT NULL DEFAULT 0;
