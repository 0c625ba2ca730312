import type { Clock, Store } from '../ports.js'
import type { Tables } from '../tables.js'
import type { Hypothesis, Review } from './hypothesis.js'
import { judge } from './judge.js'
import { countAnew } from './recount.js'

/** Nine o'clock in the workspace's zone. */
const SCHEDULE = '0 9 * * *'

type Deps = { readonly store: Store; readonly clock: Clock }

/** Enqueues the reviews of the day, where a hypothesis' review date has come. */
export async function openDueReviews(deps: Deps, workspaceId: string): Promise<void> {
  await deps.store.within(workspaceId, async (tx) => {
    if ((await tx.outcomes.due(await lastMorning(deps.clock, tx))).length > 0)
      await tx.jobs.add({ key: 'review-outcomes', item: { name: 'review-outcomes' } })
  })
}

/**
 * Judges what is due, each in a transaction of its own: compare-and-set on the outcome, so that the thread hears it once,
 * however often this runs.
 */
export async function reviewOutcomes({ store, clock }: Deps, workspaceId: string): Promise<number> {
  const due = await store.within(workspaceId, async (tx) => tx.outcomes.due(await lastMorning(clock, tx)))
  let reviewed = 0
  for (const id of due)
    if (await store.within(workspaceId, (tx) => reviewOutcome(tx, clock, id))) reviewed += 1
  return reviewed
}

async function reviewOutcome(tx: Tables, clock: Clock, id: string): Promise<boolean> {
  const hypothesis = await tx.outcomes.find(id)
  if (!hypothesis || hypothesis.review) return false
  const review = await reviewOf(tx, clock, hypothesis)
  if (!(await tx.outcomes.review(id, review))) return false
  await tx.audit.add({
    actor: 'earshot',
    action: 'outcome',
    subject: `recommendation:${id}`,
    detail: { outcome: review.outcome, ratio: review.ratio?.ratio ?? null, logging: review.logging },
  })
  const recommendation = await tx.recommendations.find(id)
  const digest = recommendation && (await tx.digests.find(recommendation.digestId))
  if (digest)
    await tx.outbox.add({
      key: `outcome:${id}`,
      destination: digest.channel,
      item: { kind: 'outcome', recommendationId: id },
    })
  return true
}

async function reviewOf(tx: Tables, clock: Clock, hypothesis: Hypothesis): Promise<Review> {
  const { stretches, facts } = await countAnew(tx, clock, hypothesis)
  const { outcome, ratios, expected } = judge(stretches)
  const { before, after } = facts
  return {
    at: tx.now,
    outcome,
    ratio: ratios?.note ?? null,
    logging: perWindow(after.notes, after.windows, before.notes / before.windows),
    facts: {
      ...facts,
      expected,
      rep: ratios?.rep ?? null,
      opportunity: ratios?.opportunity ?? null,
      reps: perWindow(after.reps, after.windows, before.reps / before.windows),
    },
  }
}

function perWindow(sum: number, windows: number, usual: number): number | null {
  return windows > 0 && usual > 0 ? sum / windows / usual : null
}

async function lastMorning(clock: Clock, tx: Tables): Promise<Date> {
  const { timezone } = await tx.workspace.read()
  return clock.windowAt(SCHEDULE, timezone, tx.now).end
}
