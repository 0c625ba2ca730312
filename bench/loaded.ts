import { z } from 'zod'

const target = z.object({
  port: z.number(),
  signingSecret: z.string(),
  team: z.string(),
  user: z.string(),
  channel: z.string(),
  /** Response URLs begin with it. */
  slackUrl: z.string(),
  ms: z.number(),
})
export type Target = z.infer<typeof target>

/** What the load generator is asked for. */
export const order = z.discriminatedUnion('kind', [
  /** So many reps, each of whom sends the next when the last is answered. */
  target.extend({ kind: z.literal('closed'), connections: z.number() }),
  /** So many a second, whether they are answered or not. */
  target.extend({ kind: z.literal('open'), perSecond: z.number() }),
])

/** Latencies in milliseconds; `wrong`: answers that were not 200 with the text in them. */
export const loaded = z.object({
  requests: z.number(),
  wrong: z.number(),
  seconds: z.number(),
  p50: z.number(),
  p99: z.number(),
  max: z.number(),
})
export type Loaded = z.infer<typeof loaded>
