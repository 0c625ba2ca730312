import { type CorrectDeps, correcting, type Corrector, type Desk } from './correct.js'
import { mergeAt } from './merge.js'
import type { Corrected, ProposalDecided } from './outcome.js'
import type { Proposal, ProposedChange } from './proposal.js'
import { splitAt } from './split.js'

/** Approving makes the change as the approver's own correction, which can be undone; rejecting changes no theme. */
export async function decideProposal(
  deps: CorrectDeps,
  who: Corrector,
  proposalId: string,
  decision: 'approved' | 'rejected',
): Promise<ProposalDecided> {
  return correcting(deps, who, async (desk) => {
    if (!desk.isApprover) return { kind: 'not-allowed' }
    const proposal = await desk.tx.proposals.find(proposalId)
    if (!proposal) return { kind: 'not-found' }
    if (proposal.state !== 'open') return { kind: 'already', proposal }
    if (decision === 'rejected') {
      await close(desk, proposal, decision)
      return { kind: 'rejected' }
    }
    const outcome = await change(desk, proposal.change)
    if (outcome.kind !== 'corrected') return { kind: 'stale', why: outcome }
    await close(desk, proposal, decision)
    return { kind: 'approved', corrected: outcome }
  })
}

function change(desk: Desk, proposed: ProposedChange): Promise<Corrected> {
  return proposed.kind === 'merge' ? mergeAt(desk, proposed) : splitAt(desk, proposed)
}

async function close(
  { tx, actor }: Desk,
  { id }: Proposal,
  decision: 'approved' | 'rejected',
): Promise<void> {
  // Within its turn nobody else decides: what is lost here takes the correction back with it.
  if (!(await tx.proposals.decide(id, actor, decision))) throw new Error(`proposal ${id} was decided twice`)
  await tx.audit.add({ actor, action: `proposal:${decision}`, subject: `proposal:${id}`, detail: {} })
}
