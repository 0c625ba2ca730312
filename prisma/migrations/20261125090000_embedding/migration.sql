-- A table of their own: feedback changes its theme and its placement, and each new version of a row would go into the
-- vectors' index again. The row is kept small enough to be read without a detour.
CREATE TABLE "embedding" (
    "workspace_id" TEXT NOT NULL,
    "feedback_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "embedder" TEXT NOT NULL,
    "dimensions" SMALLINT NOT NULL,
    "vector" halfvec NOT NULL,
    "near" UUID[],
    "similarities" REAL[],

    CONSTRAINT "embedding_pkey" PRIMARY KEY ("workspace_id","feedback_id")
);
ALTER TABLE "embedding" ALTER COLUMN "vector" SET STORAGE EXTERNAL;
-- Nothing is planned by what vectors and lists hold: they need no sample.
ALTER TABLE "embedding" ALTER COLUMN "vector" SET STATISTICS 0, ALTER COLUMN "near" SET STATISTICS 0, ALTER COLUMN "similarities" SET STATISTICS 0;
INSERT INTO "embedding"
SELECT f."workspace_id", f."id", f."kind", f."embedder", f."dimensions", f."embedding",
       coalesce(n."ids", ARRAY[]::UUID[]), coalesce(n."similarities", ARRAY[]::REAL[])
FROM "feedback" AS f
LEFT JOIN "neighbours" AS n ON n."workspace_id" = f."workspace_id" AND n."feedback_id" = f."id" AND n."embedder" = f."embedder"
WHERE f."embedding" IS NOT NULL AND f."dimensions" IS NOT NULL AND f."embedder" IS NOT NULL;

-- Single floats in the index: without the processor's help with half floats, one insertion takes five times as long.
CREATE INDEX "embedding_512" ON "embedding" USING hnsw (("vector"::vector(512)) vector_cosine_ops) WITH (ef_construction = 40) WHERE "dimensions" = 512;
CREATE INDEX "embedding_1536" ON "embedding" USING hnsw (("vector"::vector(1536)) vector_cosine_ops) WITH (ef_construction = 40) WHERE "dimensions" = 1536;

DROP TABLE "neighbours";
ALTER TABLE "feedback" DROP COLUMN "embedding", DROP COLUMN "dimensions", DROP COLUMN "embedder";
ALTER TABLE "feedback" RESET (toast_tuple_target);

ALTER TABLE "embedding" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "embedding" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "embedding" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "embedding" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "embedding" TO earshot_app, earshot_operator;
