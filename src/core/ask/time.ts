import type { Window } from '../digests/digest.js'
import type { Span } from './question.js'
import type { Reading } from './text.js'

/** The slots of a schedule in the workspace's zone: see `Clock.windowAt`. */
export type Slots = (schedule: string, at: Date) => Window

export type Calendar = { readonly now: Date; readonly slots: Slots }

const DAY_MS = 24 * 3600 * 1000
const WEEKS = 13

/** What is looked at where a question names no time: the last 13 weeks. */
export function usualTime({ now, slots }: Calendar): Span {
  return { from: midnight(slots, before(now, WEEKS * 7)).toISOString(), to: now.toISOString() }
}

/** The time that a question names, taken out of it; null: none. */
export function takeTime(reading: Reading, calendar: Calendar): Span | null {
  for (const form of FORMS) {
    const found = reading.take(form.pattern)
    if (!found) continue
    const span = form.span(found.groups ?? {}, calendar)
    if (span) return kept(span, calendar.now)
  }
  return null
}

type Found = Readonly<Record<string, string | undefined>>
type Reach = { readonly start: Date | null; readonly end?: Date }
type Form = { readonly pattern: RegExp; readonly span: (found: Found, calendar: Calendar) => Reach | null }

/** What is to come has not been heard. */
function kept({ start, end }: Reach, now: Date): Span {
  const to = end && end < now ? end : now
  return { from: start && start < to ? start.toISOString() : start && to.toISOString(), to: to.toISOString() }
}

const MONTHS = 'january|february|march|april|may|june|july|august|september|october|november|december'
const SHORT = 'jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec'
const MONTH = `(?:${MONTHS}|${SHORT})`
const UNIT = '(?:days?|weeks?|months?|quarters?|years?)'
const COUNT = '(?:\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirteen)'
const DAY = '(?:\\d{1,2})(?:st|nd|rd|th)?'
const LEAD = '(?:(?:in|over|during|for|within|from|of|on|the) )*'
const WEEKDAY = '(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)'
const NTH = '(?:first|second|third|fourth|1st|2nd|3rd|4th)'
const POINT = `(?:${DAY} (?:of )?${MONTH}(?: \\d{4})?|${MONTH} ${DAY}(?: \\d{4})?|${MONTH}(?: \\d{4})?|q[1-4](?: \\d{4})?|20\\d\\d|yesterday|(?:last )?${WEEKDAY}|${NTH} quarter(?: of)?(?: \\d{4})?|(?:last|this) (?:week|month|quarter|year)|the (?:week|month|quarter|year)|(?:${COUNT}) ${UNIT} ago)`

