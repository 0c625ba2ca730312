-- What a recommendation says, each statement with the feedback that it rests on.
ALTER TABLE "recommendation" ADD COLUMN "statements" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "model_refusal" (
    "workspace_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "why" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "model_refusal_pkey" PRIMARY KEY ("workspace_id","day","why")
);

ALTER TABLE "model_refusal" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "model_refusal" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "model_refusal" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "model_refusal" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "model_refusal" TO earshot_app, earshot_operator;
