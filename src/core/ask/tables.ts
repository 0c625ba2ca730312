import type { Money } from '../accounts/account.js'
import type { Quote } from '../digests/digest.js'
import type { Kind } from '../feedback/feedback.js'
import type { Known } from './known.js'
import type { Question, Segment, Span } from './question.js'

/** How much a question is about: what it asks for, and everything of the same accounts, people and time. */
export type Total = {
  readonly notes: number
  readonly reps: number
  readonly accounts: number
  /** Whatever the kind and the topic. */
  readonly allNotes: number
  readonly allAccounts: number
}

export type Grouping = 'themes' | 'accounts' | 'industries' | 'sizes' | 'regions' | 'competitors'

export type Group = {
  /** Of a theme or an account that is known. */
  readonly id: string | null
  readonly name: string
  /** Of a theme. */
  readonly kind: Kind | null
  readonly notes: number
  readonly accounts: number
  /** Opportunities on which it was logged. */
  readonly won: number
  readonly lost: number
}

/** Opportunities on which it was logged, each once; `typed`: what reps typed where no opportunity is known. */
export type Deals = {
  readonly open: number
  readonly won: number
  readonly lost: number
  readonly touched: Money
  readonly byOutcome: Readonly<Record<'open' | 'won' | 'lost' | 'typed', Money>>
}

/** What is heard most in a time. */
export type Heard = {
  readonly objection: string | null
  readonly request: string | null
  readonly industry: string | null
  readonly account: string | null
}

/** A question that was asked, as it was read. */
export type Ask = {
  readonly id: string
  readonly key: string
  readonly person: string
  readonly question: Question
}

export type AskTable = {
  names(): Promise<Pick<Known, Segment | 'competitors' | 'themes'>>
  heard(time: Span): Promise<Heard>
  total(question: Question): Promise<Total>
  /** The notes of `total` alone, at a fraction of its cost. */
  count(question: Question): Promise<number>
  /** The most heard first, of outcomes the most lost; `count`: how many groups there are. */
  groups(
    question: Question,
    by: Grouping,
    limit: number,
  ): Promise<{ readonly groups: readonly Group[]; readonly count: number }>
  /** When the first of it was heard. */
  since(question: Question): Promise<Date | null>
  /** Notes in each of these times, which follow each other. */
  course(question: Question, starts: readonly Date[]): Promise<readonly number[]>
  deals(question: Question): Promise<Deals>
  /** Spread over accounts, of the newest. */
  quotes(question: Question, limit: number): Promise<readonly Quote[]>
  /** Unique on the key; returns the one that is kept. */
  keep(ask: Ask): Promise<Ask>
  find(id: string): Promise<Ask | null>
}