/** The longest first: “since last quarter” is not “last quarter”. */
const FORMS: readonly Form[] = [
  form(`(?:since|after|starting|as of|from) (?<point>${POINT}) (?:on|onwards?)`, sincePoint),
  form(`(?:between|from) (?<point>${POINT}) (?:and|to|until|till|through) (?<last>${POINT})`, betweenPoints),
  form(`(?:since|after|starting|as of) (?<point>${POINT})`, sincePoint),
  form(`(?:before|until|till|up to) (?<last>${POINT})`, (found, calendar) => {
    const point = pointOf(found['last'] ?? '', calendar)
    return point && { start: null, end: point.start }
  }),
  form(
    `${LEAD}(?:last|past|previous|recent) (?<count>${COUNT}|couple of|few) (?<unit>${UNIT})`,
    (found, calendar) => rolling(countOf(found['count'] ?? ''), found['unit'] ?? '', calendar),
  ),
  form(`${LEAD}(?:past|recent) (?<unit>week|month|quarter|year)`, (found, calendar) =>
    rolling(1, found['unit'] ?? '', calendar),
  ),
  form(
    `${LEAD}(?<point>(?:last|this|previous|current) (?:week|month|quarter|year))(?: so far| to date)?`,
    onPoint,
  ),
  form(`(?:year to date|ytd|so far this year)`, (_, { now, slots }) => ({ start: slots(YEAR, now).end })),
  form(
    `(?:in|during|of|on|for|last|this) (?:the month of )?(?<point>${DAY} (?:of )?${MONTH}(?: \\d{4})?|${MONTH} ${DAY}|${MONTH}(?: \\d{4})?)`,
    onPoint,
  ),
  form(`(?<point>${MONTH} \\d{4})`, onPoint),
  form(`${LEAD}(?<point>q[1-4](?: (?:of )?\\d{4})?|20\\d\\d)`, onPoint),
  form(`(?<count>${COUNT}) (?<unit>${UNIT}) ago`, (found, calendar) => {
    const [count, unit] = [countOf(found['count'] ?? ''), found['unit'] ?? '']
    const { start } = rolling(count - 1, unit, calendar)
    return { start: rolling(count, unit, calendar).start, ...(count > 1 && start ? { end: start } : {}) }
  }),
  form(`(?<count>${COUNT}) (?<unit>${UNIT})`, (found, calendar) =>
    rolling(countOf(found['count'] ?? ''), found['unit'] ?? '', calendar),
  ),
  form(`${LEAD}(?<point>${NTH} quarter(?: (?:of )?\\d{4})?)`, onPoint),
  form(`(?:on|last|this) (?<point>${WEEKDAY})`, onPoint),
  form(`${LEAD}(?<point>yesterday|today)`, onPoint),
  form(
    `${LEAD}(?:all time|whole time|ever|so far|overall|in total|from the beginning|since the beginning|of all times?|always|until now|to date)`,
    () => ({ start: null }),
  ),
  form(`(?:recently|lately|these days|right now|currently|at the moment|nowadays)`, (_, calendar) =>
    rolling(4, 'weeks', calendar),
  ),
]

function form(pattern: string, span: Form['span']): Form {
  return { pattern: new RegExp(`(?<= )${pattern}(?= )`, 'u'), span }
}

const YEAR = '0 0 1 1 *'
const QUARTER = '0 0 1 1,4,7,10 *'
const MONTHLY = '0 0 1 * *'
const WEEKLY = '0 0 * * 1'
const DAILY = '0 0 * * *'

function sincePoint(found: Found, calendar: Calendar): Reach | null {
  const point = pointOf(found['point'] ?? '', calendar)
  return point && { start: point.start }
}

function onPoint(found: Found, calendar: Calendar): Reach | null {
  return pointOf(found['point'] ?? '', calendar)
}

function betweenPoints(found: Found, calendar: Calendar): Reach | null {
  const last = pointOf(found['last'] ?? '', calendar)
  if (!last) return null
  const point = pointOf(found['point'] ?? '', { ...calendar, now: before(last.end, 1 / 24) })
  return point && { start: point.start, end: last.end }
}

function rolling(count: number, unit: string, { now, slots }: Calendar): Reach {
  const months = /^month/.test(unit)
    ? count
    : /^quarter/.test(unit)
      ? 3 * count
      : /^year/.test(unit)
        ? 12 * count
        : 0
  const days = /^week/.test(unit) ? 7 * count : /^day/.test(unit) ? count : 0
  const moved = new Date(now)
  if (months > 0) moved.setUTCMonth(moved.getUTCMonth() - months)
  return { start: midnight(slots, before(moved, days)) }
}

