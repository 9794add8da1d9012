-- CreateTable
CREATE TABLE "merge_holds" (
    "id" BIGSERIAL NOT NULL,
    "run_id" TEXT NOT NULL,
    "dataset" TEXT NOT NULL,
    "batch" INTEGER NOT NULL,
    "table_name" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "column_name" TEXT,
    "rows" INTEGER NOT NULL,
    "detail" TEXT NOT NULL,

    CONSTRAINT "merge_holds_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "merge_holds_run_id_dataset_idx" ON "merge_holds"("run_id", "dataset");

-- CreateIndex
CREATE INDEX "row_changes_table_name_cause_idx" ON "row_changes"("table_name", "cause");
