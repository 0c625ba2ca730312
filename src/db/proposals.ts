import { z } from 'zod'
import type { Tables } from '../core/tables.js'
import type { Proposal, ProposedChange } from '../core/themes/proposal.js'
import type { Proposal as Row } from './generated/client.js'
import type { Tx } from './tenant.js'

export function proposalsTable(tx: Tx, workspaceId: string, now: Date): Tables['proposals'] {
  return {
    add: async ({ id, change, state, madeAt, decidedBy }) => {
      const of =
        change.kind === 'merge'
          ? { otherId: change.otherId }
          : { feedback: [...change.feedbackIds], title: change.title }
      const { kind, themeId } = change
      await tx.proposal.create({ data: { workspaceId, id, kind, themeId, ...of, state, madeAt, decidedBy } })
    },
    find: async (id) => {
      const row = await tx.proposal.findUnique({ where: { workspaceId_id: { workspaceId, id } } })
      return row && proposalOf(row)
    },
    all: async () => {
      const rows = await tx.proposal.findMany({ where: { workspaceId }, orderBy: { madeAt: 'desc' } })
      return rows.map(proposalOf)
    },
    decide: async (id, by, state) => {
      const { count } = await tx.proposal.updateMany({
        where: { workspaceId, id, state: 'open' },
        data: { state, decidedBy: by, decidedAt: now },
      })
      return count === 1
    },
  }
}

function proposalOf(row: Row): Proposal {
  return {
    id: row.id,
    change: changeOf(row),
    state: z.enum(['open', 'approved', 'rejected']).parse(row.state),
    madeAt: row.madeAt,
    decidedBy: row.decidedBy,
  }
}

function changeOf({ kind, themeId, otherId, feedback, title }: Row): ProposedChange {
  if (kind === 'merge') return { kind, themeId, otherId: z.string().parse(otherId) }
  return { kind: 'split', themeId, feedbackIds: feedback, title: z.string().parse(title) }
}
