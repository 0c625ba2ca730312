import type { Feedback } from './feedback.js'

/** Names in a text that are not its topic: two reps who heard the same of two companies heard the same. */
export type Names = {
  readonly competitors: readonly string[]
  readonly offerings: readonly string[]
  readonly people: readonly string[]
}

const NAME = String.raw`\p{Lu}[\p{L}\p{N}]*(?:[.&-]?\p{Lu}[\p{L}\p{N}]*)*`

// "lost to X", "switching from X", "X is cheaper": only after words that a competitor follows or goes before.
const RIVAL = [
  new RegExp(
    String.raw`\b(?:lost (?:it |this )?to|versus|vs\.?|compared (?:to|with)|switch(?:ed|ing)? (?:to|from)|mov(?:ed|ing) (?:to|from)|went with|go(?:ing)? with|chose|instead of|already (?:use|using|on|have|with)|renew(?:ed|ing) (?:with)?|incumbent(?: is)?)\s+(${NAME}(?:\s${NAME})?)`,
    'gu',
  ),
  new RegExp(
    String.raw`\b(${NAME}) (?:is|was|are|came in|offers?|quoted)(?: \S+){0,3} (?:cheaper|half|less)`,
    'gu',
  ),
]
const ROLE = String.raw`(?:CEO|CFO|CTO|CIO|CISO|CMO|COO|CRO|VP|director|manager|head|champion|buyer|founder|lead)`
const PERSON = [
  new RegExp(String.raw`\b${ROLE}(?: of \p{L}+)?,? (${NAME}(?:\s${NAME})?)`, 'gu'),
  new RegExp(String.raw`\b(${NAME}\s${NAME}),? (?:the|their|our) ${ROLE}`, 'gu'),
]

/** `offerings`: the catalogue's names and synonyms. What is an account's name is no competitor's. */
export function namesIn(
  text: string,
  known: { readonly offerings: readonly string[]; readonly account: string | null },
): Names {
  const account = known.account?.toLowerCase()
  const lower = text.toLowerCase()
  const offerings = known.offerings.filter((name) => name.length > 2 && holds(lower, name.toLowerCase()))
  const isElse = (name: string) =>
    name.toLowerCase() === account ||
    offerings.some((offering) => offering.toLowerCase() === name.toLowerCase())
  const people = captured(text, PERSON)
  return {
    competitors: captured(text, RIVAL).filter((name) => !isElse(name) && !people.includes(name)),
    offerings: [...new Set(offerings)],
    people,
  }
}

/**
 * The topic without whose it is: the account's name and people's. Competitors and offerings stay in it: "they already
 * use X" is one theme a competitor.
 */
export function withoutNames(
  topic: string,
  { accountName }: Pick<Feedback, 'accountName'>,
  { people }: Pick<Names, 'people'>,
): string {
  const bare = [accountName, ...people]
    .filter((name) => name !== null && name.length > 1)
    .reduce<string>((text, name) => text.replace(nameIn(name ?? ''), ' '), topic)
    .replace(/\s+/g, ' ')
    .trim()
  return /\p{L}/u.test(bare) ? bare : topic
}

const nameIn = (name: string) =>
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:(?:at|from|of|for)\s+)?${name.replace(/[.*+?^$\{\}()|[\]\\]/g, '\\$&')}(?:'s)?(?![\p{L}\p{N}])`,
    'giu',
  )

function holds(text: string, name: string): boolean {
  const at = text.indexOf(name)
  if (at < 0) return false
  const isEdge = (character: string | undefined) =>
    character === undefined || !/[\p{L}\p{N}]/u.test(character)
  return isEdge(text[at - 1]) && isEdge(text[at + name.length])
}

function captured(text: string, patterns: readonly RegExp[]): readonly string[] {
  return [...new Set(patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = '']) => name)))]
}
