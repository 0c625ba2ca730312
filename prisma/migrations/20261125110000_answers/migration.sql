-- AlterTable
ALTER TABLE "opportunity" ADD COLUMN     "outcome_seen" TEXT;

-- AlterTable
ALTER TABLE "answer" ADD COLUMN     "decided_at" TIMESTAMPTZ(3),
ADD COLUMN     "decided_by" TEXT,
ADD COLUMN     "edited_by" TEXT,
ADD COLUMN     "link_broken_by" TEXT,
ADD COLUMN     "proposed_by" TEXT,
ADD COLUMN     "reminded_for" DATE,
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'approved',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ALTER COLUMN "owner" DROP NOT NULL,
ALTER COLUMN "review_date" DROP NOT NULL;

-- CreateTable
CREATE TABLE "answer_theme" (
    "workspace_id" TEXT NOT NULL,
    "answer_id" UUID NOT NULL,
    "theme_title" TEXT NOT NULL,
    "theme_id" UUID,

    CONSTRAINT "answer_theme_pkey" PRIMARY KEY ("workspace_id","answer_id","theme_title")
);

-- CreateTable
CREATE TABLE "answer_word" (
    "workspace_id" TEXT NOT NULL,
    "feedback_id" UUID NOT NULL,
    "answer_id" UUID NOT NULL,
    "word" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "answer_word_pkey" PRIMARY KEY ("workspace_id","feedback_id","answer_id")
);

-- CreateTable
CREATE TABLE "deal_question" (
    "workspace_id" TEXT NOT NULL,
    "opportunity_id" UUID NOT NULL,
    "person" TEXT NOT NULL,
    "answer_id" UUID,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "reply" TEXT,
    "why" TEXT,
    "replied_at" TIMESTAMPTZ(3),

    CONSTRAINT "deal_question_pkey" PRIMARY KEY ("workspace_id","opportunity_id","person")
);

-- CreateIndex
CREATE INDEX "answer_workspace_id_state_idx" ON "answer"("workspace_id", "state");

-- CreateIndex
CREATE INDEX "answer_theme_workspace_id_theme_id_idx" ON "answer_theme"("workspace_id", "theme_id");

-- CreateIndex
CREATE INDEX "answer_word_workspace_id_answer_id_idx" ON "answer_word"("workspace_id", "answer_id");

-- CreateIndex
CREATE INDEX "deal_question_workspace_id_answer_id_idx" ON "deal_question"("workspace_id", "answer_id");

-- CreateIndex
CREATE INDEX "theme_workspace_id_merged_into_idx" ON "theme"("workspace_id", "merged_into");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "feedback_workspace_id_opportunity_id_idx" ON "feedback"("workspace_id", "opportunity_id");

-- Those that wait for a theme of their title.
CREATE INDEX "answer_theme_waiting" ON "answer_theme" ("workspace_id", lower("theme_title")) WHERE "theme_id" IS NULL;

-- The few whose outcome has turned.
CREATE INDEX "opportunity_turned" ON "opportunity" ("workspace_id", "id") WHERE "outcome" IS DISTINCT FROM "outcome_seen";

ALTER TABLE "answer_theme" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "answer_theme" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "answer_theme" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "answer_theme" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "answer_theme" TO earshot_app, earshot_operator;

ALTER TABLE "answer_word" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "answer_word" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "answer_word" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "answer_word" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "answer_word" TO earshot_app, earshot_operator;

ALTER TABLE "deal_question" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "deal_question" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "deal_question" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "deal_question" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "deal_question" TO earshot_app, earshot_operator;

-- As the operator, who alone sees the rows of every workspace.
SET LOCAL ROLE earshot_operator;
INSERT INTO "answer_theme" ("workspace_id", "answer_id", "theme_title", "theme_id")
SELECT "workspace_id", "id", "theme_title", "theme_id" FROM "answer";
-- What closed before is not asked about.
UPDATE "opportunity" SET "outcome_seen" = "outcome";
RESET ROLE;

-- DropIndex
DROP INDEX "answer_workspace_id_theme_id_idx";

-- AlterTable
ALTER TABLE "answer" DROP COLUMN "theme_id",
DROP COLUMN "theme_title";

-- No answer without owner and review date is ever shown.
ALTER TABLE "answer" ADD CONSTRAINT "answer_shown" CHECK ("state" <> 'approved' OR ("owner" IS NOT NULL AND btrim("owner") <> '' AND "review_date" IS NOT NULL));
