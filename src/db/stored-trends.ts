import { z } from 'zod'
import type { TrendFacts } from '../core/trends/trend.js'

export const storedRatio = z
  .object({ ratio: z.number().nullable(), low: z.number(), high: z.number().nullable() })
  .nullable()

const against = z
  .object({
    windows: z.number(),
    count: z.number(),
    note: storedRatio,
    rep: storedRatio,
    opportunity: storedRatio,
  })
  .nullable()

/** As they stand in a stored digest. */
export const storedTrends: z.ZodType<TrendFacts> = z.object({
  windows: z.number(),
  themes: z.array(
    z.object({
      themeId: z.string(),
      title: z.string(),
      kind: z.enum(['new', 'rising', 'falling', 'gone', 'steady', 'too few']),
      now: z.number(),
      against13: against,
      against4: against,
    }),
  ),
})
