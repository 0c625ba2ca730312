import { AMOUNT_LIMIT } from '../accounts/account.js'
import { lengthOf } from '../text.js'
import { cleanText, type Kind, TEXT_LIMIT } from './feedback.js'

/** What a rep typed, with what could be read out of it; everything but the text is optional. */
export type Draft = {
  readonly kind: Kind
  /** The rep's words, whole: what was recognised stays in them. */
  readonly text: string
  readonly area: string | null
  readonly accountName: string | null
  readonly amount: number | null
  /** Of the amount, by its sign. */
  readonly currency: string | null
}

export type Drafted =
  | { readonly kind: 'draft'; readonly draft: Draft }
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-long'; readonly length: number; readonly limit: number }

/** Reads `#area`, `@account` or `Account: …`, and `$50k` out of a typed text. */
export function draftOf(kind: Kind, typed: string): Drafted {
  const text = cleanText(typed)
  if (text === '') return { kind: 'empty' }
  const length = lengthOf(text)
  if (length > TEXT_LIMIT) return { kind: 'too-long', length, limit: TEXT_LIMIT }
  return {
    kind: 'draft',
    draft: { kind, text, area: areaIn(text), accountName: accountIn(text), ...amountIn(text) },
  }
}

/** What the text is about, without what says whose it is and how much: the part that themes are made of. */
export function topicOf(text: string): string {
  const topic = text
    .replace(AMOUNT, ' ')
    .replace(AREA, ' ')
    .replace(LABELLED_ACCOUNT, ' ')
    .replace(MENTIONED_ACCOUNT, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return topic === '' ? text : topic
}

const AREA = /(?:^|\s)#([\p{L}][\p{L}\p{N}_-]{1,39})(?=$|[\s.,;:!?)])/u

function areaIn(text: string): string | null {
  return AREA.exec(text)?.[1]?.toLowerCase() ?? null
}

const LABELLED_ACCOUNT = /(?:^|\s)account:\s*([^\n,;]{1,80})/iu
const MENTIONED_ACCOUNT = /(?:^|\s)@([\p{L}\p{N}][\p{L}\p{N}&._-]{0,79})/u

function accountIn(text: string): string | null {
  const labelled = LABELLED_ACCOUNT.exec(text)?.[1]
  const mentioned = MENTIONED_ACCOUNT.exec(text)?.[1]
  const name = (labelled ?? mentioned)?.replace(/[.,;:!?\s]+$/u, '')
  return name === undefined || name === '' ? null : name
}

const SCALE = { '': 1, k: 1e3, m: 1e6 } as const
const SIGNS = new Map([
  ['$', 'USD'],
  ['€', 'EUR'],
  ['£', 'GBP'],
])
const AMOUNT = /(?:^|[\s(])([$€£])\s?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?\s?([km]?)(?=$|[\s.,;:!?)/])/iu

function amountIn(text: string): Pick<Draft, 'amount' | 'currency'> {
  const [, sign = '', whole = '', cents = '', suffix = ''] = AMOUNT.exec(text) ?? []
  const letter = suffix.toLowerCase()
  const scale = letter === 'k' || letter === 'm' ? SCALE[letter] : SCALE['']
  const amount = Number(`${whole.replaceAll(',', '')}.${cents || '0'}`) * scale
  return amount > 0 && amount <= AMOUNT_LIMIT
    ? { amount, currency: SIGNS.get(sign) ?? null }
    : { amount: null, currency: null }
}
