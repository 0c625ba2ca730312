import type { Recommendation } from '../recommendations/recommendation.js'
import type { Clock, Store, Wording, Writer } from '../ports.js'
import type { Tables } from '../tables.js'
import type { Candidate, Digest, DigestFacts, Evidence } from './digest.js'
import { gatherFacts, lastWindows } from './facts.js'

type Deps = { readonly store: Store; readonly clock: Clock; readonly writer: Writer }

export type Drafted = {
  readonly facts: DigestFacts
  readonly recommendations: readonly Recommendation[]
}

/**
 * Builds an opened digest: counts, words, and in one transaction stores all of it and writes its messages to the outbox.
 * Idempotent: a built one is left as it is.
 */
export async function buildDigest(deps: Deps, workspaceId: string, digestId: string): Promise<void> {
  const digest = await deps.store.within(workspaceId, (tx) => tx.digests.find(digestId))
  if (!digest || digest.facts !== null) return
  const drafted = await draftDigest(deps, workspaceId, digest)
  await deps.store.within(workspaceId, async (tx) => {
    const current = await tx.digests.find(digestId)
    if (!current || current.facts !== null) return
    await tx.digests.setFacts(digestId, drafted.facts)
    await supersede(tx, digest, drafted.recommendations)
    await tx.recommendations.addAll(drafted.recommendations)
    await tx.themes.publish(
      drafted.facts.themes.map(({ themeId }) => themeId),
      digest.window.end,
    )
    await tx.audit.add({
      actor: 'earshot',
      action: 'build-digest',
      subject: `digest:${digestId}`,
      detail: { feedback: drafted.facts.count.feedback, writer: deps.writer.id },
    })
    await publish(tx, digest, drafted)
  })
}

/** Counts one window and words its recommendations; nothing is written. */
export async function draftDigest(
  deps: Deps,
  workspaceId: string,
  digest: Pick<Digest, 'id' | 'window'>,
): Promise<Drafted> {
  const windows = await deps.store.within(workspaceId, async (tx) => {
    const last = lastWindows(deps.clock, await tx.workspace.read(), digest.window)
    await tx.history.keep(last)
    return last
  })
  const { facts, candidates } = await deps.store.within(workspaceId, (tx) => gatherFacts(tx, windows))
  const recommendations: Recommendation[] = []
  for (const candidate of candidates) {
    const evidence = facts.evidence.find((each) => each.themeId === candidate.theme.themeId)
    if (!evidence || evidence.feedbackIds.length === 0) continue
    const wording = await deps.writer.word(
      candidate,
      evidence.quotes.map((quote) => quote.text),
    )
    const position = recommendations.length + 1
    recommendations.push(
      recommendationOf(deps.clock.newId(), digest.id, position, candidate, evidence, wording),
    )
  }
  return { facts, recommendations }
}

function recommendationOf(
  id: string,
  digestId: string,
  position: number,
  candidate: Candidate,
  evidence: Evidence,
  wording: Wording,
): Recommendation {
  return {
    id,
    digestId,
    themeId: candidate.theme.themeId,
    position,
    advice: candidate.advice,
    ...wording,
    evidence: evidence.feedbackIds,
    state: 'open',
    decidedBy: null,
    decidedAt: null,
    reason: null,
    snoozedUntil: null,
    edited: false,
  }
}

/** The older cards on the same themes lose their buttons: one question stands in one place. */
async function supersede(
  tx: Tables,
  digest: Digest,
  recommendations: readonly Recommendation[],
): Promise<void> {
  const older = await tx.recommendations.supersede(recommendations.map(({ themeId }) => themeId))
  for (const digestId of older)
    await tx.outbox.add({
      key: `digest-update:${digestId}:superseded:${digest.id}`,
      destination: `update:${digest.channel}`,
      item: { kind: 'digest-update', digestId },
    })
}

/** One parent post, the only one that must not be repeated, then its thread. */
async function publish(tx: Tables, digest: Digest, drafted: Drafted): Promise<void> {
  const { id: digestId, channel } = digest
  await tx.outbox.add({
    key: digestKey(digestId),
    destination: channel,
    item: { kind: 'digest', digestId },
  })
  for (const { themeId } of drafted.facts.evidence)
    await tx.outbox.add({
      key: `verbatims:${digestId}:${themeId}`,
      destination: channel,
      item: { kind: 'verbatims', digestId, themeId },
    })
}

/** The outbox key of a digest's parent post, whose place in Slack the thread and the updates need. */
export function digestKey(digestId: string): string {
  return `digest:${digestId}`
}
