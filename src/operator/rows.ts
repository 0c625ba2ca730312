import { z } from 'zod'
import { AMOUNT_LIMIT, CURRENCIES } from '../core/accounts/account.js'
import type { AccountRow, OpportunityRow } from '../core/accounts/import.js'
import { domainOf } from '../core/accounts/name-key.js'
import type { Rate } from '../core/accounts/rates.js'
import { ANSWER_LIMIT, linkFault } from '../core/answers/answer.js'
import type { AnswerRow } from '../core/answers/import.js'
import type { OfferingRow } from '../core/catalogue/import.js'
import { OFFERING_LIMITS } from '../core/catalogue/offering.js'
import { cleanText, TEXT_LIMIT } from '../core/feedback/feedback.js'
import { lengthOf } from '../core/text.js'

/** What a row of each kind of file holds; every refusal says what would do. */

const optional = z
  .string()
  .optional()
  .transform((text) => (text === undefined || text.trim() === '' ? null : cleanText(text)))

const required = z
  .string({ error: 'is missing' })
  .transform(cleanText)
  .refine((text) => text !== '', 'is empty')

const SCALE: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['m', 1e6],
])
const AMOUNT = /^[$€£]?\s?((?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:e\+?\d{1,2})?)\s?([km]?)$/i

/** 48000, 48,000.50, $48k, a spreadsheet's 1E+12; not 1,2, which is twelve to one reader and one and a bit to another. */
const amount = optional.transform((text, context) => {
  if (text === null) return null
  const [, digits = '', suffix = ''] = AMOUNT.exec(text) ?? []
  const value = Number(digits.replaceAll(',', '')) * (SCALE.get(suffix.toLowerCase()) ?? 1)
  const cents = Math.round(value * 100) / 100
  if (digits !== '' && cents <= AMOUNT_LIMIT) return cents
  context.addIssue(
    /^[-−(]\s?[$€£]?\s?\d/.test(text)
      ? 'is negative: an amount is what the opportunity is worth, from 0'
      : `is no amount from 0 to ${AMOUNT_LIMIT.toLocaleString('en-US')}`,
  )
  return z.NEVER
})

const currency = optional.transform((text, context) => currencyOf(text ?? 'USD', context))

function currencyOf(text: string, context: z.core.$RefinementCtx): string {
  const code = text.toUpperCase()
  if (CURRENCIES.has(code)) return code
  context.addIssue('is no currency such as USD or EUR')
  return z.NEVER
}

/** 2026-02-30 is none, though Date would take it for a day in March. */
function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return (
    // Postgres has no year 0.
    /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(date.getTime()) &&
    date.toISOString().startsWith(text)
  )
}

const day = optional.transform((text, context) => {
  if (text === null) return null
  if (isDay(text.slice(0, 10)) && /^.{10}(T|$)/.test(text)) return new Date(`${text.slice(0, 10)}T00:00:00Z`)
  context.addIssue('is no day such as 2026-11-24')
  return z.NEVER
})

/** A day alone is its noon, a time without a zone is UTC: the same on every machine. */
export const instant = optional.transform((text, context) => {
  if (text === null) return null
  const zoned = /^.{10}$/.test(text)
    ? `${text}T12:00:00Z`
    : /(Z|[+-]\d{2}:?\d{2})$/i.test(text)
      ? text
      : `${text}Z`
  const date = new Date(zoned)
  if (isDay(text.slice(0, 10)) && !Number.isNaN(date.getTime())) return date
  context.addIssue('is no date or time such as 2026-11-24 or 2026-11-24T09:30:00Z')
  return z.NEVER
})

const link = optional.transform((text, context) => {
  const fault = text === null ? null : linkFault(text)
  if (fault === null) return text
  context.addIssue(fault)
  return z.NEVER
})

export const accountRow: z.ZodType<AccountRow> = z
  .object({
    external_id: required,
    name: required,
    domain: optional.transform((text) => (text === null ? null : domainOf(text))),
    industry: optional,
    size: optional,
    region: optional,
    owner: optional,
    tier: optional,
  })
  .transform(({ external_id: externalId, ...row }) => ({ ...row, externalId }))

