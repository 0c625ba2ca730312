import type { Window } from '../digests/digest.js'
import type { DeskCount } from './desk.js'
import type { Decision, Recommendation } from './recommendation.js'

/** What a model wrote and nobody saw. */
export type RefusalsTable = {
  /** One more of each today (UTC). */
  add(whys: readonly string[]): Promise<void>
  /** By reason, the most frequent first, since that day. */
  since(day: Date): Promise<readonly { readonly why: string; readonly count: number }[]>
}

export type RecommendationsTable = {
  find(id: string): Promise<Recommendation | null>
  /** As it is after whoever else is deciding on it has committed; it stays so until this transaction is over. */
  hold(id: string): Promise<Recommendation | null>
  of(digestId: string): Promise<readonly Recommendation[]>
  addAll(items: readonly Recommendation[]): Promise<void>
  page(after: string | null, limit: number): Promise<readonly Recommendation[]>
  /** The last one on each of these themes, whatever became of it. */
  lastByTheme(themeIds: readonly string[]): Promise<ReadonlyMap<string, Recommendation>>
  /** Closes the undecided and snoozed ones on these themes in favour of newer ones; returns the digests they stand in. */
  supersede(themeIds: readonly string[]): Promise<readonly string[]>
  /** Compare and set: writes only over an undecided one, and says whether it did. */
  decide(id: string, by: string, decision: Decision): Promise<boolean>
  /** The first of two approvals, with its edit; a later first one replaces it. The same compare and set. */
  decideFirst(
    id: string,
    by: string,
    decision: Extract<Decision, { kind: 'approve' | 'edit' }>,
  ): Promise<boolean>
  /** An approved or rejected one waits once more, worded and planned as it is; the next round begins. */
  reopen(id: string): Promise<void>
  /** Undecided, of those that a digest shows. */
  waiting(): Promise<readonly Recommendation[]>
  /** Snoozed until then or earlier; the earliest first. */
  due(at: Date, limit: number): Promise<readonly Recommendation[]>
  /** Approved, with an owner who was not reminded yet that it was due before this day (2026-03-04). */
  overdue(day: string): Promise<readonly Recommendation[]>
  setReminded(id: string, dueDate: Date): Promise<void>
  reporters(
    evidence: readonly string[],
  ): Promise<readonly { readonly person: string; readonly feedback: number }[]>
}

export type Shown<T> = { readonly count: number; readonly shown: readonly T[] }

/** What a person's feedback led to. */
export type OwnRecord = {
  readonly notes: number
  /** Of those, behind a recommendation that is approved, rejected, or not decided yet. */
  readonly approved: number
  readonly rejected: number
  readonly waiting: number
}

export type StuckMessage = { readonly key: string; readonly state: string; readonly error: string | null }

/** What the Home tab and the digest say of decisions: every figure is one query. */
export type DeskTable = {
  pace(time: Window): Promise<Pick<DeskCount, 'decided' | 'medianDays'>>
  /** The undecided one that was asked first, before then. */
  longest(before: Date): Promise<Pick<Recommendation, 'title' | 'askedAt'> | null>
  /** Undecided, the oldest first. */
  waiting(limit: number): Promise<Shown<Recommendation>>
  /** Ids of answers that wait for an approver, the oldest first. */
  drafts(limit: number): Promise<Shown<string>>
  /** By feedback: the recommendation that it is behind, or the newest on that theme where that one was asked again. */
  behind(feedbackIds: readonly string[]): Promise<ReadonlyMap<string, Recommendation>>
  record(person: string, since: Date): Promise<OwnRecord>
  lastDigest(): Promise<{ readonly id: string; readonly end: Date; readonly isBuilt: boolean } | null>
  /** Messages that wait for a person: unknown or blocked; what was dropped since nothing needs it is not among them. */
  stuckMessages(limit: number): Promise<Shown<StuckMessage>>
  /** Jobs that were tried to the end. */
  deadJobs(limit: number): Promise<Shown<string>>
}
