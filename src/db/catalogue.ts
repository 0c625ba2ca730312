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

export function answersTable(tx: Tx, workspaceId: string): Tables['answers'] {
  return {
    saveAll: (answers) =>
      upsertAll(
        answers,
        (json) => tx.$queryRaw`
          INSERT INTO answer (workspace_id, id, external_id, theme_id, theme_title, text, owner, review_date, link)
          SELECT ${workspaceId}, id, "externalId", "themeId", "themeTitle", text, owner, "reviewDate", link
          FROM jsonb_to_recordset(${json}::jsonb) AS r (
            id uuid, "externalId" text, "themeId" uuid, "themeTitle" text, text text, owner text, "reviewDate" date,
            link text)
          ON CONFLICT (workspace_id, external_id) DO UPDATE SET theme_id = excluded.theme_id,
            theme_title = excluded.theme_title, text = excluded.text, owner = excluded.owner,
            review_date = excluded.review_date, link = excluded.link
          RETURNING xmax = 0 AS added`,
      ),
    themeIds: async () => {
      const rows = await tx.answer.findMany({
        where: { workspaceId, themeId: { not: null } },
        select: { themeId: true },
        distinct: ['themeId'],
      })
      return new Set(rows.flatMap((row) => row.themeId ?? []))
    },
  }
}
