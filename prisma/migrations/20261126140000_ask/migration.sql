-- CreateTable
CREATE TABLE "answer_wanted" (
    "workspace_id" TEXT NOT NULL,
    "theme_id" UUID NOT NULL,
    "person" TEXT NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "answer_wanted_pkey" PRIMARY KEY ("workspace_id","theme_id","person")
);

-- CreateTable
CREATE TABLE "ask" (
    "workspace_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "question" JSONB NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ask_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ask_workspace_id_key_key" ON "ask"("workspace_id", "key");

-- In byte order, so that the values there are can be walked through one by one, whatever the number of accounts.
-- CreateIndex
CREATE INDEX "account_workspace_id_industry_idx" ON "account"("workspace_id", "industry" COLLATE "C");

-- CreateIndex
CREATE INDEX "account_workspace_id_size_idx" ON "account"("workspace_id", "size" COLLATE "C");

-- CreateIndex
CREATE INDEX "account_workspace_id_region_idx" ON "account"("workspace_id", "region" COLLATE "C");

ALTER TABLE "answer_wanted" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "answer_wanted" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "answer_wanted" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "answer_wanted" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "answer_wanted" TO earshot_app, earshot_operator;

ALTER TABLE "ask" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ask" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ask" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "ask" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "ask" TO earshot_app, earshot_operator;
