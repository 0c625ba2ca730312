import { answersTo } from '../answers/best.js'
import type { Ranked } from '../answers/record.js'
import type { Quote } from '../digests/digest.js'
import type { Tables } from '../tables.js'
import { allOf, type Question } from './question.js'
import type { Deals, Group, Grouping, Total } from './tables.js'

/** What the queries say to a question; of its measure, what that needs. */
export type Answered = {
  readonly question: Question
  readonly account: string | null
  readonly themes: readonly string[]
  readonly timezone: string
  /** The currency of all money; null: each in its own. */
  readonly base: string | null
  readonly total: Total
  /** Notes in the time before, as long; null where that has no beginning. */
  readonly before: number | null
  readonly groups: readonly Group[]
  /** How many groups there are. */
  readonly count: number
  readonly course: readonly { readonly start: string; readonly notes: number }[]
  readonly deals: Deals | null
  readonly answers: readonly {
    readonly theme: Group
    readonly best: Ranked | null
    readonly count: number
    readonly now: Date
  }[]
  readonly quotes: readonly Quote[]
  /** Of nothing: how much there would be without one of its limits. */
  readonly wider: readonly Wider[]
  readonly now: Date
}

export type Wider = { readonly without: 'time' | 'topic' | 'customers'; readonly notes: number }

const GROUPS = 10
const ANSWERED = 3
const QUOTES = 3
const QUOTES_ASKED_FOR = 5

/** Every number from a query, every quote as it is stored. */
export async function answerQuestion(tx: Tables, question: Question): Promise<Answered> {
  const total = await tx.ask.total(question)
  const grouped = await groupsOf(tx, question, total)
  const quotes = question.measure === 'quotes' ? (question.limit ?? QUOTES_ASKED_FOR) : QUOTES
  return {
    question,
    ...(await namesOf(tx, question)),
    base: await tx.rates.base(),
    total,
    before: await notesBefore(tx, question),
    ...grouped,
    course: question.measure === 'trend' ? await courseOf(tx, question) : [],
    deals: DEALS.has(question.measure) ? await tx.ask.deals(question) : null,
    answers: question.measure === 'answers' ? await answersOf(tx, grouped.groups) : [],
    quotes: total.notes === 0 || question.measure === 'answers' ? [] : await tx.ask.quotes(question, quotes),
    wider: total.notes === 0 ? await widerOf(tx, question) : [],
    now: tx.now,
  }
}

const DEALS: ReadonlySet<Question['measure']> = new Set(['money', 'outcomes'])

const GROUPINGS: ReadonlyMap<Question['measure'], Grouping> = new Map([
  ['themes', 'themes'],
  ['outcomes', 'themes'],
  ['answers', 'themes'],
  ['count', 'themes'],
  ['money', 'themes'],
  ['accounts', 'accounts'],
  ['industries', 'industries'],
  ['sizes', 'sizes'],
  ['regions', 'regions'],
  ['competitors', 'competitors'],
])

async function groupsOf(
  tx: Tables,
  question: Question,
  { notes }: Total,
): Promise<Pick<Answered, 'groups' | 'count'>> {
  const by = GROUPINGS.get(question.measure)
  return by === undefined || notes === 0
    ? { groups: [], count: 0 }
    : tx.ask.groups(question, by, question.limit ?? GROUPS)
}

export async function namesOf(
  tx: Tables,
  { accountId, themeIds }: Question,
): Promise<Pick<Answered, 'account' | 'themes' | 'timezone'>> {
  const themes: string[] = []
  for (const id of themeIds) {
    const theme = await tx.themes.find(id)
    if (theme) themes.push(theme.title)
  }
  return {
    account: accountId === null ? null : ((await tx.accounts.find(accountId))?.name ?? null),
    themes,
    timezone: (await tx.workspace.read()).timezone,
  }
}

async function notesBefore(tx: Tables, question: Question): Promise<number | null> {
  const { from, to } = question.time
  if (from === null) return null
  const length = new Date(to).getTime() - new Date(from).getTime()
  const time = { from: new Date(new Date(from).getTime() - length).toISOString(), to: from }
  return tx.ask.count({ ...question, time })
}

async function widerOf(tx: Tables, question: Question): Promise<readonly Wider[]> {
  const { time, kind } = question
  const nothing = allOf(time)
  const { industry, size, region, accountId, reporter } = nothing
  const { themeIds, area, competitor, said } = nothing
  const tried = [
    { without: 'time', wider: { ...question, time: { ...time, from: null, to: tx.now.toISOString() } } },
    { without: 'topic', wider: { ...question, themeIds, area, competitor, said, kind: nothing.kind } },
    { without: 'customers', wider: { ...question, kind, industry, size, region, accountId, reporter } },
  ] as const
  const found: Wider[] = []
  for (const { without, wider } of tried) {
    const notes = await tx.ask.count(wider)
    if (notes > 0) found.push({ without, notes })
  }
  return found
}

const WEEK_MS = 7 * 24 * 3600 * 1000
const POINTS = 13

/** Weeks, or as many weeks together as make 13 points at most; the last one ends with the time. */
async function courseOf(tx: Tables, question: Question): Promise<Answered['course']> {
  const { from, to } = question.time
  const start = from === null ? await tx.ask.since(question) : new Date(from)
  if (!start) return []
  const end = new Date(to).getTime()
  const step = Math.max(1, Math.ceil((end - start.getTime()) / WEEK_MS / POINTS)) * WEEK_MS
  const points = Math.min(POINTS, Math.max(1, Math.ceil((end - start.getTime()) / step)))
  const starts = Array.from({ length: points }, (_, point) => new Date(end - (points - point) * step))
  const [first, ...rest] = starts
  // The first is no longer than the time: what was before it is not in the question.
  const clipped = first && first < start ? [start, ...rest] : starts
  const notes = await tx.ask.course(question, clipped)
  return clipped.map((each, point) => ({ start: each.toISOString(), notes: notes[point] ?? 0 }))
}

async function answersOf(tx: Tables, groups: readonly Group[]): Promise<Answered['answers']> {
  const answers = []
  for (const theme of groups.slice(0, ANSWERED)) {
    const found = theme.id === null ? [] : await answersTo(tx, theme.id)
    answers.push({ theme, best: found[0] ?? null, count: found.length, now: tx.now })
  }
  return answers
}
