import type { AddressInfo } from 'node:net'
import { z } from 'zod'

const settings = z.object({
  slackApiUrl: z.string(),
  signingSecret: z.string(),
  botToken: z.string(),
  works: z.boolean(),
})
export type Settings = z.infer<typeof settings>

/** What the parent asks of either side. */
export const question = z.discriminatedUnion('kind', [
  settings.extend({ kind: z.literal('start') }),
  z.object({ kind: z.literal('cpu') }),
  z.object({ kind: z.literal('kept') }),
])

export const started = z.object({ port: z.number(), database: z.string() })
export const spent = z.object({ cpuUs: z.number() })
export const kept = z.object({ feedback: z.number(), jobs: z.number(), audit: z.number() })
export type Kept = z.infer<typeof kept>

/** CPU time of this process so far, all its threads. */
export function cpuNow(): z.infer<typeof spent> {
  const { user, system } = process.cpuUsage()
  return { cpuUs: user + system }
}

export function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('a server without a port')
  return address.port
}
