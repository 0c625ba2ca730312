import type { Account, Opportunity } from './accounts/account.js'
import type { Answer, AnswerState, Approved } from './answers/answer.js'
import type { CoverageCount, CoverageRow } from './answers/coverage.js'
import type { DealQuestion, Turned } from './answers/question.js'
import type { AnswerRecord, SaidWord } from './answers/record.js'
import type { Days, HotObjection } from './accounts/hot.js'
import type { ThemeMoney } from './accounts/money.js'
import type { Rate } from './accounts/rates.js'
import type { Offering } from './catalogue/offering.js'
import type { Ruling } from './catalogue/verdict.js'
import type {
  Digest,
  DigestFacts,
  Evidence,
  ThemeCount,
  WeekSeries,
  Window,
  WindowCount,
} from './digests/digest.js'
import type { Feedback, Kind, Placement } from './feedback/feedback.js'
import type { Names } from './feedback/names.js'
import type { Decision, Recommendation } from './recommendations/recommendation.js'
import type { Correction, PlaceBefore } from './themes/correction.js'
import type { Proposal } from './themes/proposal.js'
import type { Grouped, Regrouping } from './themes/grouping.js'
import type { Near } from './themes/score.js'
import type { Theme, ThemeReach } from './themes/theme.js'
import type { Person, Workspace, WorkspaceSettings } from './workspaces/workspace.js'
import type { Job, Post, Keyed, Imported, AuditEntry, AuditRecord } from './ports.js'

/** A row of a file; what it does not say of a known answer stays. */
export type ImportedAnswer = Pick<
  Answer,
  'id' | 'externalId' | 'text' | 'owner' | 'reviewDate' | 'link' | 'themes'
> & { readonly state: AnswerState | null }

/** An opportunity as a person knows it. */
export type Deal = Pick<Opportunity, 'id' | 'name' | 'outcome'>

