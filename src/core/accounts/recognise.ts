import type { Feedback } from '../feedback/feedback.js'
import type { Tables } from '../tables.js'
import type { Account, Opportunity } from './account.js'
import { type Meanings, meaningsOf } from './find.js'
import { mentionsIn } from './mentions.js'
import { nameKey } from './name-key.js'

export type Recognised =
  | { readonly kind: 'known'; readonly account: Account; readonly mention: string }
  /** Several accounts that it may be: a question, not an answer. */
  | { readonly kind: 'several'; readonly accounts: readonly Account[] }
  | { readonly kind: 'none' }

/**
 * Finds the account of a new piece of feedback, and its opportunity where only one is open; nothing is guessed where it may be
 * several. Returns the feedback as it then stands.
 */
export async function recogniseAccount(tx: Tables, feedback: Feedback): Promise<Feedback> {
  if (feedback.accountId !== null) return feedback
  const found = await recognise(tx, feedback)
  if (found.kind !== 'known') return feedback
  const { account, mention } = found
  const about = {
    accountId: account.id,
    accountName: feedback.accountName ?? mention,
    opportunityId: (await theOpenOne(tx, account.id))?.id ?? null,
  }
  await tx.feedback.setAccount(feedback.id, about)
  return { ...feedback, ...about }
}

/** What is marked decides alone; else the domains and capitalised words of the text. */
export async function recognise(
  tx: Tables,
  { text, accountName }: Pick<Feedback, 'text' | 'accountName'>,
): Promise<Recognised> {
  const mentions = mentionsIn(text)
  const marked = accountName === null ? mentions.marked : [...mentions.marked, accountName]
  const names = [...marked, ...mentions.domains, ...(marked.length > 0 ? [] : mentions.plain)]
  if (names.length === 0) return { kind: 'none' }
  const meanings = await meaningsOf(tx, names)
  const byDomain = accountsOf(meanings, mentions.domains)
  if (marked.length > 0) {
    const mention = marked.find((name) => meanings(name).length > 0)
    return mention === undefined ? { kind: 'none' } : decided(meanings(mention), byDomain, mention)
  }
  const plain = longest(mentions.plain.filter((name) => meanings(name).length > 0))
  const [mention = ''] = [...plain, ...mentions.domains.filter((name) => meanings(name).length > 0)]
  return decided(union([...byDomain, ...accountsOf(meanings, plain)]), byDomain, mention)
}

/** An account's opportunity, where only one is open. */
export async function theOpenOne(tx: Tables, accountId: string): Promise<Opportunity | null> {
  const [opportunity, ...others] = await tx.accounts.openOpportunities(accountId)
  return opportunity && others.length === 0 ? opportunity : null
}

/** Of several of one name, the domain in the text says which. */
function decided(accounts: readonly Account[], byDomain: readonly Account[], mention: string): Recognised {
  const [first] = accounts
  if (!first) return { kind: 'none' }
  if (accounts.length === 1) return { kind: 'known', account: first, mention }
  const isOneName = new Set(accounts.map(({ name }) => nameKey(name))).size === 1
  const [named, ...others] = byDomain.filter(({ id }) => accounts.some((account) => account.id === id))
  return isOneName && named && others.length === 0
    ? { kind: 'known', account: named, mention }
    : { kind: 'several', accounts }
}

function accountsOf(meanings: Meanings, names: readonly string[]): readonly Account[] {
  return union(names.flatMap(meanings))
}

function union(accounts: readonly Account[]): readonly Account[] {
  return [...new Map(accounts.map((account) => [account.id, account])).values()]
}

/** “Acme Energy” is not also “Acme”. */
function longest(names: readonly string[]): readonly string[] {
  return names.filter((name) => !names.some((other) => other !== name && ` ${other} `.includes(` ${name} `)))
}
