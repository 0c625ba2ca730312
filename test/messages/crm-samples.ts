// What came of reading a CRM, of every size and any content.
import fc from 'fast-check'
import { count, stored } from './samples.js'

const skip = fc.record({
  id: fc.stringMatching(/^[A-Za-z0-9]{1,40}$/),
  why: stored(400),
  object: fc.constantFrom('accounts' as const, 'opportunities' as const),
})

export const synced = fc.record({
  source: fc.constantFrom('hubspot' as const, 'salesforce' as const),
  accounts: count,
  opportunities: count,
  added: count,
  skipped: count,
  error: fc.option(stored(600)),
  allSkipped: count,
  skips: fc.array(skip, { maxLength: 10 }),
})
