-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "regrouped_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "theme" ADD COLUMN     "area" TEXT,
ADD COLUMN     "merged_into" UUID,
ADD COLUMN     "titled_by" TEXT NOT NULL DEFAULT 'earshot';

-- Half floats in the size of their embedder, each size with an index of its own: an index entry of 1 KB, not of 6.
-- AlterTable
DROP INDEX "feedback_embedding_hnsw";
ALTER TABLE "feedback" ALTER COLUMN "embedding" TYPE halfvec USING "embedding"::halfvec(1536),
ADD COLUMN     "competitors" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "dimensions" SMALLINT,
ADD COLUMN     "label" TEXT,
ADD COLUMN     "offerings" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "people" TEXT[] DEFAULT ARRAY[]::TEXT[];
UPDATE "feedback" SET "dimensions" = 1536 WHERE "embedding" IS NOT NULL;
-- Out of the row, which counts and quotes read without it; as it is, since it does not compress.
ALTER TABLE "feedback" ALTER COLUMN "embedding" SET STORAGE EXTERNAL;
ALTER TABLE "feedback" SET (toast_tuple_target = 512);
CREATE INDEX "feedback_embedding_512" ON "feedback" USING hnsw (("embedding"::halfvec(512)) halfvec_cosine_ops) WHERE "dimensions" = 512;
CREATE INDEX "feedback_embedding_1536" ON "feedback" USING hnsw (("embedding"::halfvec(1536)) halfvec_cosine_ops) WHERE "dimensions" = 1536;

-- CreateTable
CREATE TABLE "neighbours" (
    "workspace_id" TEXT NOT NULL,
    "feedback_id" UUID NOT NULL,
    "embedder" TEXT NOT NULL,
    "ids" UUID[],
    "similarities" REAL[],

    CONSTRAINT "neighbours_pkey" PRIMARY KEY ("workspace_id","feedback_id")
);

-- CreateTable
CREATE TABLE "correction" (
    "workspace_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "theme_id" UUID,
    "actor" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "detail" JSONB NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "undone_by" TEXT,

    CONSTRAINT "correction_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "proposal" (
    "workspace_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "theme_id" UUID NOT NULL,
    "other_id" UUID,
    "feedback" UUID[],
    "title" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open',
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "model_use" (
    "workspace_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "calls" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "model_use_pkey" PRIMARY KEY ("workspace_id","day")
);

-- CreateIndex
CREATE INDEX "feedback_workspace_id_placement_idx" ON "feedback"("workspace_id", "placement");

-- CreateIndex
CREATE INDEX "correction_workspace_id_theme_id_idx" ON "correction"("workspace_id", "theme_id");

-- CreateIndex
CREATE INDEX "proposal_workspace_id_state_idx" ON "proposal"("workspace_id", "state");

-- Two themes whose titles differ in their case alone are one to a reader.
CREATE UNIQUE INDEX "theme_title_any_case" ON "theme" ("workspace_id", "kind", lower("title"));

ALTER TABLE "neighbours" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "neighbours" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "neighbours" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "neighbours" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "neighbours" TO earshot_app, earshot_operator;

ALTER TABLE "correction" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "correction" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "correction" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "correction" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "correction" TO earshot_app, earshot_operator;

ALTER TABLE "proposal" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "proposal" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "proposal" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "proposal" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "proposal" TO earshot_app, earshot_operator;

ALTER TABLE "model_use" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "model_use" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "model_use" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "model_use" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "model_use" TO earshot_app, earshot_operator;
