-- CreateTable
CREATE TABLE "crm_run" (
    "workspace_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "page" INTEGER NOT NULL DEFAULT 0,
    "object" TEXT NOT NULL DEFAULT 'accounts',
    "ended_at" TIMESTAMPTZ(3),
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "synced_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "accounts" INTEGER NOT NULL DEFAULT 0,
    "opportunities" INTEGER NOT NULL DEFAULT 0,
    "added" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "asked_by" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "crm_run_pkey" PRIMARY KEY ("workspace_id","source")
);

-- CreateTable
CREATE TABLE "crm_cursor" (
    "workspace_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "object" TEXT NOT NULL,
    "cursor" TEXT NOT NULL,

    CONSTRAINT "crm_cursor_pkey" PRIMARY KEY ("workspace_id","source","object")
);

-- CreateTable
CREATE TABLE "crm_link" (
    "workspace_id" TEXT NOT NULL,
    "object" TEXT NOT NULL,
    "crm_id" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,

    CONSTRAINT "crm_link_pkey" PRIMARY KEY ("workspace_id","object","crm_id")
);

-- CreateTable
CREATE TABLE "crm_skip" (
    "workspace_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "object" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "crm_skip_pkey" PRIMARY KEY ("workspace_id","source","object","id")
);

-- CreateIndex
CREATE INDEX "crm_link_workspace_id_object_external_id_idx" ON "crm_link"("workspace_id", "object", "external_id");

-- CreateIndex
CREATE INDEX "crm_skip_workspace_id_source_at_idx" ON "crm_skip"("workspace_id", "source", "at");

ALTER TABLE "crm_run" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "crm_run" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "crm_run" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "crm_run" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "crm_run" TO earshot_app, earshot_operator;

ALTER TABLE "crm_cursor" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "crm_cursor" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "crm_cursor" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "crm_cursor" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "crm_cursor" TO earshot_app, earshot_operator;

ALTER TABLE "crm_link" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "crm_link" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "crm_link" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "crm_link" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "crm_link" TO earshot_app, earshot_operator;

ALTER TABLE "crm_skip" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "crm_skip" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "crm_skip" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "crm_skip" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "crm_skip" TO earshot_app, earshot_operator;
