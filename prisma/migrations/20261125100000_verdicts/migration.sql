-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "catalogue_version" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "account" ADD COLUMN     "tier" TEXT;

-- AlterTable
ALTER TABLE "offering" ADD COLUMN     "link" TEXT,
ADD COLUMN     "note" TEXT,
ADD COLUMN     "planned_wording" TEXT;

-- AlterTable
ALTER TABLE "feedback" ADD COLUMN     "verdict" TEXT,
ADD COLUMN     "verdict_by" TEXT,
ADD COLUMN     "verdict_nearest" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "verdict_offering_id" UUID,
ADD COLUMN     "verdict_sure" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "offering_vectors" (
    "workspace_id" TEXT NOT NULL,
    "offering_id" UUID NOT NULL,
    "embedder" TEXT NOT NULL,
    "texts" TEXT[],
    "vectors" BYTEA NOT NULL,

    CONSTRAINT "offering_vectors_pkey" PRIMARY KEY ("workspace_id","offering_id")
);

ALTER TABLE "offering_vectors" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "offering_vectors" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "offering_vectors" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "offering_vectors" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "offering_vectors" TO earshot_app, earshot_operator;
