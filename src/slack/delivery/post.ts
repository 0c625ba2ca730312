import { CALLS_SHOWN, type Delivery } from '../../core/delivery/delivery.js'
import { deliveryKey } from '../../core/delivery/deliver.js'
import type { DeliveryPost } from '../../core/delivery/post.js'
import { digestKey } from '../../core/digests/build.js'
import type { Recommendation } from '../../core/recommendations/recommendation.js'
import type { Tables } from '../../core/tables.js'
import type { Drawn } from '../draw.js'
import type { Message } from '../kit/blocks.js'
import { deliveryMessage, statusMessage, toldDeliveredMessage, toldShippedMessage } from './messages.js'

type Subject = { readonly recommendation: Recommendation; readonly delivery: Delivery }

/** Messages about what became of an approved recommendation, drawn from what is stored now. */
export async function drawDeliveryPost(tx: Tables, post: DeliveryPost): Promise<Drawn> {
  const recommendation = await tx.recommendations.find(post.recommendationId)
  const delivery = await tx.deliveries.find(post.recommendationId)
  if (!recommendation || !delivery) return { call: 'drop', why: 'the recommendation is gone' }
  const subject = { recommendation, delivery }
  switch (post.kind) {
    case 'delivery':
      return inThread(tx, recommendation, deliveryMessage(recommendation, delivery, post.round))
    case 'delivery-update':
      return updateOf(
        tx,
        deliveryKey(recommendation.id, post.round),
        deliveryMessage(recommendation, delivery, post.round),
      )
    case 'delivery-status': {
      const reps = await tx.recommendations.reporters(recommendation.evidence)
      return inThread(tx, recommendation, statusMessage(recommendation, delivery, post.status, reps.length))
    }
    case 'told-delivered':
    case 'told-shipped':
      return drawTold(tx, subject, post)
  }
}

async function drawTold(
  tx: Tables,
  { recommendation, delivery }: Subject,
  { kind, person }: Extract<DeliveryPost, { readonly person: string }>,
): Promise<Drawn> {
  const { evidence } = recommendation
  const own = (await tx.recommendations.reporters(evidence)).find((each) => each.person === person)?.feedback
  if (own === undefined) return { call: 'drop', why: 'nothing of theirs is behind it any more' }
  if (kind === 'told-delivered')
    return { call: 'post', channel: person, message: toldDeliveredMessage(recommendation, delivery, own) }
  const { shown, count } = await tx.deliveries.calls(evidence, person, CALLS_SHOWN)
  return {
    call: 'post',
    channel: person,
    message: toldShippedMessage({ recommendation, own, calls: shown, count }),
  }
}

async function inThread(tx: Tables, { digestId }: Recommendation, message: Message): Promise<Drawn> {
  const parent = await tx.outbox.sent(digestKey(digestId))
  return parent
    ? { call: 'post', channel: parent.channel, threadTs: parent.ts, message }
    : { call: 'wait', why: 'the digest does not stand in Slack yet' }
}

async function updateOf(tx: Tables, key: string, message: Message): Promise<Drawn> {
  const standing = await tx.outbox.sent(key)
  return standing
    ? { call: 'update', ...standing, message }
    : { call: 'wait', why: 'it does not stand in Slack yet' }
}
