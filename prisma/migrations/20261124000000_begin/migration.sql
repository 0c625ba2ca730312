-- pgvector: on Postgres the extension must be installed on the server, and this role allowed to create it.
CREATE EXTENSION IF NOT EXISTS vector;

-- CreateTable
CREATE TABLE "workspace" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "bot_user" TEXT,
    "digest_channel" TEXT,
    "schedule" TEXT NOT NULL DEFAULT '0 9 * * MON',
    "timezone" TEXT NOT NULL DEFAULT 'UTC',
    "approvers" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "configured" BOOLEAN NOT NULL DEFAULT false,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "installation" (
    "id" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "oauth_state" (
    "id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "oauth_state_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "is_admin" BOOLEAN NOT NULL DEFAULT false,
    "is_outsider" BOOLEAN NOT NULL DEFAULT false,
    "groups" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "checked_at" TIMESTAMPTZ(3),

    CONSTRAINT "person_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "account" (
    "workspace_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "external_id" TEXT,
    "name" TEXT NOT NULL,
    "domain" TEXT,
    "industry" TEXT,
    "size" TEXT,
    "region" TEXT,
    "owner" TEXT,

    CONSTRAINT "account_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "opportunity" (
    "workspace_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "amount" DECIMAL(18,2),
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "stage" TEXT,
    "close_date" DATE,
    "outcome" TEXT NOT NULL DEFAULT 'open',
    "owner" TEXT,

    CONSTRAINT "opportunity_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "offering" (
    "workspace_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tier" TEXT,
    "description" TEXT NOT NULL DEFAULT '',
    "synonyms" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "status" TEXT NOT NULL DEFAULT 'sold',

    CONSTRAINT "offering_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "answer" (
    "workspace_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "theme_id" UUID,
    "theme_title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "review_date" DATE NOT NULL,
    "link" TEXT,

    CONSTRAINT "answer_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "theme" (
    "workspace_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "theme_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "feedback" (
    "workspace_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "reporter" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "delivery_key" TEXT NOT NULL,
    "channel" TEXT,
    "area" TEXT,
    "account_id" UUID,
    "opportunity_id" UUID,
    "account_name" TEXT,
    "amount" DECIMAL(18,2),
    "heard_at" TIMESTAMPTZ(3) NOT NULL,
    "theme_id" UUID,
    "placement" TEXT NOT NULL DEFAULT 'pending',
    "embedder" TEXT,
    "embedding" vector(1536),

    CONSTRAINT "feedback_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "digest" (
    "workspace_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "window_end" TIMESTAMPTZ(3) NOT NULL,
    "facts" JSONB,
    "built_at" TIMESTAMPTZ(3),

    CONSTRAINT "digest_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "recommendation" (
    "workspace_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "digest_id" UUID NOT NULL,
    "theme_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "family" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "evidence" UUID[],
    "state" TEXT NOT NULL DEFAULT 'open',
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "snoozed_until" TIMESTAMPTZ(3),
    "edited" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "recommendation_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "audit" (
    "workspace_id" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "job" (
    "workspace_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "run_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'ready',
    "token" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "job_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "workspace_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "destination" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "run_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "token" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "channel" TEXT,
    "ts" TEXT,
    "error" TEXT,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "account_workspace_id_name_idx" ON "account"("workspace_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "account_workspace_id_external_id_key" ON "account"("workspace_id", "external_id");

-- CreateIndex
CREATE INDEX "opportunity_workspace_id_account_id_idx" ON "opportunity"("workspace_id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "opportunity_workspace_id_external_id_key" ON "opportunity"("workspace_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "offering_workspace_id_external_id_key" ON "offering"("workspace_id", "external_id");

-- CreateIndex
CREATE INDEX "answer_workspace_id_theme_id_idx" ON "answer"("workspace_id", "theme_id");

-- CreateIndex
CREATE UNIQUE INDEX "answer_workspace_id_external_id_key" ON "answer"("workspace_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "theme_workspace_id_kind_title_key" ON "theme"("workspace_id", "kind", "title");

-- CreateIndex
CREATE INDEX "feedback_workspace_id_heard_at_idx" ON "feedback"("workspace_id", "heard_at");

-- CreateIndex
CREATE INDEX "feedback_workspace_id_theme_id_heard_at_idx" ON "feedback"("workspace_id", "theme_id", "heard_at");

-- CreateIndex
CREATE INDEX "feedback_embedding_hnsw" ON "feedback" USING hnsw ("embedding" vector_cosine_ops);

-- CreateIndex
CREATE UNIQUE INDEX "feedback_workspace_id_delivery_key_key" ON "feedback"("workspace_id", "delivery_key");

-- CreateIndex
CREATE UNIQUE INDEX "digest_workspace_id_channel_window_end_key" ON "digest"("workspace_id", "channel", "window_end");

-- CreateIndex
CREATE INDEX "recommendation_workspace_id_theme_id_idx" ON "recommendation"("workspace_id", "theme_id");

-- CreateIndex
CREATE UNIQUE INDEX "recommendation_workspace_id_digest_id_position_key" ON "recommendation"("workspace_id", "digest_id", "position");

-- CreateIndex
CREATE INDEX "audit_workspace_id_subject_idx" ON "audit"("workspace_id", "subject");

-- CreateIndex
CREATE INDEX "job_state_run_at_idx" ON "job"("state", "run_at");

-- CreateIndex
CREATE UNIQUE INDEX "job_workspace_id_key_key" ON "job"("workspace_id", "key");

-- CreateIndex
CREATE INDEX "outbox_state_run_at_idx" ON "outbox"("state", "run_at");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_workspace_id_key_key" ON "outbox"("workspace_id", "key");

-- Two roles that no one logs in as. A tenant's transaction takes on earshot_app and names its workspace in app.tenant;
-- the operator's own queries (which workspaces are there, which jobs are due) take on earshot_operator.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'earshot_app') THEN
    CREATE ROLE earshot_app NOLOGIN NOBYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'earshot_operator') THEN
    CREATE ROLE earshot_operator NOLOGIN NOBYPASSRLS;
  END IF;
  EXECUTE format('GRANT earshot_app, earshot_operator TO %I', current_user);
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO earshot_app, earshot_operator', current_schema());
END $$;

-- The tenant's tables.
ALTER TABLE "person" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "person" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "person" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "person" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "person" TO earshot_app, earshot_operator;

ALTER TABLE "account" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "account" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "account" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "account" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "account" TO earshot_app, earshot_operator;

ALTER TABLE "opportunity" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "opportunity" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "opportunity" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "opportunity" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "opportunity" TO earshot_app, earshot_operator;

ALTER TABLE "offering" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "offering" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "offering" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "offering" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "offering" TO earshot_app, earshot_operator;

ALTER TABLE "answer" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "answer" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "answer" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "answer" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "answer" TO earshot_app, earshot_operator;

ALTER TABLE "theme" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "theme" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "theme" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "theme" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "theme" TO earshot_app, earshot_operator;

ALTER TABLE "feedback" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "feedback" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "feedback" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "feedback" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "feedback" TO earshot_app, earshot_operator;

ALTER TABLE "digest" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "digest" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "digest" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "digest" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "digest" TO earshot_app, earshot_operator;

ALTER TABLE "recommendation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "recommendation" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "recommendation" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "recommendation" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "recommendation" TO earshot_app, earshot_operator;

ALTER TABLE "audit" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "audit" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "audit" TO earshot_operator USING (true) WITH CHECK (true);
-- What was done is never edited.
GRANT SELECT, INSERT ON "audit" TO earshot_app, earshot_operator;
GRANT USAGE ON SEQUENCE "audit_id_seq" TO earshot_app, earshot_operator;

ALTER TABLE "job" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "job" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "job" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "job" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "job" TO earshot_app, earshot_operator;

ALTER TABLE "outbox" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "outbox" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "outbox" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "outbox" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "outbox" TO earshot_app, earshot_operator;

-- A workspace sees its own row.
ALTER TABLE "workspace" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "workspace" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "workspace" TO earshot_app USING ("id" = current_setting('app.tenant', true)) WITH CHECK ("id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "workspace" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE ON "workspace" TO earshot_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "workspace" TO earshot_operator;

-- Tokens and OAuth states: the operator's alone.
ALTER TABLE "installation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "installation" FORCE ROW LEVEL SECURITY;
CREATE POLICY operator ON "installation" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "installation" TO earshot_operator;
ALTER TABLE "oauth_state" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "oauth_state" FORCE ROW LEVEL SECURITY;
CREATE POLICY operator ON "oauth_state" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "oauth_state" TO earshot_operator;
