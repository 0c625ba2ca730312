-- CreateTable
CREATE TABLE "delivery" (
    "workspace_id" TEXT NOT NULL,
    "recommendation_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "destination" TEXT,
    "ref" TEXT,
    "name" TEXT,
    "url" TEXT,
    "status" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "round" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "retried_by" TEXT,
    "shipped_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "begun_at" TIMESTAMPTZ(3),
    "asked_at" TIMESTAMPTZ(3),
    "shipped_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("workspace_id","recommendation_id")
);

-- CreateIndex
CREATE INDEX "delivery_workspace_id_state_status_asked_at_idx" ON "delivery"("workspace_id", "state", "status", "asked_at");

-- CreateIndex
CREATE INDEX "delivery_workspace_id_created_at_idx" ON "delivery"("workspace_id", "created_at");

ALTER TABLE "delivery" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "delivery" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "delivery" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "delivery" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "delivery" TO earshot_app, earshot_operator;
