import { z } from 'zod'
import type { DeliveryConfig } from '../../../src/config-delivery.js'
import { startTracker, type Tracker } from './server.js'

export const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`

/** A receiver that keeps what it has not seen before, by `webhook-id`. */
export function startReceiver(): Promise<Tracker> {
  return startTracker({
    isCreation: () => true,
    answer: (call, { issues, accept }) => {
      const id = call.header('webhook-id')
      const { data } = event.parse(call.body)
      if (!issues.some(({ labels }) => labels.includes(id)))
        accept({ title: data.title, body: data.markdown, labels: [id] })
      return { status: 204, body: null }
    },
  })
}

export function webhookConfig({ url }: Tracker): DeliveryConfig {
  return { kind: 'webhook', url: `${url}/hooks`, secret: WEBHOOK_SECRET, showsNames: false }
}

const event = z.object({
  type: z.literal('recommendation.approved'),
  data: z.object({ key: z.uuid(), title: z.string(), markdown: z.string() }),
})
