-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "watched_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "feedback" ADD COLUMN     "currency" TEXT;

-- In byte order, so that what begins with some letters is a range. Plain columns and comparisons, no lower() and no LIKE:
-- under row-level security only operators that leak nothing may use an index.
-- AlterTable
DROP INDEX "account_workspace_id_name_idx";
ALTER TABLE "account" ADD COLUMN     "name_key" TEXT COLLATE "C" NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "account_word" (
    "workspace_id" TEXT NOT NULL,
    "word" TEXT COLLATE "C" NOT NULL,
    "account_id" UUID NOT NULL,

    CONSTRAINT "account_word_pkey" PRIMARY KEY ("workspace_id","word","account_id")
);

-- CreateTable
CREATE TABLE "rate" (
    "workspace_id" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "base" TEXT NOT NULL,
    "rate" DECIMAL(24,12) NOT NULL,

    CONSTRAINT "rate_pkey" PRIMARY KEY ("workspace_id","currency")
);

-- CreateTable
CREATE TABLE "hot_objection" (
    "workspace_id" TEXT NOT NULL,
    "theme_id" UUID NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hot_objection_pkey" PRIMARY KEY ("workspace_id","theme_id")
);

-- As an import writes them: what it writes anew is exact.
UPDATE "account" SET "domain" = lower("domain"),
  "name_key" = coalesce(nullif(trim(regexp_replace(
    trim(regexp_replace(lower("name"), '[^[:alnum:]]+', ' ', 'g')),
    '( (inc|incorporated|llc|ltd|limited|corp|corporation|co|company|gmbh|ag|sa|sas|sarl|bv|nv|plc|oy|ab|srl|spa|kg|pty|pvt|llp))+$',
    '')), ''), lower("name"));
INSERT INTO "account_word" ("workspace_id", "word", "account_id")
SELECT "workspace_id", "word", "id" FROM "account" CROSS JOIN LATERAL regexp_split_to_table("name_key", ' ') AS "word"
UNION SELECT "workspace_id", "domain", "id" FROM "account" WHERE "domain" IS NOT NULL;

-- CreateIndex
CREATE INDEX "account_word_workspace_id_account_id_idx" ON "account_word"("workspace_id", "account_id");

-- CreateIndex
CREATE INDEX "account_workspace_id_name_key_idx" ON "account"("workspace_id", "name_key");

-- CreateIndex
CREATE INDEX "account_workspace_id_domain_idx" ON "account"("workspace_id", "domain");

-- CreateIndex
CREATE INDEX "opportunity_workspace_id_outcome_close_date_idx" ON "opportunity"("workspace_id", "outcome", "close_date");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "feedback_workspace_id_opportunity_id_idx" ON "feedback"("workspace_id", "opportunity_id");

ALTER TABLE "account_word" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "account_word" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "account_word" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "account_word" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "account_word" TO earshot_app, earshot_operator;

ALTER TABLE "rate" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "rate" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "rate" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "rate" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "rate" TO earshot_app, earshot_operator;

ALTER TABLE "hot_objection" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "hot_objection" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "hot_objection" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "hot_objection" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "hot_objection" TO earshot_app, earshot_operator;