export const opportunityRow: z.ZodType<OpportunityRow> = z
  .object({
    external_id: required,
    account: required,
    name: required,
    amount,
    currency,
    stage: optional,
    close_date: day,
    outcome: optional
      .transform((text) => text?.toLowerCase() ?? 'open')
      .pipe(z.enum(['open', 'won', 'lost'], { error: 'is none of open, won, lost' })),
    owner: optional,
  })
  .transform(({ external_id: externalId, close_date: closeDate, ...row }) => ({
    ...row,
    externalId,
    closeDate,
  }))

const within = (most: number) =>
  [
    (text: string | null) => lengthOf(text ?? '') <= most,
    `has more than ${most.toLocaleString('en-US')} characters`,
  ] as const

export const rateRow: z.ZodType<Rate> = z.object({
  currency: required.transform(currencyOf),
  rate: required.transform((text, context) => {
    const rate = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0
    if (rate >= 1e-9 && rate <= 1e9) return rate
    context.addIssue('is no rate: it takes a number above 0, such as 1.08, with a point')
    return z.NEVER
  }),
})

export const offeringRow: z.ZodType<OfferingRow> = z
  .object({
    external_id: required,
    name: required.refine(...within(OFFERING_LIMITS.name)),
    tier: optional.refine(...within(OFFERING_LIMITS.tier)),
    description: optional.transform((text) => text ?? '').refine(...within(OFFERING_LIMITS.description)),
    synonyms: optional
      .refine(...within(OFFERING_LIMITS.synonyms))
      .transform((text) => (text ?? '').split(/[|;]/).flatMap((word) => word.trim() || [])),
    status: optional
      .transform((text) => (text ?? 'sold').toLowerCase().replace('available', 'sold'))
      .pipe(z.enum(['sold', 'workaround', 'planned'], { error: 'is none of sold, workaround, planned' })),
    note: optional.refine(...within(OFFERING_LIMITS.note)),
    link: link.refine(...within(OFFERING_LIMITS.link)),
    planned_wording: optional.refine(...within(OFFERING_LIMITS.plannedWording)),
  })
  .transform(({ external_id: externalId, planned_wording: plannedWording, ...row }) => ({
    ...row,
    externalId,
    plannedWording,
  }))

export const answerRow: z.ZodType<AnswerRow> = z
  .object({
    external_id: required,
    theme: required.refine((text) => /[^;\s]/.test(text), 'is empty'),
    text: required.refine(
      (text) => lengthOf(text) <= ANSWER_LIMIT,
      `has more than ${ANSWER_LIMIT} characters`,
    ),
    owner: required,
    review_date: day.transform((date, context) => {
      if (date) return date
      context.addIssue('is missing: no answer is shown without a review date')
      return z.NEVER
    }),
    link,
    state: optional
      .transform((text) => text?.toLowerCase() ?? null)
      .pipe(
        z.enum(['draft', 'approved', 'retired'], { error: 'is none of draft, approved, retired' }).nullable(),
      ),
  })
  .transform(({ external_id: externalId, review_date: reviewDate, ...row }) => ({
    ...row,
    externalId,
    reviewDate,
  }))

export const feedbackRow = z.object({
  external_id: optional,
  kind: optional
    .transform((text) => text?.toLowerCase() ?? 'request')
    .pipe(z.enum(['objection', 'request'], { error: 'is neither objection nor request' })),
  text: required.refine((text) => lengthOf(text) <= TEXT_LIMIT, `has more than ${TEXT_LIMIT} characters`),
  reporter: optional.transform((text) => text ?? 'import'),
  account: optional,
  opportunity: optional,
  at: instant,
  theme: optional,
  area: optional,
  amount,
  currency,
})
export type ParsedFeedback = z.infer<typeof feedbackRow>

/** Other names that columns go by in people's files. */
export const ALIASES: Readonly<Record<string, string>> = {
  id: 'external_id',
  account_external_id: 'account',
  account_id: 'account',
  opportunity_external_id: 'opportunity',
  opportunity_id: 'opportunity',
  close: 'close_date',
  review: 'review_date',
  date: 'at',
  heard_at: 'at',
  created_at: 'at',
  rep: 'reporter',
  note: 'text',
  website: 'domain',
  one_pager: 'link',
  approved_wording: 'planned_wording',
}
