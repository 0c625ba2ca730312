import type { Tables } from '../core/tables.js'
import type { Grouped } from '../core/themes/grouping.js'
import type { Near } from '../core/themes/score.js'
import type { GroupingPage } from '../core/themes/tables.js'
import { feedbackOf } from './feedback.js'
import { Prisma, type Feedback as Row } from './generated/client.js'
import type { Tx } from './tenant.js'

export function embeddingsTable(tx: Tx, workspaceId: string): Tables['embeddings'] {
  return {
    nearest: ({ id, kind, embedder, vector, limit, filed }) => {
      const { text, dimensions } = halves(vector)
      // In the index's own words, or the planner does not see that it serves.
      const distance =
        dimensions === SIZES.small
          ? Prisma.sql`e.vector::vector(512) <=> ${text}::vector(512)`
          : Prisma.sql`e.vector::vector(1536) <=> ${text}::vector(1536)`
      const themed = filed ? Prisma.sql`AND f.theme_id IS NOT NULL` : Prisma.empty
      return tx.$queryRaw<Near[]>`
        SELECT near.id, near."themeId", 1 - near.distance AS similarity, near.confirmed
        FROM (
          SELECT f.id::text, f.theme_id::text AS "themeId", f.placement = 'confirmed' AS confirmed, ${distance} AS distance
          FROM embedding AS e
          JOIN feedback AS f ON f.workspace_id = e.workspace_id AND f.id = e.feedback_id
          WHERE e.workspace_id = ${workspaceId} AND e.kind = ${kind} AND e.dimensions = ${Prisma.raw(`${dimensions}`)}
            AND e.embedder = ${embedder} AND e.feedback_id <> ${id}::uuid AND f.placement <> 'noise' ${themed}
          ORDER BY distance LIMIT ${limit}
        ) AS near
        ORDER BY near.distance`
    },
    keep: async ({ id, kind, embedder, vector, near }) => {
      const { text, dimensions } = halves(vector)
      const ids = near.map((other) => other.id)
      const similarities = near.map(({ similarity }) => similarity)
      await tx.$executeRaw`
        INSERT INTO embedding (workspace_id, feedback_id, kind, embedder, dimensions, vector, near, similarities)
        VALUES (${workspaceId}, ${id}::uuid, ${kind}, ${embedder}, ${dimensions}, ${text}::halfvec, ${ids}::uuid[],
                ${similarities}::real[])
        ON CONFLICT (workspace_id, feedback_id) DO UPDATE
        SET embedder = excluded.embedder, dimensions = excluded.dimensions, vector = excluded.vector,
            near = excluded.near, similarities = excluded.similarities`
    },
    countMissing: async (embedder) => {
      const [row] = await tx.$queryRaw<{ missing: number }[]>`
        SELECT count(*)::int AS missing FROM feedback AS f WHERE ${isMissing(workspaceId, embedder)}`
      return row?.missing ?? 0
    },
    missing: async (embedder, limit) => {
      const ids = await tx.$queryRaw<{ id: string }[]>`
        SELECT f.id::text FROM feedback AS f WHERE ${isMissing(workspaceId, embedder)}
        ORDER BY f.heard_at, f.id LIMIT ${limit}`
      const rows: Row[] = await tx.feedback.findMany({
        where: { workspaceId, id: { in: ids.map(({ id }) => id) } },
        orderBy: [{ heardAt: 'asc' }, { id: 'asc' }],
      })
      return rows.map(feedbackOf)
    },
    toGroup: (kind, embedder, after = null) => toGroup(tx, workspaceId, { kind, embedder, after }),
  }
}

/** As many as are held twice at once: as the database gives them, and as the graph takes them. */
const ROWS_AT_ONCE = 2000

async function toGroup(
  tx: Tx,
  workspaceId: string,
  of: { readonly kind: string; readonly embedder: string; readonly after: GroupingPage['next'] },
): Promise<GroupingPage> {
  const after = of.after
    ? Prisma.sql`AND (f.heard_at, f.id) > (${of.after.heardAt}::timestamptz, ${of.after.id}::uuid)`
    : Prisma.empty
  const rows = await tx.$queryRaw<(Grouped & { readonly heardAt: Date })[]>`
    SELECT f.id::text, f.theme_id::text AS "themeId", f.placement = 'confirmed' AS confirmed,
           coalesce(t.published_at > f.heard_at, false) AS published, f.label IS NOT NULL AS judged,
           e.near::text[] AS near, e.similarities, f.heard_at AS "heardAt"
    FROM feedback AS f
    JOIN embedding AS e ON e.workspace_id = f.workspace_id AND e.feedback_id = f.id AND e.embedder = ${of.embedder}
    LEFT JOIN theme AS t ON t.workspace_id = f.workspace_id AND t.id = f.theme_id
    WHERE f.workspace_id = ${workspaceId} AND f.kind = ${of.kind} AND f.placement IN ('suggested', 'filed', 'confirmed')
      ${after}
    ORDER BY f.heard_at, f.id LIMIT ${ROWS_AT_ONCE}`
  const last = rows.length === ROWS_AT_ONCE ? rows.at(-1) : undefined
  return {
    items: rows.map(({ id, themeId, confirmed, published, judged, near, similarities }) => {
      return { id, themeId, confirmed, published, judged, near, similarities }
    }),
    next: last ? { heardAt: last.heardAt, id: last.id } : null,
  }
}

/** What is pending gets its vector with its place. */
function isMissing(workspaceId: string, embedder: string): Prisma.Sql {
  return Prisma.sql`f.workspace_id = ${workspaceId} AND f.placement <> 'pending' AND NOT EXISTS (
    SELECT FROM embedding AS e
    WHERE e.workspace_id = f.workspace_id AND e.feedback_id = f.id AND e.embedder = ${embedder})`
}

/** A vector is filled with zeros up to one of these, which changes no cosine; each has an index. */
const SIZES = { small: 512, large: 1536 } as const

function halves(vector: Float32Array): { readonly text: string; readonly dimensions: number } {
  if (vector.length > SIZES.large)
    throw new RangeError(`a vector of ${vector.length} dimensions; the store takes ${SIZES.large}`)
  const dimensions = vector.length <= SIZES.small ? SIZES.small : SIZES.large
  const padded = new Float32Array(dimensions)
  padded.set(vector)
  // More digits than a half float has, and half of what a number is written with.
  return { text: `[${Array.from(padded, (value) => value.toFixed(6)).join(',')}]`, dimensions }
}
