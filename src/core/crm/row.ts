import { AMOUNT_LIMIT, CURRENCIES, type Opportunity } from '../accounts/account.js'
import type { AccountRow } from '../accounts/import.js'
import { domainOf } from '../accounts/name-key.js'
import { cleanText } from '../feedback/feedback.js'
import { lengthOf } from '../text.js'
import { type CrmOpportunity, type CrmSource, externalIdOf, NO_ID, type Skip, type Upstream } from './crm.js'

/** What a CRM says of an account, unchecked. */
export type RawAccount = {
  readonly [field in 'id' | 'name' | 'domain' | 'industry' | 'size' | 'region' | 'owner' | 'tier']: unknown
}

export function accountOf(source: CrmSource, raw: RawAccount): Upstream<AccountRow> {
  const id = idOf(raw.id)
  const name = textOf(raw.name)
  const fault = id === null ? 'has no id' : nameFault(name)
  if (id === null || name === null || fault !== null) return skip(id, fault ?? 'has no name')
  return {
    kind: 'row',
    id,
    row: {
      externalId: externalIdOf(source, id),
      name,
      domain: domainIn(raw.domain),
      industry: cutTextOf(raw.industry),
      size: cutTextOf(raw.size),
      region: cutTextOf(raw.region),
      owner: cutTextOf(raw.owner),
      tier: cutTextOf(raw.tier),
    },
  }
}

/** What a CRM says of an opportunity, unchecked but for its outcome. */
export type RawOpportunity = {
  readonly [
    field in 'id' | 'account' | 'name' | 'amount' | 'currency' | 'stage' | 'closeDate' | 'owner'
  ]: unknown
} & { readonly outcome: Opportunity['outcome'] }

export function opportunityOf(source: CrmSource, raw: RawOpportunity): Upstream<CrmOpportunity> {
  const id = idOf(raw.id)
  const name = textOf(raw.name)
  const account = idOf(raw.account)
  const amount = amountOf(raw.amount)
  const currency = (textOf(raw.currency) ?? '').toUpperCase()
  const closeDate = dayOf(raw.closeDate)
  const faults = [
    id === null ? 'has no id' : null,
    nameFault(name),
    'fault' in amount ? amount.fault : null,
    CURRENCIES.has(currency) ? null : `has no currency such as USD or EUR, but “${shown(raw.currency)}”`,
    'fault' in closeDate ? closeDate.fault : null,
  ].filter((fault) => fault !== null)
  if (id === null || name === null || 'fault' in amount || 'fault' in closeDate || faults.length > 0)
    return skip(id, faults.join(', '))
  return {
    kind: 'row',
    id,
    row: {
      externalId: externalIdOf(source, id),
      account: account === null ? null : externalIdOf(source, account),
      name,
      amount: amount.value,
      currency,
      stage: cutTextOf(raw.stage),
      closeDate: closeDate.value,
      outcome: raw.outcome,
      owner: cutTextOf(raw.owner),
    },
  }
}

function skip(id: string | null, why: string): { readonly kind: 'skip' } & Skip {
  return { kind: 'skip', id: id ?? NO_ID, why }
}

/** An index holds no more. */
const TEXT_MOST = 255

function nameFault(name: string | null): string | null {
  if (name === null) return 'has no name'
  return lengthOf(name) > TEXT_MOST ? `has a name of more than ${TEXT_MOST} characters` : null
}

function idOf(value: unknown): string | null {
  const text = textOf(value)
  return text !== null && /^[A-Za-z0-9]{1,40}$/.test(text) ? text : null
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value !== 'string') return null
  const text = cleanText(value)
  return text === '' ? null : text
}

function cutTextOf(value: unknown): string | null {
  const text = textOf(value)
  return text === null ? null : Array.from(text).slice(0, TEXT_MOST).join('')
}

/** No name in the DNS is longer. */
const DOMAIN_MOST = 253

function domainIn(value: unknown): string | null {
  const domain = domainOf(textOf(value) ?? '')
  return /^[^\s.]+(\.[^\s.]+)+$/.test(domain) && domain.length <= DOMAIN_MOST ? domain : null
}

type Parsed<T> = { readonly value: T } | { readonly fault: string }

function amountOf(value: unknown): Parsed<number | null> {
  if (value === null || value === undefined || value === '') return { value: null }
  const amount = typeof value === 'string' ? Number(value) : typeof value === 'number' ? value : Number.NaN
  const cents = Math.round(amount * 100) / 100
  if (cents >= 0 && cents <= AMOUNT_LIMIT) return { value: cents }
  return {
    fault: `has an amount of “${shown(value)}”: it takes 0 to ${AMOUNT_LIMIT.toLocaleString('en-US')}`,
  }
}

/** The day of 2026-03-31 or of 2026-03-31T10:00:00Z. */
function dayOf(value: unknown): Parsed<Date | null> {
  if (value === null || value === undefined || value === '') return { value: null }
  const day =
    typeof value === 'string' ? (/^(?!0000)(\d{4}-\d{2}-\d{2})(?:T.*)?$/.exec(value)?.[1] ?? '') : ''
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
    ? { value: date }
    : { fault: `has a close date of “${shown(value)}”` }
}

function shown(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? cleanText(String(value)) : ''
  return text.length > 40 ? `${Array.from(text).slice(0, 40).join('')}…` : text
}
