-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "two_person" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "home_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "recommendation" ADD COLUMN     "asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "due_date" DATE,
ADD COLUMN     "first_at" TIMESTAMPTZ(3),
ADD COLUMN     "first_by" TEXT,
ADD COLUMN     "owner" TEXT,
ADD COLUMN     "reminded_for" DATE,
ADD COLUMN     "target" DOUBLE PRECISION;

-- As the operator, who alone sees the rows of every workspace.
SET LOCAL ROLE earshot_operator;
UPDATE "recommendation" AS r SET "asked_at" = d."window_end"
FROM "digest" AS d WHERE d."workspace_id" = r."workspace_id" AND d."id" = r."digest_id";
RESET ROLE;

-- AlterTable
ALTER TABLE "recommendation" ALTER COLUMN "asked_at" SET NOT NULL;

-- CreateIndex
CREATE INDEX "recommendation_workspace_id_state_asked_at_idx" ON "recommendation"("workspace_id", "state", "asked_at");

-- CreateIndex
CREATE INDEX "recommendation_workspace_id_decided_at_idx" ON "recommendation"("workspace_id", "decided_at");

-- CreateIndex
CREATE INDEX "feedback_workspace_id_reporter_heard_at_idx" ON "feedback"("workspace_id", "reporter", "heard_at");

-- CreateIndex
CREATE INDEX "digest_workspace_id_window_end_idx" ON "digest"("workspace_id", "window_end");

-- CreateIndex
CREATE INDEX "person_workspace_id_home_at_idx" ON "person"("workspace_id", "home_at");
