-- CreateTable
CREATE TABLE "hypothesis" (
    "workspace_id" TEXT NOT NULL,
    "recommendation_id" UUID NOT NULL,
    "theme_id" UUID NOT NULL,
    "approved_at" TIMESTAMPTZ(3) NOT NULL,
    "target" DOUBLE PRECISION NOT NULL,
    "review_date" DATE NOT NULL,
    "bounds" TIMESTAMPTZ(3)[],
    "baseline" JSONB NOT NULL,
    "outcome" TEXT,
    "ratio" DOUBLE PRECISION,
    "low" DOUBLE PRECISION,
    "high" DOUBLE PRECISION,
    "logging" DOUBLE PRECISION,
    "facts" JSONB,
    "reviewed_at" TIMESTAMPTZ(3),

    CONSTRAINT "hypothesis_pkey" PRIMARY KEY ("workspace_id","recommendation_id")
);

-- CreateIndex
CREATE INDEX "hypothesis_workspace_id_reviewed_at_idx" ON "hypothesis"("workspace_id", "reviewed_at");

-- Looked for each minute: the few that wait for their date.
CREATE INDEX "hypothesis_waiting" ON "hypothesis" ("workspace_id", "review_date") WHERE "outcome" IS NULL;

-- An outcome is written whole.
ALTER TABLE "hypothesis" ADD CONSTRAINT "hypothesis_outcome" CHECK (
  "outcome" IN ('fell', 'no_change', 'rose', 'too_little_data')
  AND "facts" IS NOT NULL AND "reviewed_at" IS NOT NULL
  OR "outcome" IS NULL AND "facts" IS NULL AND "reviewed_at" IS NULL);

ALTER TABLE "hypothesis" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "hypothesis" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "hypothesis" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "hypothesis" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "hypothesis" TO earshot_app, earshot_operator;