/** A day, a month, a quarter, a year, or a week, by its name. */
function pointOf(text: string, calendar: Calendar): Window | null {
  const { now, slots } = calendar
  const ago = new RegExp(`^(${COUNT}) (${UNIT}) ago$`).exec(text)
  if (ago) return { start: rolling(countOf(ago[1] ?? ''), ago[2] ?? '', calendar).start ?? now, end: now }
  if (text === 'today') return { start: midnight(slots, now), end: now }
  if (text === 'yesterday') return slots(DAILY, now)
  const weekday = new RegExp(`${WEEKDAY}$`).exec(text)
  if (weekday) return dayNamed(weekday[0], calendar)
  const [, which, unit] = /^(last|previous|this|current|the) (week|month|quarter|year)$/.exec(text) ?? []
  if (which !== undefined && unit !== undefined) return named(which, SCHEDULES.get(unit) ?? MONTHLY, calendar)
  const year = Number(/\b(20\d\d)\b/.exec(text)?.[1] ?? 0)
  if (/^20\d\d$/.test(text)) return dated(YEAR, calendar, { year, month: 1, length: 370 })
  const nth = new RegExp(`^${NTH}`).exec(text)?.[0] ?? ''
  const quarter = QUARTERS.get(nth) ?? Number(/^q([1-4])/.exec(text)?.[1] ?? 0)
  if (quarter > 0) return dated(QUARTER, calendar, { year, month: 3 * quarter - 2, length: 95 })
  return dayOrMonth(text, calendar, year)
}

const QUARTERS: ReadonlyMap<string, number> = new Map(
  ['first 1st', 'second 2nd', 'third 3rd', 'fourth 4th'].flatMap((names, at) =>
    names.split(' ').map((name) => [name, at + 1] as const),
  ),
)

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** The last day of that name. */
function dayNamed(name: string, { now, slots }: Calendar): Window {
  const start = slots(`0 0 * * ${WEEKDAYS.indexOf(name)}`, now).end
  return { start, end: midnight(slots, new Date(start.getTime() + 1.5 * DAY_MS)) }
}

const SCHEDULES: ReadonlyMap<string, string> = new Map([
  ['week', WEEKLY],
  ['month', MONTHLY],
  ['quarter', QUARTER],
  ['year', YEAR],
])

function named(which: string, schedule: string, { now, slots }: Calendar): Window {
  const slot = slots(schedule, now)
  return which === 'last' || which === 'previous' ? slot : { start: slot.end, end: now }
}

function dayOrMonth(text: string, calendar: Calendar, year: number): Window | null {
  const month = monthOf(text)
  if (month === 0) return null
  const day = Number(/\b(\d{1,2})(?:st|nd|rd|th)?\b/.exec(text)?.[1] ?? 0)
  if (day === 0) return dated(MONTHLY, calendar, { year, month, length: 32 })
  if (day > new Date(Date.UTC(2024, month, 0)).getUTCDate()) return null
  const at = year > 0 ? new Date(Date.UTC(year, month, 1)) : calendar.now
  const start = calendar.slots(`0 0 ${day} ${month} *`, at).end
  return { start, end: midnight(calendar.slots, new Date(start.getTime() + 1.5 * DAY_MS)) }
}

/** The last that began, or that of the year named; `length`: days within which the next one has begun. */
function dated(
  schedule: string,
  { now, slots }: Calendar,
  { year, month, length }: { readonly year: number; readonly month: number; readonly length: number },
): Window {
  const at = year > 0 ? new Date(Date.UTC(year, month - 1, 20)) : now
  const start = slots(`0 0 1 ${month} *`, at).end
  return { start, end: slots(schedule, new Date(start.getTime() + length * DAY_MS)).end }
}

function monthOf(text: string): number {
  const names = MONTHS.split('|')
  const found = new RegExp(`\\b${MONTH}\\b`).exec(text)?.[0]
  return found === undefined ? 0 : names.findIndex((name) => name.startsWith(found.slice(0, 3))) + 1
}

function countOf(text: string): number {
  const words = [
    'zero',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    '',
    'twelve',
    'thirteen',
  ]
  if (text === 'couple of') return 2
  if (text === 'few') return 3
  return /^\d+$/.test(text) ? Math.max(1, Number(text)) : Math.max(1, words.indexOf(text))
}

function midnight(slots: Slots, at: Date): Date {
  return slots(DAILY, at).end
}

function before(at: Date, days: number): Date {
  return new Date(at.getTime() - days * DAY_MS)
}
