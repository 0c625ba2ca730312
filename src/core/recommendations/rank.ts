import type { Money } from '../accounts/account.js'
import type { Candidate } from '../digests/digest.js'

/** What a theme's place rests on; each part is 0–1 of the largest among those ranked together. */
export const WEIGHTS = {
  /** Allocated money; half of it where one account or one rep carries it. */
  money: 3,
  accounts: 2,
  reps: 1,
  mentions: 1,
  /** Mentions more than in the window before. */
  growth: 1,
  /** The gap is clear. */
  gap: 1,
} as const

type Part = keyof typeof WEIGHTS

/** The most worth a decision first. */
export function rankCandidates(candidates: readonly Candidate[]): readonly Candidate[] {
  const parts = candidates.map(partsOf(candidates))
  const most = (part: Part): number => Math.max(...parts.map((each) => each[part]))
  const score = (of: Parts): number =>
    PARTS.reduce((sum, part) => sum + (most(part) > 0 ? (WEIGHTS[part] * of[part]) / most(part) : 0), 0)
  return candidates
    .map((candidate, index) => ({ candidate, score: score(parts[index] ?? NOTHING) }))
    .toSorted((a, b) => b.score - a.score || (a.candidate.theme.title < b.candidate.theme.title ? -1 : 1))
    .map(({ candidate }) => candidate)
}

type Parts = Readonly<Record<Part, number>>
const NOTHING: Parts = { money: 0, accounts: 0, reps: 0, mentions: 0, growth: 0, gap: 0 }
const PARTS: readonly Part[] = ['money', 'accounts', 'reps', 'mentions', 'growth', 'gap']

/** Currencies are never added: a theme's money is its largest share of any one currency's largest. */
function partsOf(all: readonly Candidate[]): (candidate: Candidate) => Parts {
  const largest = new Map<string, number>()
  for (const { theme } of all)
    for (const [currency, amount] of Object.entries(theme.allocated))
      largest.set(currency, Math.max(amount, largest.get(currency) ?? 0))
  const shareOf = (money: Money): number =>
    Math.max(0, ...Object.entries(money).map(([currency, amount]) => amount / (largest.get(currency) || 1)))
  return ({ theme, found }) => {
    const isCarried = theme.carried.some(({ figure }) => figure === 'allocated')
    return {
      money: shareOf(theme.allocated) * (isCarried ? 0.5 : 1),
      accounts: theme.accounts,
      reps: theme.reps,
      mentions: theme.mentions,
      growth: Math.max(0, theme.mentions - theme.before),
      gap: found ? 1 : 0,
    }
  }
}
