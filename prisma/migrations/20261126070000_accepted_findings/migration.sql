-- CreateTable
CREATE TABLE "accepted_findings" (
    "id" BIGSERIAL NOT NULL,
    "shipped_id" TEXT,
    "origin" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "season" TEXT NOT NULL,
    "season_type" TEXT NOT NULL,
    "dataset" TEXT,
    "kind" TEXT,
    "subject" TEXT NOT NULL,
    "detail" TEXT,
    "reason" TEXT NOT NULL,
    "never_ask" BOOLEAN NOT NULL DEFAULT false,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "accepted_findings_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "accepted_findings_shipped_id_key" ON "accepted_findings"("shipped_id");

-- CreateIndex
CREATE INDEX "accepted_findings_source_season_season_type_idx" ON "accepted_findings"("source", "season", "season_type");
