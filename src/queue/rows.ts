/** What the queue asks of a database. It knows rows and leases; what is in them is for the handlers. */

export type JobRow = {
  readonly workspaceId: string
  readonly id: string
  readonly name: string
  readonly payload: unknown
  /** This attempt included: 1 on the first. */
  readonly attempts: number
  /** Fences this claim: whoever claims after the lease has run out gets another. */
  readonly token: string
}

export type JobRows = {
  /** Ready jobs whose time has come, and running ones whose lease ran out; oldest first. */
  claim(limit: number, leaseMs: number): Promise<readonly JobRow[]>
  /** False where the claim is no longer ours. */
  finish(job: JobRow): Promise<boolean>
  retry(job: JobRow, afterMs: number, error: string): Promise<boolean>
  bury(job: JobRow, error: string): Promise<boolean>
}

export type OutboxRow = {
  readonly workspaceId: string
  readonly id: string
  readonly key: string
  readonly payload: unknown
  readonly destination: string
  readonly attempts: number
  readonly token: string
  /** A process died while it was sending this: it may stand in Slack already. */
  readonly wasSending: boolean
}

export type OutboxRows = {
  /** At most one for each destination, in the order they were written. */
  claim(limit: number, leaseMs: number): Promise<readonly OutboxRow[]>
  settle(row: OutboxRow, fate: Settled): Promise<boolean>
}

/** Where a message stands after an attempt. */
export type Settled =
  | { readonly state: 'sent'; readonly channel: string | null; readonly ts: string | null }
  | { readonly state: 'pending'; readonly afterMs: number; readonly error: string }
  | { readonly state: 'unknown' | 'blocked' | 'dead'; readonly error: string }
