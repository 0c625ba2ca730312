import { createClock } from '../src/clock.js'
import type { Database } from '../src/db/database.js'
import type { Embedder } from '../src/core/ports.js'

// A workspace with a past: notes made from a grammar, some of their vectors computed, the rest made like them, since a
// hundred thousand take a quarter of an hour to compute. Written to the database directly; what is measured is not.

const PRODUCTS = ['the mobile app', 'single sign-on', 'reporting', 'the API', 'onboarding', 'invoicing', 'the dashboard', 'permissions', 'search', 'notifications', 'data export', 'the calendar', 'support', 'the contract', 'integrations', 'the audit log', 'backups', 'the editor', 'forecasting', 'translations'] // prettier-ignore
const COMPLAINTS = ['is too slow', 'costs more than they have', 'is missing for their team', 'does not meet their policy', 'is better at a rival', 'confuses new people', 'breaks every week', 'needs a consultant', 'has no on-premise version', 'fails on large files', 'is not certified', 'takes months to roll out', 'lacks a trial', 'locks them in'] // prettier-ignore
const DETAILS = ['said their head of IT', 'which blocks the rollout', 'and legal will not sign', 'they told me on the call', 'since last quarter', 'for the branch in Lyon', 'in front of the board', 'twice this month', 'so they wait for next year', 'and finance agrees'] // prettier-ignore
const AUDIENCES = ['hospitals', 'schools', 'banks', 'retailers', 'insurers', 'carriers', 'builders', 'airlines', 'cities', 'law firms', 'agencies', 'utilities', 'hotels', 'labs', 'farms', 'museums', 'brokers', 'clinics'] // prettier-ignore
const COMPUTED = 2800
const NEAR = 24

/** One of 2,800 notes. */
export function noteOf(index: number): string {
  const product = PRODUCTS[index % PRODUCTS.length] ?? ''
  const complaint = COMPLAINTS[Math.floor(index / PRODUCTS.length) % COMPLAINTS.length] ?? ''
  const detail = DETAILS[Math.floor(index / PRODUCTS.length / COMPLAINTS.length) % DETAILS.length] ?? ''
  return `${product} ${complaint}, ${detail}`
}

/** The same, said for one of many: one of 5,040 that differ in product, complaint and audience. */
export function audienceNote(index: number): string {
  const audience = AUDIENCES[Math.floor(index / THEMES) % AUDIENCES.length] ?? ''
  return `${noteOf(index)}, for ${audience}`
}

const THEMES = PRODUCTS.length * COMPLAINTS.length
const INDEX = 'embedding_512'

export type History = {
  readonly workspaceId: string
  readonly count: number
  /** For making the vectors' index anew. */
  readonly memory: string
  /** Of which so many; by default those of the grammar without audiences. */
  readonly themes?: number
  /** Every second theme is one of requests. */
  readonly hasRequests?: boolean
}

/** Adds so much that is filed, in the themes that the grammar gives. */
export async function addHistory(database: Database, embedder: Embedder, of: History): Promise<void> {
  const clock = createClock()
  const { pool } = database
  const { themes: size = THEMES, hasRequests = false } = of
  const says = size > THEMES ? audienceNote : noteOf
  const computed = Math.max(COMPUTED, size)
  const vectors = await embedder.embed(Array.from({ length: computed }, (_, index) => says(index)))
  const themes = Array.from({ length: size }, (_, theme) => ({
    id: clock.newId(),
    title: `${says(theme)} (${theme})`,
    kind: hasRequests && theme % 2 === 1 ? 'request' : 'objection',
  }))
  await pool.query(
    `INSERT INTO theme (workspace_id, id, kind, title, created_at, area)
     SELECT $1, id, kind, title, now(), 'price' FROM jsonb_to_recordset($2::jsonb) AS m (id uuid, title text, kind text)`,
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
      const place = index % size
      const near = latest[place] ?? []
      latest[place] = [id, ...near].slice(0, NEAR)
      const vector = likeOf(vectors[index % computed] ?? new Float32Array(), index < computed ? 0 : 0.3)
      return {
        id,
        theme: themes[place]?.id,
        kind: themes[place]?.kind,
        said: `${says(index)} ${index}`,
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
      AS m (id uuid, theme uuid, kind text, said text, near uuid[], similarities real[], vector text)
  ), kept AS (
    INSERT INTO feedback (workspace_id, id, kind, text, reporter, source, delivery_key, heard_at, theme_id, placement)
    SELECT $1, id, kind, said, 'U0REP', 'command', id::text, now(), theme, 'filed' FROM m
  )
  INSERT INTO embedding (workspace_id, feedback_id, kind, embedder, dimensions, vector, near, similarities)
  SELECT $1, id, kind, $2, 512, vector::halfvec, near, similarities FROM m`

/** A vector of unit length near another: `spread` is the length of what is added. */
function likeOf(vector: Float32Array, spread: number): Float32Array {
  if (spread === 0) return vector
  const moved = vector.map((value) => value + ((Math.random() + Math.random() - 1) * spread * 2.45) / Math.sqrt(vector.length)) // prettier-ignore
  const length = Math.hypot(...moved)
  return moved.map((value) => value / length)
}
