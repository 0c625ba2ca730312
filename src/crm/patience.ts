import { setTimeout as sleep } from 'node:timers/promises'
import { CrmFault } from '../core/crm/crm.js'

/** What a call ended with, in the words of its library. */
export type Refusal = {
  /** Null: no answer. */
  readonly status: number | null
  /** The CRM's own name for it, such as MISSING_SCOPES. */
  readonly code: string | null
  readonly retryAfter: string | null
}

const ATTEMPTS = 3
const PAUSE_MS = 300
/** While a job waits here, on the embedded database the others do: what asks for more is left until later. */
const MOST_MS = 2000

/**
 * Calls a CRM; what may pass is tried again at once, twice, and where the CRM says when, then. Throws CrmFault with a sentence
 * of ours alone: what the CRM sent may hold anything.
 */
export async function patiently<T>(
  call: () => Promise<T>,
  {
    name,
    refusalOf,
    mend,
  }: {
    readonly name: string
    /** Null: a fault of ours. */
    readonly refusalOf: (error: unknown) => Refusal | null
    readonly mend: (refusal: Refusal) => string
  },
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call()
    } catch (error) {
      if (error instanceof CrmFault) throw error
      const refusal = refusalOf(error)
      if (!refusal) throw error
      const afterMs = afterMsOf(refusal.retryAfter)
      if (!mayPass(refusal))
        throw new CrmFault('refused', `${name} refuses: ${said(refusal)}. ${mend(refusal)}`)
      const pause = afterMs ?? PAUSE_MS * 2 ** attempt
      if (attempt === ATTEMPTS || pause > MOST_MS)
        throw new CrmFault('away', `${name} does not answer as it should: ${said(refusal)}.`, afterMs ?? 0)
      await sleep(pause)
    }
  }
}

function mayPass({ status, code }: Refusal): boolean {
  return (
    status === null ||
    status === 408 ||
    status === 420 ||
    status === 429 ||
    status >= 500 ||
    code === 'REQUEST_LIMIT_EXCEEDED' ||
    code === 'SERVER_UNAVAILABLE'
  )
}

function said({ status, code }: Refusal): string {
  const known = code !== null && /^[A-Za-z_]{1,60}$/.test(code) ? code : null
  return [status === null ? 'no answer' : `HTTP ${status}`, ...(known === null ? [] : [known])].join(' ')
}

const DAY_MS = 24 * 3600 * 1000

/** Seconds, or a date; more than a day is a day. Null: it does not say. */
function afterMsOf(text: string | null): number | null {
  if (text === null) return null
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now()
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), DAY_MS)
}

/** An answer that is none: of another shape than the CRM's own, or none that can be read. */
export function unreadable(name: string): CrmFault {
  return new CrmFault('away', `${name} sent what can't be read.`)
}
