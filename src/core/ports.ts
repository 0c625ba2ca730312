import type { AnswerPost } from './answers/post.js'
import type { AskMessage, AskPost } from './ask/post.js'
import type { Known } from './ask/known.js'
import type { Told } from './ask/told.js'
import type { SyncAt, SyncOutcome } from './crm/run.js'
import type { CrmSource } from './crm/crm.js'
import type { Offering } from './catalogue/offering.js'
import type { DeliveryPost } from './delivery/post.js'
import type { Candidate, Window } from './digests/digest.js'
import type { Feedback, Kind } from './feedback/feedback.js'
import type { Draft, Source } from './recommendations/contract.js'
import type { DecisionPost, HomePost } from './recommendations/post.js'
import type { Theme } from './themes/theme.js'
import type { Workspace } from './workspaces/workspace.js'
import type { Tables } from './tables.js'

/** Time, chance and the slots of a schedule. */
export type Clock = {
  now(): Date
  /** A new opaque id (UUID). */
  newId(): string
  /**
   * The slot of `schedule` (five cron fields, read in the IANA zone) at or before `at`, with the slot before it: the
   * digest's window. A local time that does not exist falls on the next that does; one that exists twice counts once.
   * Throws RangeError on a schedule or zone that can't be read.
   */
  windowAt(schedule: string, timezone: string, at: Date): Window
  /** Lets what waits for this thread go first. */
  giveWay(): Promise<void>
}

/** Turns texts into vectors of unit length; vectors of two embedders (two ids) are never compared. */
export type Embedder = {
  readonly id: string
  readonly dimensions: number
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>
}

/** Words a recommendation. What it may write is held by `core/recommendations/contract.ts`. */
export type Writer = {
  readonly id: string
  /** What there is to choose from, the best first; the last one keeps the contract whatever is given. */
  word(candidate: Candidate, sources: readonly Source[]): Promise<readonly Draft[]>
}

/** Reads one text beside the titles of themes, and says which it belongs to. */
export type Judge = {
  readonly id: string
  /** Null where there is no answer to be used: too slow, away, or nonsense. It may name no theme that it was not offered. */
  judge(text: string, kind: Kind, offered: readonly Pick<Theme, 'id' | 'title'>[]): Promise<Judgement | null>
  /** Which of these offerings a request asks for; the same silence, and the same limits. */
  choose(
    text: string,
    offered: readonly Pick<Offering, 'id' | 'name' | 'description' | 'synonyms'>[],
  ): Promise<Chosen | null>
}

/** offeringId null: none of those offered. */
export type Chosen = { readonly offeringId: string | null }

/** Reads a question that somebody asked about what customers say. */
export type Asker = {
  readonly id: string
  /** Null where there is no answer to be used: too slow, away, nonsense, or a name that it was not given. */
  read(question: string, known: Known): Promise<Told | null>
}

/** label: a short canonical name for what the text says; themeId null: none of those offered. */
export type Judgement = { readonly label: string; readonly themeId: string | null }

/** Work that is kept until it is done. */
export type Job =
  | { readonly name: 'place'; readonly feedbackId: string; readonly reply: string | null }
  | { readonly name: 'meet'; readonly person: string }
  | { readonly name: 'build-digest'; readonly digestId: string }
  | { readonly name: 'refresh-roles' }
  | { readonly name: 'regroup' }
  | { readonly name: 'embed' }
  | { readonly name: 'remind-owners' }
  | { readonly name: 'review-outcomes' }
  | { readonly name: 'remind-due' }
  | { readonly name: 'ask-deal'; readonly opportunityId: string }
  /** `version`: of the catalogue; a later one has a job of its own. */
  | { readonly name: 'judge-requests'; readonly version: number; readonly before: string | null }
  | { readonly name: 'watch-deals' }
  | ({ readonly name: 'ask' } & AskMessage)
  | ({ readonly name: 'sync-crm' } & SyncAt)
  | { readonly name: 'deliver'; readonly recommendationId: string }
  | { readonly name: 'watch-deliveries' }

/** A message that is to be sent, by what it says; it is drawn when it is sent. */
export type Post =
  | { readonly kind: 'digest'; readonly digestId: string }
  | { readonly kind: 'digest-update'; readonly digestId: string }
  | { readonly kind: 'verbatims'; readonly digestId: string; readonly themeId: string }
  | {
      readonly kind: 'placed'
      readonly feedbackId: string
      /** The command's response_url, or the id of the person whose direct messages it goes to. */
      readonly reply: string
      /** Themes to choose from, where Earshot was not sure. */
      readonly suggestions: readonly string[]
    }
  /** To the digest's thread, at a hypothesis' review date. */
  | { readonly kind: 'outcome'; readonly recommendationId: string }
  /** To the digest's channel: several open opportunities close soon on one objection. */
  | { readonly kind: 'hot'; readonly themeId: string; readonly channel: string }
  /** To an admin: a message whose fate is unknown, or that Slack refuses. */
  | { readonly kind: 'stuck'; readonly outboxKey: string; readonly person: string }
  | AnswerPost
  | AskPost
  /** To an admin who had the CRM read. */
  | ({ readonly kind: 'synced'; readonly person: string; readonly source: CrmSource } & SyncOutcome)
  | DeliveryPost
  | DecisionPost
  | HomePost

/** `key` makes it one message or one job, however often it is asked for. */
export type Keyed<T> = { readonly key: string; readonly item: T }

/** What an import brought, and what was there before. */
export type Imported = { readonly added: number; readonly known: number }

export type AuditEntry = {
  /** A Slack id, or `earshot`. */
  readonly actor: string
  readonly action: string
  /** `recommendation:…`, `feedback:…` */
  readonly subject: string
  readonly detail: Readonly<Record<string, string | number | boolean | null>>
}

export type AuditRecord = AuditEntry & { readonly id: string; readonly at: Date }

/** The durable store: no call without a workspace but the operator's own. */
export type Store = {
  /** One transaction that reads and writes this workspace alone. No network inside it. */
  within<T>(workspaceId: string, work: (tx: Tables) => Promise<T>): Promise<T>
  /**
   * The acknowledged path: feedback, its jobs and its audit entry in one transaction, shared with whatever else arrives
   * at that moment. `known` where the delivery key was kept before.
   */
  keep(workspaceId: string, feedback: Feedback, jobs: readonly Keyed<Job>[]): Promise<'kept' | 'known'>
  /** The operator's own. */
  workspaces(): Promise<readonly Workspace[]>
  workspace(id: string): Promise<Workspace | null>
  /** Makes the workspace known or renames it; settings that a person has changed stay. */
  admit(workspace: Workspace): Promise<void>
}
