import { z } from 'zod'
import type { Crm } from '../core/crm/crm.js'
import { unreadable } from './patience.js'
import { openSalesforce, type SalesforceCalls } from './salesforce-calls.js'
import { ACCOUNT, accountRow, OPPORTUNITY, opportunityRow, type SalesforceRecord } from './salesforce-rows.js'
import type { SalesforceSettings } from './settings.js'

/** Accounts and opportunities of one Salesforce organisation, by the client credentials flow. */
export function salesforce(settings: SalesforceSettings): Crm {
  const { tier, workspace } = settings
  // The client is loaded when Salesforce is read for the first time: it is some 30 MB of memory.
  let opened: Promise<SalesforceCalls> | null = null
  const calls = (): Promise<SalesforceCalls> => (opened ??= openSalesforce(settings))
  const fields = tier === null ? ACCOUNT : [...ACCOUNT, tier]
  return {
    source: 'salesforce',
    name: 'Salesforce',
    workspace,
    accounts: async (cursor) => {
      const page = await nextPage(await calls(), { object: 'Account', fields, cursor })
      return { ...page, rows: page.records.map((record) => accountRow(record, tier)) }
    },
    someAccounts: async (ids) => {
      const all = await calls()
      const { records } = await all.query(byId('Account', fields, ids))
      return records.map((record) => accountRow(record, tier))
    },
    opportunities: async (cursor) => {
      const all = await calls()
      const only = await all.currency()
      const page = await nextPage(all, { object: 'Opportunity', fields: fieldsFor(only), cursor })
      return { ...page, rows: page.records.map((record) => opportunityRow(record, only)) }
    },
    someOpportunities: async (ids) => {
      const all = await calls()
      const only = await all.currency()
      const { records } = await all.query(byId('Opportunity', fieldsFor(only), ids))
      return records.map((record) => opportunityRow(record, only))
    },
  }
}

function byId(object: string, fields: readonly string[], ids: readonly string[]): string {
  return `SELECT ${fields.join(', ')} FROM ${object} WHERE Id IN (${ids.map(quoted).join(', ')})`
}

/** Where there is one currency, there is no such field. */
function fieldsFor(only: string | null): readonly string[] {
  return only === null ? [...OPPORTUNITY, 'CurrencyIsoCode'] : OPPORTUNITY
}

const PAGE = 200
/** A record may be stamped minutes before it is there to be read: its transaction was long. */
const OVERLAP_MS = 5 * 60 * 1000

/** All up to this moment, and of it up to this id, was read; id null: all of it. */
const position = z.object({ at: z.string(), id: z.string().nullable() })

/** The next page by time of change, and within one time by id. */
async function nextPage(
  calls: Pick<SalesforceCalls, 'query'>,
  asked: { readonly object: string; readonly fields: readonly string[]; readonly cursor: string | null },
): Promise<{
  readonly records: readonly SalesforceRecord[]
  readonly cursor: string | null
  readonly isLast: boolean
}> {
  const { object, fields, cursor } = asked
  const from = cursor === null ? null : position.parse(JSON.parse(cursor))
  const { records, done } = await calls.query(
    `SELECT ${fields.join(', ')} FROM ${object}${whereAfter(from)} ORDER BY SystemModstamp, Id LIMIT ${PAGE}`,
  )
  const last = records.at(-1)
  if (!last) return { records, cursor: from && from.id !== null ? rewound(from.at) : cursor, isLast: true }
  const end = readEnd(last)
  const isLast = done && records.length < PAGE
  return { records, cursor: isLast ? rewound(end.at) : JSON.stringify(end), isLast }
}

function whereAfter(from: z.infer<typeof position> | null): string {
  if (!from) return ''
  if (from.id === null) return ` WHERE SystemModstamp > ${from.at}`
  return ` WHERE SystemModstamp > ${from.at} OR (SystemModstamp = ${from.at} AND Id > ${quoted(from.id)})`
}

const end = z.object({ SystemModstamp: z.string(), Id: z.string().regex(/^[A-Za-z0-9]{15,18}$/) })

/** A date-time of SOQL's is in Salesforce's own writing, and no string: it must be one. */
function readEnd(record: SalesforceRecord): z.infer<typeof position> {
  const parsed = end.safeParse(record)
  const at = Date.parse(parsed.data?.SystemModstamp ?? '')
  if (!parsed.success || Number.isNaN(at)) throw unreadable('Salesforce')
  return { at: new Date(at).toISOString(), id: parsed.data.Id }
}

function rewound(at: string): string {
  return JSON.stringify({ at: new Date(Date.parse(at) - OVERLAP_MS).toISOString(), id: null })
}

function quoted(id: string): string {
  return `'${id.replace(/[^A-Za-z0-9]/g, '')}'`
}
