import type { App } from '@slack/bolt'
import { z } from 'zod'
import type { Log } from './deps.js'

const acting = z.object({
  user: z.object({ id: z.string(), team_id: z.string() }),
  team: z.object({ id: z.string() }),
  enterprise: z.unknown().optional(),
  is_enterprise_install: z.union([z.boolean(), z.string()]).optional(),
})

/**
 * In a channel that companies share, people of another company see our messages and can press our buttons: whatever they
 * press is acknowledged and does nothing. Teams of one Enterprise Grid are one company.
 */
export function refuseOutsiders(app: App, log: Log): void {
  app.use(async (args) => {
    const parsed = 'user' in args.body ? acting.safeParse(args.body) : null
    const isOutsider =
      parsed?.success === true && parsed.data.user.team_id !== parsed.data.team.id && !parsed.data.enterprise
    if (!isOutsider) {
      await args.next()
      return
    }
    log.warn({ person: parsed.data.user.id }, 'a press from another company was refused')
    if ('ack' in args && typeof args.ack === 'function') await args.ack()
  })
}
