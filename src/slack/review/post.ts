import { z } from 'zod'
import type { DecisionPost } from '../../core/recommendations/post.js'
import type { Recommendation } from '../../core/recommendations/recommendation.js'
import type { Tables } from '../../core/tables.js'
import { digestKey } from '../../core/digests/build.js'
import type { Drawn } from '../draw.js'
import { ownerDueMessage, ownerToldMessage } from './owner.js'
import { pressedMessage } from './messages.js'

/** As they were written to the outbox. */
export const DECISION_POSTS = [
  z.object({
    kind: z.literal('pressed'),
    recommendationId: z.uuid(),
    what: z.enum(['first', 'first-edit', 'snooze']),
    by: z.string(),
    at: z.iso.datetime(),
    until: z.iso.datetime().nullable(),
  }),
  z.object({ kind: z.literal('owner-told'), recommendationId: z.uuid(), owner: z.string() }),
  z.object({ kind: z.literal('owner-due'), recommendationId: z.uuid(), day: z.string() }),
  z.object({ kind: z.literal('home'), person: z.string() }),
] as const

/** What was pressed, and what an owner hears, drawn from what is stored now. */
export async function drawDecisionPost(tx: Tables, post: DecisionPost): Promise<Drawn> {
  const recommendation = await tx.recommendations.find(post.recommendationId)
  if (!recommendation) return { call: 'drop', why: 'the recommendation is gone' }
  switch (post.kind) {
    case 'pressed': {
      const parent = await tx.outbox.sent(digestKey(recommendation.digestId))
      if (!parent) return { call: 'wait', why: 'the digest does not stand in Slack yet' }
      const message = pressedMessage(recommendation, post)
      return { call: 'post', channel: parent.channel, threadTs: parent.ts, message }
    }
    case 'owner-told':
      return toOwner(tx, recommendation, post.owner, false)
    case 'owner-due':
      return recommendation.dueDate?.toISOString().slice(0, 10) === post.day
        ? toOwner(tx, recommendation, recommendation.owner, true)
        : { call: 'drop', why: 'it is due on another day' }
  }
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
