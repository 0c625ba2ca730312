import type { Database } from './database.js'

const COMMITS_BETWEEN_LOOKS = 250

/**
 * Keeps what the planner knows of the embedded database, which has no autovacuum to do it: a table that has doubled since
 * its statistics were made gets new ones. Without any, each search for neighbours compares with everything.
 * Returns what is to be called after each commit.
 */
export function keepStatistics(database: Database): () => Promise<void> {
  if (database.kind === 'postgres') return async () => undefined
  let commits = 0
  return async () => {
    if (commits % COMMITS_BETWEEN_LOOKS === 0) await analyseDoubled(database)
    commits += 1
  }
}

async function analyseDoubled(database: Database): Promise<void> {
  const { rows } = await database.pool.query<{ name: string }>(`
    SELECT format('%I', relname) AS name FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 8 * 8192
      AND (pg_relation_size(oid) > 2 * 8192 * relpages OR NOT EXISTS (SELECT FROM pg_statistic WHERE starelid = oid))`)
  for (const { name } of rows) await database.pool.query(`ANALYZE ${name}`)
}
