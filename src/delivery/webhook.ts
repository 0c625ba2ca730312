import { Webhook } from 'standardwebhooks'
import { markdownOf } from '../core/delivery/markdown.js'
import type { Tracker } from '../core/delivery/tracker.js'
import { CALL_MS, faultOf, noAnswer } from './fault.js'

type Options = { readonly url: string; readonly secret: string; readonly showsNames: boolean }

const WHO = 'The webhook'

/**
 * Signed as the Standard Webhooks specification has it. `webhook-id` is the key, the same at every attempt: the receiver drops
 * what it has seen, so that nothing is looked for.
 */
export function webhookTracker(
  { url, secret, showsNames }: Options,
  clock: { readonly now: () => Date },
): Tracker {
  const webhook = new Webhook(secret)
  const { host } = new URL(url)
  return {
    label: `the webhook at ${host}`,
    showsNames,
    find: async () => null,
    create: async (pack, key) => {
      const at = clock.now()
      const { title, advice, workspace, parts } = pack
      const data = { key, title, ...advice, workspace, parts, markdown: markdownOf(pack, key) }
      const body = JSON.stringify({ type: 'recommendation.approved', timestamp: at.toISOString(), data })
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': key,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': webhook.sign(key, at, body),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(CALL_MS),
      }).catch(() => {
        throw noAnswer(WHO)
      })
      await response.body?.cancel()
      if (!response.ok)
        throw faultOf({
          who: WHO,
          status: response.status,
          header: (name) => response.headers.get(name),
          says: '',
          token: 'EARSHOT_WEBHOOK_SECRET',
          place: 'EARSHOT_WEBHOOK_URL',
        })
      return { id: null, name: host, url: null }
    },
    status: null,
  }
}
