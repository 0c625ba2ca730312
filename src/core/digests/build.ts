import { NO_PLAN, type Recommendation } from '../recommendations/recommendation.js'
import { revived } from '../recommendations/revive.js'
import { refreshHomes } from '../workspaces/homes.js'
import type { Wording } from '../recommendations/contract.js'
import { wordCandidate } from '../recommendations/word.js'
import type { Clock, Store, Writer } from '../ports.js'
import type { Tables } from '../tables.js'
import { type Candidate, type Digest, type DigestFacts, type Evidence, WINDOWS_KEPT } from './digest.js'
import { gatherFacts } from './facts.js'
import { lastWindows } from './last-windows.js'

type Deps = { readonly store: Store; readonly clock: Clock; readonly writer: Writer }

export type Drafted = {
  readonly facts: DigestFacts
  readonly recommendations: readonly Recommendation[]
  /** Why what the writer wrote was not used; one for each that was not. */
  readonly refusals: readonly string[]
}

/** `revived`: how many of them, the first ones, were snoozed before. */
type Drafting = Drafted & { readonly revived: number }

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
    const recommendations = await stillToAsk(tx, digest, drafted)
    await supersede(tx, digest, recommendations)
    await tx.recommendations.addAll(recommendations)
    await tx.refusals.add(drafted.refusals)
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
    await refreshHomes(tx, deps.clock)
  })
}

/** A snoozed one may have been decided while the others were worded: then it is not asked once more. */
async function stillToAsk(tx: Tables, digest: Digest, drafted: Drafting): Promise<readonly Recommendation[]> {
  const due = new Set((await tx.recommendations.due(digest.window.end, ALL)).map(({ themeId }) => themeId))
  return drafted.recommendations
    .filter(({ position, themeId }) => position > drafted.revived || due.has(themeId))
    .map((recommendation, index) => ({ ...recommendation, position: index + 1 }))
}

const ALL = 1000

/** Counts one window and words its recommendations. Nothing is written but the sums of past windows, which change no figure. */
export async function draftDigest(
  deps: Deps,
  workspaceId: string,
  digest: Pick<Digest, 'id' | 'window'>,
): Promise<Drafting> {
  const windows = await deps.store.within(workspaceId, async (tx) => {
    const last = lastWindows(deps.clock, await tx.workspace.read(), digest.window, WINDOWS_KEPT)
    await tx.history.keep(last)
    return last
  })
  const { facts, candidates, due, open } = await deps.store.within(workspaceId, async (tx) => ({
    ...(await gatherFacts(tx, windows)),
    open: await tx.recommendations.waiting(),
  }))
  const founded = candidates.flatMap((candidate) => {
    const evidence = facts.evidence.find((each) => each.themeId === candidate.theme.themeId)
    return evidence && evidence.feedbackIds.length > 0 ? [{ candidate, evidence }] : []
  })
  const refusals: string[] = []
  const worded = await Promise.all(
    founded.map(async ({ candidate, evidence }, index): Promise<Recommendation> => {
      const { wording, refused } = await wordCandidate(deps.writer, candidate, evidence)
      refusals.push(...refused)
      const asked = open.find(({ themeId }) => themeId === candidate.theme.themeId)?.askedAt
      return {
        ...recommendationOf(candidate, evidence, wording),
        id: deps.clock.newId(),
        digestId: digest.id,
        position: due.length + index + 1,
        askedAt: asked ?? digest.window.end,
        round: 0,
      }
    }),
  )
  const recommendations = [...revived(due, digest, deps.clock), ...worded]
  return { facts, recommendations, refusals, revived: due.length }
}

function recommendationOf(
  candidate: Candidate,
  evidence: Evidence,
  wording: Wording,
): Omit<Recommendation, 'id' | 'digestId' | 'position' | 'askedAt' | 'round'> {
  return {
    themeId: candidate.theme.themeId,
    advice: candidate.advice,
    ...wording,
    ...NO_PLAN,
    evidence: evidence.feedbackIds,
    state: 'open',
    decidedBy: null,
    decidedAt: null,
    reason: null,
    snoozedUntil: null,
    edited: false,
    firstBy: null,
    firstAt: null,
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

/** A thread of more is not read. */
const VERBATIMS_SHOWN = 6

/** One parent post, the only one that must not be repeated, then its thread. */
async function publish(tx: Tables, digest: Digest, drafted: Drafted): Promise<void> {
  const { id: digestId, channel } = digest
  await tx.outbox.add({
    key: digestKey(digestId),
    destination: channel,
    item: { kind: 'digest', digestId },
  })
  for (const { themeId } of drafted.facts.evidence.slice(0, VERBATIMS_SHOWN))
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
