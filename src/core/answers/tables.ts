import type { Opportunity } from '../accounts/account.js'
import type { Window } from '../digests/digest.js'
import type { Imported } from '../ports.js'
import type { Answer, AnswerState, Approved } from './answer.js'
import type { CoverageCount, CoverageRow } from './coverage.js'
import type { DealQuestion, Turned } from './question.js'
import type { AnswerRecord, SaidWord } from './record.js'

/** A row of a file; what it does not say of a known answer stays. */
export type ImportedAnswer = Pick<
  Answer,
  'id' | 'externalId' | 'text' | 'owner' | 'reviewDate' | 'link' | 'themes'
> & { readonly state: AnswerState | null }

/** An opportunity as a person knows it. */
export type Deal = Pick<Opportunity, 'id' | 'name' | 'outcome'>

export type AnswersTable = {
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
  /** Compare and set: false where this person was told after `since` that the theme has no answer; else they are told now. */
  claimWanted(themeId: string, person: string, since: Date): Promise<boolean>
  /** The objections most heard in this time, and what there is to meet each. */
  coverage(time: Window, limit: number): Promise<readonly CoverageRow[]>
  /** How many objections were heard in this time. */
  heard(time: Window): Promise<number>
  /** Of so many most heard in this time, how many there are, and how many have no approved answer. */
  unanswered(time: Window, most: number): Promise<CoverageCount>
}

export type QuestionsTable = {
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
