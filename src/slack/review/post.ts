import { z } from 'zod'
import { type DecisionPost, roundKey } from '../../core/recommendations/post.js'
import type { Recommendation } from '../../core/recommendations/recommendation.js'
import type { Tables } from '../../core/tables.js'
import { type Drawn, inThread, updateOf } from '../drawn.js'
import {
  decisionMessage,
  pressedMessage,
  reopenedMessage,
  takenBackMessage,
  toldMessage,
  toldReopenedMessage,
} from './messages.js'
import { ownerDueMessage, ownerToldMessage } from './owner.js'

/** Of what was written before decisions could be taken back: the first. */
const round = z.number().default(0)
const takenBack = {
  was: z.enum(['approved', 'rejected']),
  decidedBy: z.array(z.string()),
  by: z.string(),
  at: z.iso.datetime(),
  round,
}

/** As they were written to the outbox. */
export const DECISION_POSTS = [
  z.object({
    kind: z.literal('decision'),
    recommendationId: z.uuid(),
    decision: z.enum(['approve', 'edit', 'reject', 'snooze']),
    round,
  }),
  z.object({ kind: z.literal('decision-update'), recommendationId: z.uuid(), round }),
  z.object({
    kind: z.literal('pressed'),
    recommendationId: z.uuid(),
    what: z.enum(['first', 'first-edit', 'snooze']),
    by: z.string(),
    at: z.iso.datetime(),
    until: z.iso.datetime().nullable(),
  }),
  z.object({ kind: z.literal('reopened'), recommendationId: z.uuid(), ...takenBack }),
  z.object({ kind: z.literal('told'), recommendationId: z.uuid(), person: z.string(), round }),
  z.object({
    kind: z.literal('told-reopened'),
    recommendationId: z.uuid(),
    person: z.string(),
    ...takenBack,
  }),
  z.object({ kind: z.literal('owner-told'), recommendationId: z.uuid(), owner: z.string(), round }),
  z.object({ kind: z.literal('owner-due'), recommendationId: z.uuid(), day: z.string() }),
  z.object({ kind: z.literal('home'), person: z.string() }),
] as const

/** What was pressed, and what the reps and an owner hear, drawn from what is stored now. */
export async function drawDecisionPost(tx: Tables, post: DecisionPost): Promise<Drawn> {
  const recommendation = await tx.recommendations.find(post.recommendationId)
  if (!recommendation) return { call: 'drop', why: 'the recommendation is gone' }
  switch (post.kind) {
    case 'decision':
      return post.round === recommendation.round
        ? inThread(
            tx,
            recommendation.digestId,
            decisionMessage(recommendation, await begun(tx, recommendation)),
          )
        : TAKEN_BACK
    case 'decision-update':
      return drawDecisionUpdate(tx, recommendation, post.round)
    case 'pressed':
      return inThread(tx, recommendation.digestId, pressedMessage(recommendation, post))
    case 'reopened':
      return inThread(tx, recommendation.digestId, reopenedMessage(recommendation, post))
    case 'told':
      return post.round === recommendation.round ? drawTold(tx, recommendation, post.person) : TAKEN_BACK
    case 'told-reopened':
      return drawToldReopened(tx, recommendation, post)
    case 'owner-told':
      return post.round === recommendation.round ? toOwner(tx, recommendation, post.owner, false) : TAKEN_BACK
    case 'owner-due':
      return recommendation.state === 'approved' &&
        recommendation.dueDate?.toISOString().slice(0, 10) === post.day
        ? toOwner(tx, recommendation, recommendation.owner, true)
        : { call: 'drop', why: 'it is due on another day' }
  }
}

const TAKEN_BACK: Drawn = { call: 'drop', why: 'the decision was taken back' }

async function begun(tx: Tables, { id }: Recommendation) {
  return { hypothesis: await tx.outcomes.find(id), delivery: await tx.deliveries.find(id) }
}

/** A decision that was taken back before its line was written has none. */
async function drawDecisionUpdate(
  tx: Tables,
  recommendation: Recommendation,
  ofRound: number,
): Promise<Drawn> {
  const key = roundKey.decision(recommendation.id, ofRound)
  if (ofRound === recommendation.round)
    return updateOf(tx, key, decisionMessage(recommendation, await begun(tx, recommendation)))
  const update = await updateOf(tx, key, takenBackMessage(recommendation))
  return update.call === 'wait' ? TAKEN_BACK : update
}

/** Whoever had heard nothing of the decision hears nothing of its end. */
async function drawToldReopened(
  tx: Tables,
  recommendation: Recommendation,
  post: Extract<DecisionPost, { kind: 'told-reopened' }>,
): Promise<Drawn> {
  const { id, evidence, owner } = recommendation
  const heard =
    (await tx.outbox.sent(roundKey.told(id, post.round, post.person))) ??
    (owner === post.person ? await tx.outbox.sent(roundKey.ownerTold(id, post.round)) : null)
  if (!heard) return TAKEN_BACK
  const reporters = await tx.recommendations.reporters(evidence)
  const own = reporters.find(({ person }) => person === post.person)?.feedback ?? 0
  return { call: 'post', channel: post.person, message: toldReopenedMessage(recommendation, post, own) }
}

async function drawTold(tx: Tables, recommendation: Recommendation, person: string): Promise<Drawn> {
  const reporters = await tx.recommendations.reporters(recommendation.evidence)
  const own = reporters.find((reporter) => reporter.person === person)?.feedback
  if (own === undefined) return { call: 'drop', why: 'nothing of theirs is behind it any more' }
  return { call: 'post', channel: person, message: toldMessage(recommendation, own) }
}

/** Whoever has become a guest since hears nothing of it. */
async function toOwner(
  tx: Tables,
  recommendation: Recommendation,
  owner: string | null,
  isDue: boolean,
): Promise<Drawn> {
  const person = owner === null ? null : await tx.people.find(owner)
  if (!person || person.isOutsider) return { call: 'drop', why: 'there is nobody to tell' }
  const theme = await tx.themes.find(recommendation.themeId)
  const owned = { recommendation, theme: theme?.title ?? null }
  return {
    call: 'post',
    channel: person.id,
    message: isDue ? ownerDueMessage(owned) : ownerToldMessage(owned),
  }
}
