import type { Tables } from '../core/tables.js'
import type { Tx } from './tenant.js'
import { upsertAll } from './upsert.js'

export function catalogueTable(tx: Tx, workspaceId: string): Tables['catalogue'] {
  return {
    saveAll: (offerings) =>
      upsertAll(
        offerings,
        (json) => tx.$queryRaw`
          INSERT INTO offering (workspace_id, id, external_id, name, tier, description, synonyms, status)
          SELECT ${workspaceId}, id, "externalId", name, tier, description,
                 ARRAY(SELECT jsonb_array_elements_text(synonyms)), status
          FROM jsonb_to_recordset(${json}::jsonb) AS r (
            id uuid, "externalId" text, name text, tier text, description text, synonyms jsonb, status text)
          ON CONFLICT (workspace_id, external_id) DO UPDATE SET name = excluded.name, tier = excluded.tier,
            description = excluded.description, synonyms = excluded.synonyms, status = excluded.status
          RETURNING xmax = 0 AS added`,
      ),
    names: async () => {
      const rows = await tx.offering.findMany({
        where: { workspaceId },
        select: { name: true, synonyms: true },
      })
      return rows.flatMap(({ name, synonyms }) => [name, ...synonyms])
    },
  }
}
