import { createClock } from '../src/clock.js'
import type { Database } from '../src/db/database.js'
import type { Embedder } from '../src/core/ports.js'

// A workspace with a past: notes made from a grammar, some of their vectors computed, the rest made like them, since a
// hundred thousand take a quarter of an hour to compute. Written to the database directly; what is measured is not.

const PRODUCTS = ['the mobile app', 'single sign-on', 'reporting', 'the API', 'onboarding', 'invoicing', 'the dashboard', 'permissions', 'search', 'notifications', 'data export', 'the calendar', 'support', 'the contract', 'integrations', 'the audit log', 'backups', 'the editor', 'forecasting', 'translations'] // prettier-ignore
const COMPLAINTS = ['is too slow', 'costs more than they have', 'is missing for their team', 'does not meet their policy', 'is better at a rival', 'confuses new people', 'breaks every week', 'needs a consultant', 'has no on-premise version', 'fails on large files', 'is not certified', 'takes months to roll out', 'lacks a trial', 'locks them in'] // prettier-ignore
const DETAILS = ['said their head of IT', 'which blocks the rollout', 'and legal will not sign', 'they told me on the call', 'since last quarter', 'for the branch in Lyon', 'in front of the board', 'twice this month', 'so they wait for next year', 'and finance agrees'] // prettier-ignore
const COMPUTED = 2800
const NEAR = 24

/** One of 2,800 notes. */
export function noteOf(index: number): string {
  const product = PRODUCTS[index % PRODUCTS.length] ?? ''
  const complaint = COMPLAINTS[Math.floor(index / PRODUCTS.length) % COMPLAINTS.length] ?? ''
  const detail = DETAILS[Math.floor(index / PRODUCTS.length / COMPLAINTS.length) % DETAILS.length] ?? ''
  return `${product} ${complaint}, ${detail}`
}

const THEMES = PRODUCTS.length * COMPLAINTS.length
const INDEX = 'embedding_512'

/** Adds `count` filed objections, in the themes that the grammar gives. `memory`: for making the vectors' index anew. */
export async function addHistory(
  database: Database,
  embedder: Embedder,
  of: { readonly workspaceId: string; readonly count: number; readonly memory: string },
): Promise<void> {
  const clock = createClock()
  const { pool } = database
  const vectors = await embedder.embed(Array.from({ length: COMPUTED }, (_, index) => noteOf(index)))
  const themes = Array.from({ length: THEMES }, (_, theme) => ({ id: clock.newId(), title: `${noteOf(theme)} (${theme})` })) // prettier-ignore
  await pool.query(
    `INSERT INTO theme (workspace_id, id, kind, title, created_at, area)
     SELECT $1, id, 'objection', title, now(), 'price' FROM jsonb_to_recordset($2::jsonb) AS m (id uuid, title text)`,
    [of.workspaceId, JSON.stringify(themes)],
  )
  const { rows: made } = await pool.query<{ index: string }>(
    `SELECT indexdef AS index FROM pg_indexes WHERE indexname = '${INDEX}'`,
  )
  await pool.query(`DROP INDEX ${INDEX}`)
  const latest: string[][] = themes.map(() => [])
  for (let start = 0; start < of.count; start += 500) {
    const rows = Array.from({ length: Math.min(500, of.count - start) }, (_, offset) => {
      const index = start + offset
      const id = clock.newId()
      const of = index % THEMES
      const near = latest[of] ?? []
      latest[of] = [id, ...near].slice(0, NEAR)
      const vector = likeOf(vectors[index % COMPUTED] ?? new Float32Array(), index < COMPUTED ? 0 : 0.3)
      return {
        id,
        theme: themes[of]?.id,
        said: `${noteOf(index)} ${index}`,
        near: `{${near.join()}}`,
        similarities: `{${near.map((_, place) => 0.9 - place / 100).join()}}`,
        vector: `[${Array.from(vector, (value) => value.toFixed(5)).join()}]`,
      }
    })
    await pool.query(ADD, [of.workspaceId, embedder.id, JSON.stringify(rows)])
  }
  await pool.query(`SET maintenance_work_mem = '${of.memory}'`)
  for (const { index } of made) await pool.query(index)
  await pool.query('RESET maintenance_work_mem')
}

const ADD = `
  WITH m AS (
    SELECT * FROM jsonb_to_recordset($3::jsonb)
      AS m (id uuid, theme uuid, said text, near uuid[], similarities real[], vector text)
  ), kept AS (
    INSERT INTO feedback (workspace_id, id, kind, text, reporter, source, delivery_key, heard_at, theme_id, placement)
    SELECT $1, id, 'objection', said, 'U0REP', 'command', id::text, now(), theme, 'filed' FROM m
  )
  INSERT INTO embedding (workspace_id, feedback_id, kind, embedder, dimensions, vector, near, similarities)
  SELECT $1, id, 'objection', $2, 512, vector::halfvec, near, similarities FROM m`

/** A vector of unit length near another: `spread` is the length of what is added. */
function likeOf(vector: Float32Array, spread: number): Float32Array {
  if (spread === 0) return vector
  const moved = vector.map((value) => value + ((Math.random() + Math.random() - 1) * spread * 2.45) / Math.sqrt(vector.length)) // prettier-ignore
  const length = Math.hypot(...moved)
  return moved.map((value) => value / length)
}
