-- CreateTable
CREATE TABLE "past_window" (
    "workspace_id" TEXT NOT NULL,
    "end_at" TIMESTAMPTZ(3) NOT NULL,
    "start_at" TIMESTAMPTZ(3) NOT NULL,
    "notes" INTEGER NOT NULL,
    "reps" INTEGER NOT NULL,
    "accounts" INTEGER NOT NULL,
    "opportunities" INTEGER NOT NULL,
    "counted" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "past_window_pkey" PRIMARY KEY ("workspace_id","end_at","start_at")
);

-- CreateTable
CREATE TABLE "theme_window" (
    "workspace_id" TEXT NOT NULL,
    "end_at" TIMESTAMPTZ(3) NOT NULL,
    "start_at" TIMESTAMPTZ(3) NOT NULL,
    "theme_id" UUID NOT NULL,
    "notes" INTEGER NOT NULL,

    CONSTRAINT "theme_window_pkey" PRIMARY KEY ("workspace_id","end_at","start_at","theme_id")
);

ALTER TABLE "past_window" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "past_window" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "past_window" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "past_window" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "past_window" TO earshot_app, earshot_operator;

ALTER TABLE "theme_window" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "theme_window" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "theme_window" TO earshot_app USING ("workspace_id" = current_setting('app.tenant', true)) WITH CHECK ("workspace_id" = current_setting('app.tenant', true));
CREATE POLICY operator ON "theme_window" TO earshot_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "theme_window" TO earshot_app, earshot_operator;

-- Which accounts raised a theme is read from the index alone; and whether an account raised anything in a time.
DROP INDEX "feedback_workspace_id_theme_id_heard_at_idx";
CREATE INDEX "feedback_workspace_id_theme_id_heard_at_account_id_idx" ON "feedback"("workspace_id", "theme_id", "heard_at", "account_id");
CREATE INDEX "feedback_account" ON "feedback" ("workspace_id", "account_id", "heard_at") WHERE "account_id" IS NOT NULL;

-- Keeps the sums of past windows exact, whatever changes in feedback: how often each theme was heard by adding and taking
-- away; who was there (reps, accounts, opportunities: no sums) by marking it to be counted anew. Notes of a window that
-- nobody has summed cost one look at an index. The shared lock: nobody sums a window while feedback is being changed (see
-- src/db/history.ts).
CREATE TYPE "past_change" AS (
    "workspace_id" TEXT,
    "end_at" TIMESTAMPTZ(3),
    "start_at" TIMESTAMPTZ(3),
    "theme_id" UUID,
    "who" TEXT,
    "notes" INTEGER
);
CREATE FUNCTION "sum_past_windows"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changes past_change[];
  earliest timestamptz;
  least_of text;
  most_of text;
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM pg_advisory_xact_lock_shared(20261126, hashtext(workspace_id)) FROM (SELECT DISTINCT workspace_id FROM went) AS w;
    SELECT array_agg(ROW(p.workspace_id, p.end_at, p.start_at, f.theme_id, '', -1)::past_change) INTO changes
    FROM went AS f JOIN past_window AS p ON p.workspace_id = f.workspace_id AND p.end_at > f.heard_at AND p.start_at <= f.heard_at;
  ELSIF TG_OP = 'INSERT' THEN
    -- What is acknowledged comes here, many rows of one workspace at a time: they are walked through once.
    SELECT min(heard_at), min(workspace_id), max(workspace_id) INTO earliest, least_of, most_of FROM came;
    IF least_of = most_of THEN
      PERFORM pg_advisory_xact_lock_shared(20261126, hashtext(least_of));
      PERFORM FROM past_window WHERE workspace_id = least_of AND end_at > earliest LIMIT 1;
      IF NOT FOUND THEN RETURN NULL; END IF;
    END IF;
    PERFORM pg_advisory_xact_lock_shared(20261126, hashtext(workspace_id)) FROM (SELECT DISTINCT workspace_id FROM came) AS w;
    SELECT array_agg(ROW(p.workspace_id, p.end_at, p.start_at, f.theme_id, '', 1)::past_change) INTO changes
    FROM came AS f JOIN past_window AS p ON p.workspace_id = f.workspace_id AND p.end_at > f.heard_at AND p.start_at <= f.heard_at;
  ELSE
    PERFORM pg_advisory_xact_lock_shared(20261126, hashtext(workspace_id)) FROM (
      SELECT workspace_id FROM went UNION SELECT workspace_id FROM came) AS w;
    SELECT array_agg(ROW(p.workspace_id, p.end_at, p.start_at, f.theme_id, f.who, f.notes)::past_change) INTO changes
    FROM (
      SELECT workspace_id, heard_at, theme_id, -1 AS notes,
             concat_ws(' ', reporter, opportunity_id, '/', coalesce(account_id::text, lower(account_name))) AS who FROM went
      UNION ALL
      SELECT workspace_id, heard_at, theme_id, 1,
             concat_ws(' ', reporter, opportunity_id, '/', coalesce(account_id::text, lower(account_name))) FROM came
    ) AS f JOIN past_window AS p ON p.workspace_id = f.workspace_id AND p.end_at > f.heard_at AND p.start_at <= f.heard_at;
  END IF;
  IF changes IS NULL THEN RETURN NULL; END IF;
  UPDATE past_window AS p SET counted = false
  FROM (
    SELECT DISTINCT workspace_id, end_at, start_at FROM (
      SELECT workspace_id, end_at, start_at FROM unnest(changes) GROUP BY workspace_id, end_at, start_at, who HAVING sum(notes) <> 0
    ) AS other
  ) AS c
  WHERE p.workspace_id = c.workspace_id AND p.end_at = c.end_at AND p.start_at = c.start_at AND p.counted;
  INSERT INTO theme_window AS t (workspace_id, end_at, start_at, theme_id, notes)
  SELECT workspace_id, end_at, start_at, theme_id, sum(notes) FROM unnest(changes)
  WHERE theme_id IS NOT NULL
  GROUP BY workspace_id, end_at, start_at, theme_id HAVING sum(notes) <> 0
  -- Two at once meet the rows in one order.
  ORDER BY workspace_id, end_at, start_at, theme_id
  ON CONFLICT (workspace_id, end_at, start_at, theme_id) DO UPDATE SET notes = t.notes + excluded.notes;
  RETURN NULL;
END $$;
CREATE TRIGGER "feedback_came" AFTER INSERT ON "feedback" REFERENCING NEW TABLE AS came
  FOR EACH STATEMENT EXECUTE FUNCTION "sum_past_windows"();
CREATE TRIGGER "feedback_changed" AFTER UPDATE ON "feedback" REFERENCING OLD TABLE AS went NEW TABLE AS came
  FOR EACH STATEMENT EXECUTE FUNCTION "sum_past_windows"();
CREATE TRIGGER "feedback_went" AFTER DELETE ON "feedback" REFERENCING OLD TABLE AS went
  FOR EACH STATEMENT EXECUTE FUNCTION "sum_past_windows"();
