import type { AccountsTable, HotTable, RatesTable } from './accounts/tables.js'
import type { AnswersTable, QuestionsTable } from './answers/tables.js'
import type { AskTable } from './ask/tables.js'
import type { CatalogueTable, VerdictsTable } from './catalogue/tables.js'
import type { CrmTable } from './crm/tables.js'
import type { DeliveriesTable } from './delivery/tables.js'
import type { DigestsTable } from './digests/tables.js'
import type { FeedbackTable } from './feedback/tables.js'
import type { GapsTable } from './gaps/tables.js'
import type { OutcomesTable } from './outcomes/tables.js'
import type { Job, Post, Keyed, AuditEntry, AuditRecord } from './ports.js'
import type { DeskTable, RecommendationsTable, RefusalsTable } from './recommendations/tables.js'
import type { HistoryTable } from './history/tables.js'
import type { SegmentsTable } from './segments/tables.js'
import type { EmbeddingsTable, ThemesTable, CorrectionsTable, ProposalsTable } from './themes/tables.js'
import type { TrendsTable } from './trends/tables.js'
import type { Person, Workspace, WorkspaceSettings } from './workspaces/workspace.js'

/** What one transaction of one workspace reads and writes: each room says what it keeps. */
export type Tables = {
  readonly now: Date
  readonly workspace: {
    read(): Promise<Workspace>
    configure(settings: WorkspaceSettings): Promise<void>
    setActive(active: boolean): Promise<void>
    /** The night whose regrouping is done. */
    regroupedAt(): Promise<Date | null>
    setRegrouped(slot: Date): Promise<void>
    /** When the deals were last looked through. */
    watchedAt(): Promise<Date | null>
    setWatched(at: Date): Promise<void>
    /** One more call of a model today (UTC); false, and none is counted, where `most` have been made. */
    askModel(most: number): Promise<boolean>
  }
  readonly people: {
    find(id: string): Promise<Person | null>
    save(person: Person): Promise<void>
    all(): Promise<readonly Person[]>
    openedHome(id: string): Promise<void>
    /** Who opened the Home tab, the latest first; no outsiders. */
    atHome(limit: number): Promise<readonly string[]>
  }
  readonly feedback: FeedbackTable
  readonly embeddings: EmbeddingsTable
  readonly themes: ThemesTable
  readonly corrections: CorrectionsTable
  readonly proposals: ProposalsTable
  readonly accounts: AccountsTable
  readonly hot: HotTable
  readonly crm: CrmTable
  readonly rates: RatesTable
  readonly catalogue: CatalogueTable
  readonly verdicts: VerdictsTable
  readonly answers: AnswersTable
  readonly questions: QuestionsTable
  readonly gaps: GapsTable
  readonly ask: AskTable
  readonly digests: DigestsTable
  readonly history: HistoryTable
  readonly segments: SegmentsTable
  readonly recommendations: RecommendationsTable
  readonly refusals: RefusalsTable
  readonly trends: TrendsTable
  readonly outcomes: OutcomesTable
  readonly deliveries: DeliveriesTable
  readonly desk: DeskTable
  readonly audit: {
    add(entry: AuditEntry): Promise<void>
    /** In the order they were written. */
    page(after: string | null, limit: number): Promise<readonly AuditRecord[]>
  }
  /** Enqueued in this transaction; a key that is there already changes nothing. */
  readonly jobs: { add(...jobs: readonly Keyed<Job>[]): Promise<void> }
  readonly outbox: {
    add(...posts: readonly (Keyed<Post> & { readonly destination: string })[]): Promise<void>
    /** Where and as what the message of this key stands in Slack. */
    sent(key: string): Promise<{ readonly channel: string; readonly ts: string } | null>
    /** Where a message stands: pending, sending, sent, unknown, blocked or dead, and the last refusal. */
    fate(key: string): Promise<{ readonly state: string; readonly error: string | null } | null>
    /** Messages that are unknown, blocked or dead, the newest first. */
    troubles(
      limit: number,
    ): Promise<readonly { readonly key: string; readonly state: string; readonly error: string | null }[]>
    /** A press proves where a message stands whose sending had no answer; what is known already stays. */
    stands(key: string, at: { readonly channel: string; readonly ts: string }): Promise<void>
    /** A person's word on a message of unknown fate. */
    settle(key: string, as: 'sent' | 'pending'): Promise<boolean>
  }
}
