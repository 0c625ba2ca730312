import type { Feedback } from '../feedback/feedback.js'
import type { Tables } from '../tables.js'
import { customerTier, type JudgeDeps, type Opinion, opinionOn, rule, rulingOf } from './judge.js'
import { shelfOf } from './shelf.js'
import { verdictOn } from './verdict.js'

const PAGE = 50

/**
 * Judges again, or for the first time, what no person has judged: after a change of the catalogue. A page, and the job of
 * the next; a later change of the catalogue has jobs of its own, and ends these. No model is asked, and no card sent.
 */
export async function rejudge(
  deps: JudgeDeps,
  workspaceId: string,
  { version, before }: { readonly version: number; readonly before: string | null },
): Promise<void> {
  const shelf = await shelfOf(deps, workspaceId)
  if (shelf.version !== version || shelf.offerings.size === 0) return
  const page = await deps.store.within(workspaceId, (tx) => tx.verdicts.unsettled(before, PAGE))
  const opinions: (readonly [Feedback, Opinion])[] = []
  for (const feedback of page) {
    const opinion = await opinionOn({ ...deps, judge: null }, workspaceId, feedback)
    if (opinion) opinions.push([feedback, opinion])
  }
  await deps.store.within(workspaceId, async (tx) => {
    for (const [{ id }, opinion] of opinions) await ruleAgain(tx, id, opinion)
    const last = page.at(-1)
    if (page.length === PAGE && last) await tx.jobs.add(judgeRequests(version, last.id))
  })
}

/** The job of a page; `why` sets it apart where the version is the same. */
export function judgeRequests(version: number, before: string | null, why = '') {
  return {
    key: `judge-requests:${version}:${before ?? why}`,
    item: { name: 'judge-requests', version, before },
  } as const
}

/** A model's word stands as long as what it chose is there; only its tier or status may have changed. */
async function ruleAgain(tx: Tables, feedbackId: string, opinion: Opinion): Promise<void> {
  const known = await tx.verdicts.of(feedbackId)
  if (known?.by !== 'model') {
    await rule(tx, feedbackId, opinion)
    return
  }
  const { shelf, nearest } = opinion
  const tier = await customerTier(tx, feedbackId)
  const chosen = known.offeringId === null ? null : (shelf.offerings.get(known.offeringId) ?? null)
  const again = chosen
    ? { ...known, verdict: verdictOn(chosen, tier, shelf.placeOf), nearest: nearest.map(({ id }) => id) }
    : rulingOf(opinion, tier)
  if (again && (chosen || again.isSure)) await tx.verdicts.set(feedbackId, again)
}
