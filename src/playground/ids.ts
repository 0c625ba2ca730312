/** Slack's ids. Those of people and channels are counted, so that a restart gives the same; the rest is random, so that no two runs share one. */
import { randomBytes } from 'node:crypto'

export type Ids = {
  /** 'U' → 'U0PLAY0001'. */
  counted(prefix: string): string
  /** 'V' → 'V4F9A01C22D'. */
  fresh(prefix: string): string
  /** Hexadecimal, `bytes` long. */
  secret(bytes: number): string
}

export function createIds(chance: (bytes: number) => Buffer = randomBytes): Ids {
  const counts = new Map<string, number>()
  return {
    counted(prefix) {
      const count = (counts.get(prefix) ?? 0) + 1
      counts.set(prefix, count)
      return `${prefix}0PLAY${String(count).padStart(4, '0')}`
    },
    fresh: (prefix) => prefix + chance(5).toString('hex').toUpperCase(),
    secret: (bytes) => chance(bytes).toString('hex'),
  }
}