/** What one transaction of one workspace reads and writes. */
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
  }
  readonly feedback: {
    find(id: string): Promise<Feedback | null>
    /** Returns how many were new. */
    addAll(items: readonly Feedback[]): Promise<number>
    place(id: string, to: { readonly themeId: string | null; readonly placement: Placement }): Promise<void>
    /** Many at once; ids that are gone are passed over. */
    placeAll(moves: readonly PlaceBefore[]): Promise<void>
    /** Whatever its placement; the newest first. */
    ofTheme(themeId: string, limit?: number): Promise<readonly Feedback[]>
    setAccount(
      id: string,
      about: Pick<Feedback, 'accountId' | 'accountName' | 'opportunityId'>,
    ): Promise<void>
    setNames(id: string, names: Names): Promise<void>
    setLabel(id: string, label: string): Promise<void>
    /** Only what nobody has touched since it was read: `from` is the theme it had then. Returns how many moved. */
    regroup(moves: readonly Regrouping[]): Promise<number>
    countByPlacement(): Promise<Readonly<Partial<Record<Placement, number>>>>
    /** Kept before `before`, and still without a place; in the order they were heard. */
    pending(before: Date, limit: number): Promise<readonly Feedback[]>
    /** A person's own, the newest first. */
    latestOf(reporter: string, limit: number): Promise<readonly Feedback[]>
    /** By id, which is the order they were kept in. */
    page(after: string | null, limit: number): Promise<readonly Feedback[]>
    /** In no order; ids that are gone are passed over. */
    some(ids: readonly string[]): Promise<readonly Feedback[]>
  }
  readonly embeddings: {
    /** The nearest first, noise and the feedback itself left out; `filed`: only those that have a theme. */
    nearest(of: {
      readonly id: string
      readonly kind: Kind
      readonly embedder: string
      readonly vector: Float32Array
      readonly limit: number
      readonly filed: boolean
    }): Promise<readonly Near[]>
    /** In place of what another embedder made. `near`: who was nearest then, which the night's graph is made of. */
    keep(of: {
      readonly id: string
      readonly kind: Kind
      readonly embedder: string
      readonly vector: Float32Array
      readonly near: readonly Near[]
    }): Promise<void>
    /** Of what is not pending, which gets its vector with its place. */
    countMissing(embedder: string): Promise<number>
    missing(embedder: string, limit: number): Promise<readonly Feedback[]>
    /** All that may be grouped, in the order it was heard: neither pending nor noise, with a vector of this embedder. */
    toGroup(kind: Kind, embedder: string): Promise<readonly Grouped[]>
  }
  readonly themes: {
    /** As its row stands, also when it was merged into another. */
    find(id: string): Promise<Theme | null>
    /** Whatever the case; where the title is that of a merged theme, the one that has its feedback now. */
    named(kind: Kind, title: string): Promise<Theme | null>
    /** The row that has this title, whatever the case, also when it was merged into another. */
    titled(kind: Kind, title: string): Promise<Theme | null>
    /** Returns its id, or that of the theme that has the title already (of the one it was merged into). */
    add(theme: Theme): Promise<string>
    /** Title, who wrote it, area, merge and publication, by its id. The title must be free. */
    save(theme: Theme): Promise<void>
    /** A digest whose window ends then shows them. */
    publish(ids: readonly string[], windowEnd: Date): Promise<void>
    /** But for those merged into another. */
    all(): Promise<readonly Theme[]>
    reach(id: string): Promise<ThemeReach>
    mostHeard(limit: number): Promise<readonly { readonly theme: Theme; readonly reach: ThemeReach }[]>
  }
  readonly corrections: {
    /**
     * Waits until no other transaction of the workspace changes who is in which theme; none does until this one ends. The
     * first call of every one that does, people's and Earshot's: what is read after it stands.
     */
    turn(): Promise<void>
    add(correction: Correction): Promise<void>
    find(id: string): Promise<Correction | null>
    /** The newest first; those undone among them. */
    latest(limit: number): Promise<readonly Correction[]>
    /**
     * Not undone, made after `of` (the newest first), and about some of the same feedback or the same theme's title or
     * merge; or it put feedback into a theme that goes when `of` is undone, or merged one that feedback would go back to.
     */
    after(of: Correction): Promise<readonly Correction[]>
    /** Compare and set: false where it is undone already. */
    undo(id: string, by: string): Promise<boolean>
  }
  readonly proposals: {
    add(proposal: Proposal): Promise<void>
    find(id: string): Promise<Proposal | null>
    /** Whatever their state; the newest first. */
    all(): Promise<readonly Proposal[]>
    /** Compare and set: writes only over an open one, and says whether it did. */
    decide(id: string, by: string, state: 'approved' | 'rejected'): Promise<boolean>
  }
  readonly accounts: {
    /** All that have one of these external ids, name keys (see `nameKey`) or domains; in no order. */
    lookUp(of: {
      readonly externalIds: readonly string[]
      readonly keys: readonly string[]
      readonly domains: readonly string[]
    }): Promise<readonly Account[]>
    /** Whose name, or one of whose words or whose domain, begins as typed; whose name does come first. */
    startingWith(typed: string, limit: number): Promise<readonly Account[]>
    find(id: string): Promise<Account | null>
    /** In no order; ids that are gone are passed over. */
    some(ids: readonly string[]): Promise<readonly Account[]>
    /** Unique on the external id; the id of a known one stays. */
    saveAll(accounts: readonly Account[]): Promise<Imported>
    openOpportunities(accountId: string): Promise<readonly Opportunity[]>
    /** By either; in no order. */
    opportunities(of: {
      readonly ids?: readonly string[]
      readonly externalIds?: readonly string[]
    }): Promise<readonly Opportunity[]>
    /** However many there are: for a story's few. */
    allOpportunities(): Promise<readonly Opportunity[]>
    saveOpportunities(opportunities: readonly Opportunity[]): Promise<Imported>
  }
  /** Objections on which open opportunities close soon. */
  readonly hot: {
    /** Of objections, not merged, with at least so many opportunities that close on these days. */
    themes(days: Days, least: number): Promise<readonly string[]>
    /** Compare and set: false where the channel was told after `since`; else it is told now. */
    claim(themeId: string, since: Date): Promise<boolean>
    /** Null where the theme is gone or merged. */
    look(themeId: string, days: Days, limit: number): Promise<HotObjection | null>
  }
  readonly rates: {
    /** The currency that figures are in; null: no rates, and currencies are kept apart. */
    base(): Promise<string | null>
    /** Those that are not given go. */
    replace(base: string, rates: readonly Rate[]): Promise<Imported>
  }
  readonly catalogue: {
    /** Unique on the external id; the id of a known one stays. */
    saveAll(offerings: readonly Offering[]): Promise<Imported>
    /** Names and synonyms. */
    names(): Promise<readonly string[]>
    find(id: string): Promise<Offering | null>
    /** By external id. */
    all(): Promise<readonly Offering[]>
    /** Another one after each change of the catalogue. */
    version(): Promise<number>
    /** Those made by this embedder: of each offering the texts, and a vector for each. */
    vectors(embedder: string): Promise<readonly OfferingVectors[]>
    /** In the place of what was there; offerings that are gone are passed over. */
    setVectors(embedder: string, vectors: readonly OfferingVectors[]): Promise<void>
  }
  readonly verdicts: {
    /** Null where nothing has been said yet. */
    of(feedbackId: string): Promise<Ruling | null>
    /** Writes over everything but a person's word, which only a person's replaces; says whether it did. */
    set(feedbackId: string, ruling: Ruling): Promise<boolean>
    /** Requests that are placed and that no person has judged; the newest first, from before this one. */
    unsettled(before: string | null, limit: number): Promise<readonly Feedback[]>
  }
  readonly answers: {
    find(id: string): Promise<Answer | null>
    /** Unique on the external id; the id of a known one stays, and where `state` is null its state. */
    saveAll(answers: readonly ImportedAnswer[]): Promise<Imported>
    /** False where the external id is known. */
    add(answer: Answer): Promise<boolean>
    /** Compare and set: writes over the version before the one given, and says whether it did. */
    save(answer: Answer): Promise<boolean>
    /** Whatever their state; the newest first. */
    all(): Promise<readonly Answer[]>
    /** The approved ones that serve this theme, one merged into it, or one that had its title; in no order. */
    ofTheme(themeId: string): Promise<readonly Answer[]>
    /** Of the themes that have an approved answer. */
    themeIds(): Promise<ReadonlySet<string>>
    records(ids: readonly string[]): Promise<ReadonlyMap<string, AnswerRecord>>
    /** What was said of answers to one piece of feedback; the latest first. */
    words(feedbackId: string): Promise<readonly SaidWord[]>
    /** One a feedback and answer, the last one stands; false where it is the same already. */
    say(said: SaidWord): Promise<boolean>
    unsay(feedbackId: string, answerId: string): Promise<boolean>
    /** Approved, overdue at that moment, and nobody was reminded of that date yet. */
    due(at: Date): Promise<readonly Pick<Approved, 'id' | 'owner' | 'reviewDate'>[]>
    setReminded(id: string, reviewDate: Date): Promise<void>
    /** The objections most heard in this time, and what there is to meet each. */
    coverage(time: Window, limit: number): Promise<readonly CoverageRow[]>
    /** How many objections were heard in this time. */
    heard(time: Window): Promise<number>
    /** Of so many most heard in this time, how many there are, and how many have no approved answer. */
    unanswered(time: Window, most: number): Promise<CoverageCount>
  }
  readonly questions: {
    /** Opportunities whose outcome has turned since the last call; those that nobody logged feedback on are passed over. */
    turned(): Promise<readonly Turned[]>
    deal(opportunityId: string): Promise<Deal | null>
    /** Who logged feedback on it. */
    reporters(opportunityId: string): Promise<readonly string[]>
    /** The answer that this rep last used in this deal, helpful or not, and that is approved still. */
    lastUsed(opportunityId: string, person: string): Promise<string | null>
    /** The objections that this rep heard in this deal, with their theme; the latest first. */
    heard(
      opportunityId: string,
      person: string,
    ): Promise<readonly { readonly id: string; readonly themeId: string }[]>
    of(opportunityIds: readonly string[]): Promise<readonly DealQuestion[]>
    find(opportunityId: string, person: string): Promise<DealQuestion | null>
    /** Unique on opportunity and person; false where it was asked before. */
    ask(question: DealQuestion): Promise<boolean>
    reply(question: DealQuestion): Promise<void>
  }
  readonly digests: {
    find(id: string): Promise<Digest | null>
    at(channel: string, windowEnd: Date): Promise<Digest | null>
    latest(channel: string): Promise<Digest | null>
    /** False where the window is taken: unique on workspace, channel and the window's end. */
    open(digest: Digest): Promise<boolean>
    setFacts(id: string, facts: DigestFacts): Promise<void>
    /** `previous` is the window before. */
    count(window: Window, previous: Window): Promise<WindowCount>
    themes(window: Window, previous: Window, limit: number): Promise<readonly ThemeCount[]>
    series(themeIds: readonly string[], windows: readonly Window[]): Promise<readonly WeekSeries[]>
    evidence(themeId: string, window: Window, quotes: number): Promise<Evidence>
    /** By theme; one without money is not among them. */
    money(themeIds: readonly string[], window: Window): Promise<ReadonlyMap<string, ThemeMoney>>
  }
  readonly recommendations: {
    find(id: string): Promise<Recommendation | null>
    of(digestId: string): Promise<readonly Recommendation[]>
    addAll(items: readonly Recommendation[]): Promise<void>
    page(after: string | null, limit: number): Promise<readonly Recommendation[]>
    /** The last one on each theme, whatever became of it. */
    lastByTheme(): Promise<ReadonlyMap<string, Recommendation>>
    /** Closes the undecided ones on these themes in favour of newer ones; returns the digests they stand in. */
    supersede(themeIds: readonly string[]): Promise<readonly string[]>
    /** Compare and set: writes only over an undecided one, and says whether it did. */
    decide(id: string, by: string, decision: Decision): Promise<boolean>
    /** Undecided, in any digest. */
    waiting(): Promise<readonly Recommendation[]>
    reporters(
      evidence: readonly string[],
    ): Promise<readonly { readonly person: string; readonly feedback: number }[]>
  }
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

export type OfferingVectors = {
  readonly offeringId: string
  readonly texts: readonly string[]
  readonly vectors: readonly Float32Array[]
}
