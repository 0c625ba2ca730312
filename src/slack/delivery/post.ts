import { CALLS_SHOWN, type Delivery } from '../../core/delivery/delivery.js'
import { deliveryKey } from '../../core/delivery/deliver.js'
import type { DeliveryPost } from '../../core/delivery/post.js'
import type { Recommendation } from '../../core/recommendations/recommendation.js'
import type { Tables } from '../../core/tables.js'
import { type Drawn, inThread, updateOf } from '../drawn.js'
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
      return inThread(tx, recommendation.digestId, deliveryMessage(recommendation, delivery, post.round))
    case 'delivery-update':
      return updateOf(
        tx,
        deliveryKey(recommendation.id, post.round),
        deliveryMessage(recommendation, delivery, post.round),
      )
    case 'delivery-status': {
      const reps = await tx.recommendations.reporters(recommendation.evidence)
      return inThread(
        tx,
        recommendation.digestId,
        statusMessage(recommendation, delivery, post.status, reps.length),
      )
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
