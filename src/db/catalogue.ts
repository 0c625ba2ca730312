import { z } from 'zod'
import type { Offering } from '../core/catalogue/offering.js'
import type { Tables } from '../core/tables.js'
import type { Offering as Row } from './generated/client.js'
import type { Tx } from './tenant.js'
import { upsertAll } from './upsert.js'

export function catalogueTable(tx: Tx, workspaceId: string): Tables['catalogue'] {
  return {
    saveAll: async (offerings) => {
      await tx.workspace.update({ where: { id: workspaceId }, data: { catalogueVersion: { increment: 1 } } })
      return upsertAll(
        offerings,
        (json) => tx.$queryRaw`
          INSERT INTO offering (workspace_id, id, external_id, name, tier, description, synonyms, status, note, link,
                                planned_wording)
          SELECT ${workspaceId}, id, "externalId", name, tier, description,
                 ARRAY(SELECT jsonb_array_elements_text(synonyms)), status, note, link, "plannedWording"
          FROM jsonb_to_recordset(${json}::jsonb) AS r (
            id uuid, "externalId" text, name text, tier text, description text, synonyms jsonb, status text, note text,
            link text, "plannedWording" text)
          ON CONFLICT (workspace_id, external_id) DO UPDATE SET name = excluded.name, tier = excluded.tier,
            description = excluded.description, synonyms = excluded.synonyms, status = excluded.status,
            note = excluded.note, link = excluded.link, planned_wording = excluded.planned_wording
          RETURNING xmax = 0 AS added`,
      )
    },
    names: async () => {
      const rows = await tx.offering.findMany({
        where: { workspaceId },
        select: { name: true, synonyms: true },
      })
      return rows.flatMap(({ name, synonyms }) => [name, ...synonyms])
    },
    find: async (id) => {
      const row = await tx.offering.findUnique({ where: { workspaceId_id: { workspaceId, id } } })
      return row && offeringOf(row)
    },
    all: async () =>
      (await tx.offering.findMany({ where: { workspaceId }, orderBy: { externalId: 'asc' } })).map(
        offeringOf,
      ),
    version: async () =>
      (
        await tx.workspace.findUniqueOrThrow({
          where: { id: workspaceId },
          select: { catalogueVersion: true },
        })
      ).catalogueVersion,
    vectors: async (embedder) =>
      (await tx.offeringVectors.findMany({ where: { workspaceId, embedder } })).map(
        ({ offeringId, texts, vectors }) => ({
          offeringId,
          texts,
          vectors: vectorsIn(vectors, texts.length),
        }),
      ),
    setVectors: async (embedder, all) => {
      for (const { offeringId, texts, vectors } of all) {
        const bytes = bytesOf(vectors)
        await tx.$executeRaw`
          INSERT INTO offering_vectors (workspace_id, offering_id, embedder, texts, vectors)
          SELECT workspace_id, id, ${embedder}, ${[...texts]}, ${bytes}
          FROM offering WHERE workspace_id = ${workspaceId} AND id = ${offeringId}::uuid
          ON CONFLICT (workspace_id, offering_id) DO UPDATE
          SET embedder = excluded.embedder, texts = excluded.texts, vectors = excluded.vectors`
      }
    },
  }
}

const status = z.enum(['sold', 'workaround', 'planned'])

function offeringOf(row: Row): Offering {
  const { id, externalId, name, tier, description, synonyms, note, link, plannedWording } = row
  return {
    id,
    externalId,
    name,
    tier,
    description,
    synonyms,
    note,
    link,
    plannedWording,
    status: status.parse(row.status),
  }
}

function bytesOf(vectors: readonly Float32Array[]): Uint8Array<ArrayBuffer> {
  const numbers = new Float32Array(vectors.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const vector of vectors) {
    numbers.set(vector, at)
    at += vector.length
  }
  return new Uint8Array(numbers.buffer)
}

/** `count` vectors of one length. Copied first: four bytes may not begin anywhere. */
function vectorsIn(bytes: Uint8Array, count: number): readonly Float32Array[] {
  const numbers = new Float32Array(bytes.slice().buffer)
  const length = numbers.length / Math.max(1, count)
  return Array.from({ length: count }, (_, place) => numbers.slice(place * length, (place + 1) * length))
}
