import type { Money } from '../accounts/account.js'
import type { ThemeCount, Window } from '../digests/digest.js'
import { masked, maskedAccount, type NamesInText } from '../feedback/mask.js'
import type { Advice, Recommendation } from '../recommendations/recommendation.js'

export type PackQuote = {
  /** The stored text, whole. */
  readonly text: string
  readonly account: string | null
  readonly industry: string | null
  readonly heardAt: Date
  readonly names: NamesInText
}

/** What an issue says, before it is markdown or Jira's own format: texts that nothing may parse. */
export type Part =
  | { readonly kind: 'text' | 'heading'; readonly text: string }
  | { readonly kind: 'items'; readonly items: readonly string[] }
  /** Exact, and where it comes from. */
  | { readonly kind: 'quote'; readonly text: string; readonly source: string }

export type Pack = {
  readonly title: string
  readonly advice: Advice
  readonly workspace: string
  readonly parts: readonly Part[]
}

export type PackFacts = {
  readonly recommendation: Recommendation
  readonly workspace: string
  readonly approver: string
  /** As the digest counted it. */
  readonly theme: ThemeCount | null
  readonly window: Window
  readonly quotes: readonly PackQuote[]
}

export const QUOTES_IN_PACK = 10
/** Ten of these, and the rest, fit the 32,767 characters that Jira takes. */
export const QUOTE_LIMIT = 2000

/** The evidence pack: what to do, the numbers as the digest stored them, and what customers said, in their reps' words. */
export function packOf(facts: PackFacts, showsNames: boolean): Pack {
  const { recommendation, quotes, workspace } = facts
  const { advice, title, body, evidence } = recommendation
  const quoted = quotes.slice(0, QUOTES_IN_PACK)
  return {
    title,
    advice,
    workspace,
    parts: [
      { kind: 'text', text: body },
      { kind: 'text', text: approvalText(facts) },
      ...planParts(facts),
      { kind: 'heading', text: 'The numbers' },
      { kind: 'items', items: numbers(facts) },
      {
        kind: 'heading',
        text: `What customers said: ${quoted.length} of ${counted(evidence.length, 'note')}`,
      },
      ...quoted.map((quote) => quotePart(quote, showsNames)),
    ],
  }
}

function approvalText({ recommendation, approver }: PackFacts): string {
  const { advice, decidedAt } = recommendation
  const day = decidedAt === null ? '' : ` on ${dayOf(decidedAt)}`
  const kind = `${advice.family}: ${advice.type}`
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)}. Approved${day} by ${approver === '' ? 'an approver' : approver}.`
}

/** By when, and by how much; who owns it is a Slack id, which says nothing there. */
function planParts({ recommendation: { dueDate, target } }: PackFacts): readonly Part[] {
  const plan = [
    ...(dueDate === null ? [] : [`Due ${dayOf(dueDate)}`]),
    ...(target === null ? [] : [`Meant to make it heard ${Math.round(target * 100)} % less often`]),
  ]
  return plan.length === 0 ? [] : [{ kind: 'text', text: `${plan.join('. ')}.` }]
}

function numbers({ theme, window, recommendation }: PackFacts): readonly string[] {
  const from = `Heard from ${dayOf(window.start)} to ${dayOf(window.end)}`
  if (!theme) return [counted(recommendation.evidence.length, 'note'), from]
  const { mentions, reps, accounts, touched, allocated } = theme
  return [
    `${counted(mentions, 'mention')} from ${counted(reps, 'rep')} about ${counted(accounts, 'account')}`,
    from,
    ...moneyItem('Money touched', touched),
    ...moneyItem('Money allocated', allocated),
  ]
}

/** Currencies are never added to each other. */
function moneyItem(label: string, money: Money): readonly string[] {
  const sums = Object.entries(money)
    .filter(([, amount]) => amount > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([currency, amount]) => `${currency} ${Math.round(amount).toLocaleString('en-US')}`)
  return sums.length === 0 ? [] : [`${label}: ${sums.join(' + ')}`]
}

function quotePart(quote: PackQuote, showsNames: boolean): Part {
  const told = showsNames ? quote.text : masked(quote.text, quote.names)
  const characters = Array.from(told)
  const isCut = characters.length > QUOTE_LIMIT
  return {
    kind: 'quote',
    text: isCut ? characters.slice(0, QUOTE_LIMIT).join('') : told,
    source: [
      accountText(quote, showsNames),
      dayOf(quote.heardAt),
      'logged in Slack by a rep',
      ...(told === quote.text ? [] : ['names left out, in brackets']),
      ...(isCut ? [`the first ${QUOTE_LIMIT} of ${characters.length} characters`] : []),
    ].join(' · '),
  }
}

function accountText({ account, industry }: PackQuote, showsNames: boolean): string {
  if (account === null) return 'no account named'
  return showsNames ? account : maskedAccount(industry)
}

function counted(count: number, one: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : `${one}s`}`
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
