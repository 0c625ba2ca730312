import type { Tables } from '../tables.js'
import { type Calendar, usualTime } from './time.js'

/** Up to three questions that this workspace's own notes answer. */
export async function examplesOf(tx: Tables, calendar: Calendar): Promise<readonly string[]> {
  const heard = await tx.ask.heard(usualTime(calendar))
  const { objection, request, industry, account } = heard
  return [
    ...(industry === null ? [] : [`What do ${industry} customers object to?`]),
    ...(objection === null ? [] : [`How many accounts raised “${objection}” this quarter?`]),
    ...(request === null ? [] : [`How much money is behind “${request}”?`]),
    ...(account === null ? [] : [`What did we hear from ${account}?`]),
    ...(objection === null && request === null ? [] : ['What changed by week?']),
  ].slice(0, EXAMPLES)
}

const EXAMPLES = 3
