import type { Known } from './known.js'
import { type Question, type Segment, SEGMENTS } from './question.js'
import { literal, type Reading, wordsOf } from './text.js'
import { FILLERS } from './words.js'

type Named = Partial<Pick<Question, Segment | 'accountId' | 'competitor'>>

export type Names = { readonly found: Named; readonly unread: readonly string[] }

/** Accounts, competitors and segments, by the names that the workspace has for them; `text`: with its capitals. */
export function takeNames(reading: Reading, text: string, known: Known): Names {
  const accounts = takeAccount(reading, known)
  const competitor = known.competitors.find((name) => name.length > 2 && reading.takeWords(wordsOf(name)))
  const segments: Partial<Record<Segment, string>> = {}
  for (const segment of SEGMENTS) {
    const value = takeSegment(reading, text, known[segment])
    if (value !== null) segments[segment] = value
  }
  return {
    found: { ...segments, ...accounts.found, ...(competitor === undefined ? {} : { competitor }) },
    unread: accounts.unread,
  }
}

/** The longest name first: “Acme Energy” is not “Acme”. */
function takeAccount(reading: Reading, { accounts }: Known): Names {
  for (const { name, accounts: meant } of accounts.toSorted((a, b) => b.name.length - a.name.length)) {
    if (!reading.takeWords(wordsOf(name))) continue
    const [account, ...others] = meant
    if (account && others.length === 0) return { found: { accountId: account.id }, unread: [] }
    return { found: {}, unread: [`${name} (${meant.length} accounts have that name)`] }
  }
  return { found: {}, unread: [] }
}

const WHO =
  '(?:customers?|accounts?|compan(?:y|ies)|clients?|prospects?|buyers?|firms?|deals?|industry|sector|segment|space|vertical|market|region|businesses|teams?|reps?)'

/** By the whole value, however it is parted; else by the beginning of its first word, where no other value begins so. */
function takeSegment(reading: Reading, text: string, values: readonly string[]): string | null {
  const longest = values.toSorted((a, b) => b.length - a.length)
  const whole = longest.find((value) => takeWhole(reading, text, value))
  if (whole !== undefined) return whole
  const beginnings = longest.map((value) => ({ value, first: wordsOf(value)[0] ?? '' }))
  const begun = beginnings.find(({ first }) => {
    const isOne = beginnings.filter((other) => other.first.slice(0, 6) === first.slice(0, 6)).length === 1
    return isOne && takeBeginning(reading, first)
  })
  return begun?.value ?? null
}

function takeWhole(reading: Reading, text: string, value: string): boolean {
  const letters = Array.from(
    wordsOf(value)
      .join('')
      .replace(/[-'&+]/g, ''),
  )
  if (letters.length < 2) return false
  // “US” is a region, and “us” is not.
  const isPlain = FILLERS.has(value.toLowerCase()) || letters.length < 3
  if (isPlain && !new RegExp(`(?<![\\p{L}\\p{N}])${literal(value)}(?![\\p{L}\\p{N}])`, 'u').test(text))
    return false
  const spelled = letters.map(literal).join("[ '&+-]?(?:and )?")
  return reading.take(new RegExp(`(?<= )${spelled}s?(?: ${WHO}(?= ))?(?= )`, 'u')) !== null
}

function takeBeginning(reading: Reading, first: string): boolean {
  if (first.length < 5) return false
  const short = `${literal(first.slice(0, Math.min(6, first.length - 1)))}\\S* ${WHO}`
  const long = first.length < 8 ? short : `${short}|${literal(first.slice(0, 7))}\\S*`
  return reading.take(new RegExp(`(?<= )(?:${long})(?= )`, 'u')) !== null
}
