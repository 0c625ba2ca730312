import type pg from 'pg'

/** When the last window of the history begins and ends. */
export const LAST = {
  start: new Date('2026-03-02T09:00:00Z'),
  end: new Date('2026-03-09T09:00:00Z'),
} as const
export const IN_LAST = 400
const ACCOUNTS = 2000
const OPPORTUNITIES = 3000
const THEMES = 200
const WEEKS = 104
const AT_ONCE = 100_000

/**
 * Two years of `count` notes of a company with 2,000 accounts, 3,000 opportunities, 200 themes and 104 earlier digests; the
 * last window is the same however many there are before it. Written with SQL, by the database itself.
 */
export async function addYears(client: pg.Client, workspaceId: string, count: number): Promise<void> {
  await client.query('SELECT setseed(0.5)')
  for (const statement of COMPANY) await client.query(statement, [workspaceId])
  await client.query(NOTES, [workspaceId, IN_LAST, LAST.start, 7])
  for (let added = IN_LAST; added < count; added += AT_ONCE) {
    const start = new Date(LAST.start.getTime() - WEEKS * 7 * 24 * 3600 * 1000)
    await client.query(NOTES, [workspaceId, Math.min(AT_ONCE, count - added), start, WEEKS * 7])
  }
  await client.query('VACUUM ANALYZE')
}

const COMPANY = [
  `INSERT INTO account (workspace_id, id, external_id, name, industry, size, region, owner, name_key)
   SELECT $1, lpad(to_hex(i), 32, '0')::uuid, 'A' || i, 'Account ' || i,
          (ARRAY['Software', 'Healthcare', 'Retail', 'Banking', 'Energy', 'Logistics', 'Education', 'Media'])[i % 8 + 1],
          (ARRAY['small', 'mid-market', 'enterprise'])[i % 3 + 1],
          (ARRAY['North America', 'EMEA', 'APAC', 'LATAM'])[i % 4 + 1], 'U0OWNER', 'account ' || i
   FROM generate_series(1, ${ACCOUNTS}) AS i`,
  `INSERT INTO opportunity (workspace_id, id, external_id, account_id, name, amount, close_date, outcome, outcome_seen)
   SELECT $1, ('1' || lpad(to_hex(i), 31, '0'))::uuid, 'O' || i, lpad(to_hex(i % ${ACCOUNTS} + 1), 32, '0')::uuid, 'Deal ' || i,
          1000 + i * 7, date '2024-03-09' + (i * 790 / ${OPPORTUNITIES}), o, o
   FROM generate_series(1, ${OPPORTUNITIES}) AS i
   CROSS JOIN LATERAL (SELECT CASE WHEN i * 790 / ${OPPORTUNITIES} > 730 THEN 'open' WHEN i % 5 < 2 THEN 'won' ELSE 'lost' END) AS s (o)`,
  `INSERT INTO theme (workspace_id, id, kind, title, area, created_at)
   SELECT $1, ('2' || lpad(to_hex(i), 31, '0'))::uuid, CASE WHEN i % 5 < 3 THEN 'objection' ELSE 'request' END,
          'Theme ' || i || ' about ' || (ARRAY['price', 'security', 'integrations', 'budget', 'contracts'])[i % 5 + 1],
          'price', timestamptz '2024-03-01'
   FROM generate_series(0, ${THEMES - 1}) AS i`,
  `INSERT INTO answer (workspace_id, id, external_id, text, owner, review_date)
   SELECT $1, ('3' || lpad(to_hex(i), 31, '0'))::uuid, 'N' || i, 'Say ' || i, 'U0OWNER', date '2026-06-01' FROM generate_series(0, 29) AS i`,
  `INSERT INTO answer_theme (workspace_id, answer_id, theme_title, theme_id)
   SELECT $1, ('3' || lpad(to_hex(i), 31, '0'))::uuid, 'Theme ' || i * 5, ('2' || lpad(to_hex(i * 5), 31, '0'))::uuid FROM generate_series(0, 29) AS i`,
  `INSERT INTO digest (workspace_id, id, channel, window_start, window_end)
   SELECT $1, ('4' || lpad(to_hex(i), 31, '0'))::uuid, 'C0MARKETING', timestamptz '2026-03-02 09:00Z' - (i + 1) * interval '7 days',
          timestamptz '2026-03-02 09:00Z' - i * interval '7 days'
   FROM generate_series(0, ${WEEKS - 1}) AS i`,
  `INSERT INTO recommendation (workspace_id, id, digest_id, theme_id, position, family, type, title, body, evidence, state, decided_by, decided_at, asked_at)
   SELECT $1, ('5' || lpad(to_hex(i), 31, '0'))::uuid, ('4' || lpad(to_hex(i / 3), 31, '0'))::uuid, ('2' || lpad(to_hex(i * 7 % ${THEMES}), 31, '0'))::uuid,
          i % 3 + 1, 'program', 'battlecard', 'Title', 'Body', array_fill(('6' || lpad(to_hex(i), 31, '0'))::uuid, ARRAY[40]),
          'rejected', 'U0OWNER', timestamptz '2026-03-02 09:00Z' - i * interval '2 days',
          timestamptz '2026-03-02 09:00Z' - i * interval '2 days'
   FROM generate_series(0, ${WEEKS * 3 - 1}) AS i`,
] as const

/** $2 notes, spread over $4 days from $3 on; ids in the order of their time, as the program makes them. */
const NOTES = `
  INSERT INTO feedback (workspace_id, id, kind, text, reporter, source, delivery_key, account_id, opportunity_id, amount,
                        currency, heard_at, theme_id, placement, verdict, verdict_by, verdict_sure)
  SELECT $1, id, kind, 'They said that it is not what they need for now, and that is ' || i, 'U' || floor(random() * 120), 'command',
         id::text, account_id,
         CASE WHEN random() < 0.5 THEN ('1' || lpad(to_hex(a - 1 + CASE WHEN random() < 0.3 AND a < 1000 THEN ${ACCOUNTS} ELSE 0 END), 31, '0'))::uuid END,
         CASE WHEN random() < 0.1 THEN 5000 END, CASE WHEN random() < 0.05 THEN 'EUR' END, heard_at, theme_id, 'filed',
         CASE WHEN kind = 'request' THEN CASE WHEN random() < 0.3 THEN 'not_offered' ELSE 'we_sell_this' END END,
         CASE WHEN kind = 'request' THEN 'person' END, kind = 'request' AND random() < 0.5
  FROM (
    SELECT i, a, h AS heard_at, ('2' || lpad(to_hex(t), 31, '0'))::uuid AS theme_id, lpad(to_hex(a), 32, '0')::uuid AS account_id,
           CASE WHEN t % 5 < 3 THEN 'objection' ELSE 'request' END AS kind,
           (lpad(to_hex((extract(epoch FROM h) * 1000)::bigint), 12, '0') || substr(md5(random()::text), 1, 20))::uuid AS id
    FROM (
      SELECT i, floor(random() * random() * ${THEMES})::int AS t, 2 + floor(random() * ${ACCOUNTS - 2})::int AS a,
             $3::timestamptz + random() * $4::int * interval '1 day' AS h
      FROM generate_series(1, $2::int) AS i
    ) AS drawn
  ) AS made`
